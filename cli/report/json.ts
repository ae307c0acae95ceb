import { isOverdue, type When } from "../overdue";
import type { ReadCustomer, Reading } from "../reading";
import { only, summaryOf } from "../statusModel";

/** `{ customers, summary }` as one JSON document, which `--since` reads again. */
export function jsonOf(reading: Reading, when: When, statuses?: readonly string[]): string {
  const shown = statuses ? only(reading.customers, statuses) : reading.customers;
  const stopped = reading.interrupted ? "interrupted" : reading.stopped?.message;
  const summary = { ...summaryOf(reading, when), stopped, readAt: new Date(when.now).toISOString() };
  return `${JSON.stringify({ customers: shown.map((one) => customerOf(one, when)), summary }, null, 2)}\n`;
}

function customerOf({ error, correlationId, ...customer }: ReadCustomer, when: When) {
  if (error === undefined) {
    const overdue = customer.qualifications.some((item) => isOverdue(item, when));
    const qualifications = customer.qualifications.map((item) =>
      isOverdue(item, when) ? { ...item, overdue: true } : item,
    );
    // Who asks Microsoft's support needs it.
    return { ...customer, qualifications, ...(overdue && { correlationId }) };
  }
  const { name, message, httpStatus, code } = error;
  return { ...customer, error: { name, message, httpStatus, code, correlationId: error.correlationId } };
}
