// Readings of many customers, in which all is seen that a report can show.
import type { ReadCustomer, Reading } from "../../cli/reading";
import { PartnerCenterError } from "../../provider/partnercenter/errors/PartnerCenterError";

export const NOW = Date.parse("2026-11-21T12:00:00Z");
export const WEEK_MS = 7 * 86_400_000;
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

const REASONS = ["Not an Education Customer", "Not an Academic Domain", "Not an eligible Library"];

export const noRelationship = (correlationId = "6f1d2c3b-0000-4000-8000-00000000c0de"): PartnerCenterError =>
  new PartnerCenterError({
    name: "NoRelationshipError",
    doing: "Reading the qualifications of a customer",
    found: 'HTTP 403, code 20002: "No relationship between caller and account."',
    meaning: "The partner has no relationship with this customer.",
    remedy: "Check the customer's id.",
    scope: "customer",
    httpStatus: 403,
    code: "20002",
    correlationId,
  });

/** The same customer in every fleet, by its number: its company is called after what it has. */
function customerOf(number: number): ReadCustomer {
  const known = { customerId: id(number), correlationId: `c0de${number}`, verificationRequests: number % 4 };
  const vetted = (vettingStatus: string, days: number, vettingReason?: string) => ({
    qualification: "Education",
    vettingStatus,
    vettingCreateDate: daysAgo(days),
    ...(vettingReason !== undefined && { vettingReason }),
  });
  switch (number % 5) {
    case 0:
      return {
        ...known,
        companyName: `School ${number}`,
        qualifications: [vetted("Denied", number % 40, REASONS[(number / 5) % 3])],
      };
    case 1:
      return { ...known, companyName: `City ${number}`, qualifications: [vetted("InReview", number % 23)] };
    case 2:
      return { ...known, companyName: `東京大学 ${number}`, qualifications: [vetted("Approved", 400)] };
    case 3:
      return { ...known, companyName: `Firm ${number}`, qualifications: [] };
    default:
      return { ...known, companyName: `Lost ${number}`, qualifications: [], error: noRelationship() };
  }
}

export function fleetOf(count: number, over: Partial<Reading> = {}): Reading {
  const customers = Array.from({ length: count }, (_, number) => customerOf(number));
  return { customers, total: count, interrupted: false, maxSubmissions: 3, tenantId: id(999), ...over };
}
