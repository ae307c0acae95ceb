import { isGuid } from "../../../provider/lifecycle/validation";
import type { Environment } from "../../../provider/partnercenter/clouds";
import type { Reading } from "../../reading";

/**
 * Where the portal has the account page of a customer, after which comes `/account`. Microsoft documents the way through
 * the menu only; this is the address that the portal then shows. Of the national clouds' portals it is not known.
 */
const CUSTOMERS: Partial<Record<Environment, string>> = {
  Global: "https://partner.microsoft.com/dashboard/v2/customers/",
};

export const customersUrl = ({ cloud = "Global" }: Reading): string | undefined => CUSTOMERS[cloud];

/** Undefined: not known in this cloud. */
export function customerUrl(reading: Reading, customerId: string): string | undefined {
  const base = customersUrl(reading);
  return base === undefined || !isGuid(customerId) ? undefined : `${base}${customerId}/account`;
}
