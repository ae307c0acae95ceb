import type { ReadCustomer, Reading } from "../../cli/reading";
import { reportOf, type ReportOptions } from "../../cli/statusReport";
import type { CustomerQualificationItem } from "../../provider/partnercenter";
import { daysAgo, id, noRelationship, NOW } from "./fleet";

/* A reading of six customers, and the report of it. */

export const customer = (
  number: number,
  companyName: string | undefined,
  ...qualifications: CustomerQualificationItem[]
): ReadCustomer => ({ customerId: id(number), companyName, qualifications });

export const CUSTOMERS: ReadCustomer[] = [
  customer(1, "Contoso School", {
    qualification: "Education",
    vettingStatus: "Approved",
    vettingCreateDate: daysAgo(400),
  }),
  customer(
    2,
    "東京都立大学附属高等学校国際交流センター",
    {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Education Customer",
      vettingCreateDate: daysAgo(12),
    },
    { qualification: "StateOwnedEntity" },
  ),
  customer(3, "City of Northwind", {
    qualification: "GovernmentCommunityCloud",
    vettingStatus: "InReview",
    vettingCreateDate: daysAgo(1.25),
  }),
  customer(4, "Fabrikam"),
  { ...customer(5, "Litware"), error: noRelationship() },
  customer(6, "Alpine", {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Organization Information Missing or Not Found",
    vettingCreateDate: daysAgo(30),
  }),
];

export const reading = (customers: ReadCustomer[], over: Partial<Reading> = {}): Reading => ({
  customers,
  total: customers.length,
  interrupted: false,
  ...over,
});

export const report = (width: number, options: Partial<ReportOptions> = {}, over: Partial<Reading> = {}) =>
  reportOf(reading(CUSTOMERS, over), { width, now: NOW, listsWithout: false, ...options }).split("\n");
