import { duration } from "../../provider/resources/customerQualification/progress";
import { parseVettingDate } from "../../provider/partnercenter";
import { printable } from "../displayText";
import { count } from "../progress";
import type { When } from "../overdue";
import type { Reading } from "../reading";
import { type Listed, nameOf } from "../statusModel";

export const overdueTitle = ({ overdueMs = 0 }: When): string =>
  `In review for longer than ${duration(overdueMs)}`;

/** What can't be known to be overdue, said beside what is in review. */
export function undatedText(inReview: readonly Listed[], { overdueMs }: When): string | undefined {
  const undated = inReview.filter(
    ({ item }) => parseVettingDate(item.vettingCreateDate) === undefined,
  ).length;
  if (overdueMs === undefined || undated === 0) return undefined;
  return `Without a date, so that it is not known for how long: ${count(undated)}.`;
}

/** What a person sends to Microsoft's support: each vetting, and the read that showed it. */
export function supportTexts(overdue: readonly Listed[], { tenantId }: Reading, { now }: When): string[] {
  const each = overdue.map(({ customer, item }) => {
    const since = parseVettingDate(item.vettingCreateDate) ?? now;
    return (
      `- customer ${customer.customerId} (${printable(nameOf(customer) ?? "name not read")}): ` +
      `${printable(item.qualification)}, vettingCreateDate ${new Date(since).toISOString()} (${duration(now - since)} ago), ` +
      `MS-CorrelationId of the read ${customer.correlationId ?? "not known"}`
    );
  });
  return [
    "These vettings of special qualifications have been InReview for longer than we expect. What holds them up?",
    ...(tenantId === undefined ? [] : [`Partner tenant: ${tenantId}`]),
    `Read from GET /v1/customers/{customerId}/qualifications at ${new Date(now).toISOString()}:`,
    ...each,
  ];
}

/** What stands before that text. */
export const SUPPORT_TITLE =
  "To send to Microsoft's support (Partner Center, Help + support), who ask for these ids:";
