import type { ReadCustomer, Reading } from "../readCustomers";
import { only, summaryOf } from "../statusModel";

/**
 * `{ customers, summary }` as one JSON document, which `--since` reads again.
 * @param readAt when the reading ended, in milliseconds since 1970
 */
export function jsonOf(reading: Reading, readAt: number, statuses?: readonly string[]): string {
  const shown = statuses ? only(reading.customers, statuses) : reading.customers;
  const stopped = reading.interrupted ? "interrupted" : reading.stopped?.message;
  const summary = { ...summaryOf(reading), stopped, readAt: new Date(readAt).toISOString() };
  return `${JSON.stringify({ customers: shown.map(customerOf), summary }, null, 2)}\n`;
}

function customerOf({ error, ...customer }: ReadCustomer) {
  if (error === undefined) return customer;
  const { name, message, httpStatus, code, correlationId } = error;
  return { ...customer, error: { name, message, httpStatus, code, correlationId } };
}
