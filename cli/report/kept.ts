import type { ReadCustomer, Reading } from "../reading";
import { summaryOf } from "../statusModel";
import type { When } from "../overdue";
import { isWholeList } from "./changes";
import type { Previous } from "./previous";

/**
 * What the next run compares with: what was read, and what was known before of the customers that could not be read this
 * time. Without that, what becomes of one of them in the meantime would never be told.
 */
export function withEarlier(reading: Reading, previous: Previous | undefined, all: boolean): Reading {
  const before = new Map(
    previous?.customers.flatMap((one) => (one.error === undefined ? [[one.customerId, one] as const] : [])),
  );
  const customers = reading.customers.map((customer): ReadCustomer => {
    const earlier = before.get(customer.customerId);
    before.delete(customer.customerId);
    return customer.error && earlier ? recordOf(earlier) : customer;
  });
  const others = isWholeList(reading, all) ? [] : [...before.values()].map(recordOf);
  return { ...reading, customers: [...customers, ...others] };
}

const recordOf = ({ customerId, companyName, domain, qualifications }: Previous["customers"][number]) => ({
  ...{ customerId, companyName, domain },
  // Whether it was overdue is worked out anew.
  qualifications,
});

/** A reading, to be compared with the next one of the same process. */
export function asPrevious(reading: Reading, when: When): Previous {
  const customers = reading.customers.map((one) => ({ ...one, qualifications: [...one.qualifications] }));
  return { customers, summary: { ...summaryOf(reading), readAt: new Date(when.now).toISOString() } };
}
