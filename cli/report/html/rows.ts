import { type CustomerQualificationItem, parseVettingDate } from "../../../provider/partnercenter";
import { printable } from "../../displayText";
import type { When } from "../../overdue";
import type { ReadCustomer, Reading } from "../../reading";
import { nameOf, statusOf } from "../../statusModel";
import { errorTexts } from "../../statusReport";

/** The groups of the table, in the order in which they need a person. */
export const GROUPS = {
  denied: "Denied",
  notRead: "Could not be read",
  overdue: "In review for too long",
  inReview: "In review",
  other: "Of another status",
  approved: "Approved",
  unvetted: "Without a vetting status",
  withoutQualification: "Without a qualification",
} as const;
export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** What the page's script shows as a row: a short form, for there are thousands. */
export type TableRow = [
  group: number,
  name: string,
  customerId: string,
  qualification: string,
  vettingStatus: string,
  /** Days since Microsoft began the vetting; null: not known. */
  days: number | null,
  why: string,
  verificationRequests: number | null,
];

const DAY_MS = 86_400_000;

export const daysOf = ({ vettingCreateDate }: CustomerQualificationItem, now: number): number | undefined => {
  const since = parseVettingDate(vettingCreateDate);
  return since === undefined ? undefined : Math.max(0, (now - since) / DAY_MS);
};

export function rowsOf(reading: Reading, when: When): TableRow[] {
  const status = statusOf(reading.customers, when);
  const row = (group: Group, customer: ReadCustomer, item?: CustomerQualificationItem): TableRow => [
    GROUP_NAMES.indexOf(group),
    printable(nameOf(customer) ?? ""),
    customer.customerId,
    printable(item?.qualification ?? ""),
    printable(item?.vettingStatus ?? ""),
    (item && daysOf(item, when.now)) ?? null,
    printable(item?.vettingReason ?? errorTexts(customer.error).join(" ")),
    customer.verificationRequests ?? null,
  ];
  return GROUP_NAMES.flatMap((group) =>
    status[group].map((one) => ("item" in one ? row(group, one.customer, one.item) : row(group, one))),
  );
}
