import { OutageError, Refused } from "../failure";
import { PartnerCenterError } from "../partnercenter";

/**
 * Tells one customer's failure from everybody's, among the reads of one run. When two customers fail in the same way
 * and none has been read, it is an outage: an error of the whole run, and no drift. A customer that is not ours, or is
 * gone, says nothing about the others.
 */
export class Outages {
  readonly #failed = new Map<string, Set<string>>();
  #succeeded = false;

  /** A read succeeded: failures after it are single customers'. */
  succeeded(): void {
    this.#succeeded = true;
  }

  /** The error of a customer's read, or the outage that it shows. */
  errorOrOutage(customer: string, error: unknown): unknown {
    if (!isPartnerCenterError(error) || error.scope === "partner") return error;
    if (isOfOneCustomer(error) || this.#succeeded) return error;
    const alike = this.#failed.get(error.name) ?? new Set<string>();
    this.#failed.set(error.name, alike.add(customer));
    // In our words: `check` may not know yet what secrets Microsoft's repeat, and an outage is nothing of this customer's.
    return alike.size > 1 ? new OutageError(error.inOurWords().message, { cause: error }) : error;
  }
}

/** Whether an error concerns this customer only, so that the others can still be looked at. */
export function concernsOneCustomer(error: unknown): error is PartnerCenterError {
  return isPartnerCenterError(error) && error.scope === "customer";
}

/** Whether an error is every customer's: the settings, the login, the connection, an outage. */
export function concernsEveryCustomer(error: unknown): boolean {
  return (isPartnerCenterError(error) && error.scope === "partner") || error instanceof Refused;
}

export function isPartnerCenterError(error: unknown): error is PartnerCenterError {
  return error instanceof PartnerCenterError;
}

function isOfOneCustomer(error: PartnerCenterError): boolean {
  return error.httpStatus === 404 || error.code === "20002" || error.httpStatus === 400;
}
