import { remembered } from "./remembered";
import { isPartnerCenterError } from "./outage";
import type { Session } from "./session";
import { sentence } from "./sentences";
import { isGuid, type Failure } from "./validation";

/**
 * What a preview knows to be the program's own mistake, and `up` would refuse: a new resource whose customer Partner Center
 * does not know as this partner's, such as a mistyped id. Of a resource that is in the state it is no mistake: the customer
 * was the partner's once, and that it is not any more is a drift.
 */

const NO_CUSTOMER: readonly string[] = [
  "CustomerNotFoundError",
  "NoRelationshipError",
  "InvalidCustomerIdError",
];

/** Whether an error says that there is no such customer of this partner. */
export function saysNoCustomer(error: unknown): boolean {
  return isPartnerCenterError(error) && NO_CUSTOMER.includes(error.name);
}

const inState = remembered(() => new Set<string>());

/**
 * Notes that a resource of this customer is in the state. One that `--replace` or a taint replaces is then checked once more,
 * as if it were new: that its customer is not the partner's any more is no mistake of the program.
 */
export function noteInState(session: Session, customerId: unknown): void {
  if (typeof customerId !== "string") return;
  inState(session).add(customerId.toLowerCase());
}

/** Whether a preview fails over a new resource of a customer that is none of the partner's. */
export function isMistakenCustomer(session: Session, customerId: string): boolean {
  return session.previewing === true && !inState(session).has(customerId);
}

/**
 * The failure of a new resource whose customer is none of the partner's. The engine ends a preview at the first resource
 * that fails and asks for no other one, so the failure names the other customers that are alike as well, as far as they
 * have been looked at.
 */
export async function noCustomerFailure(session: Session, customerId: string, why: string): Promise<Failure> {
  const failed = await session.looks.failed(saysNoCustomer);
  const ids = failed.map((key) => key.split(/[ /]/).find(isGuid)?.toLowerCase());
  const others = [...new Set(ids)].filter((id) => id !== undefined && id !== customerId);
  const also = others.length === 0 ? "" : ` Nor are these: ${others.join(", ")}.`;
  return { property: "customerId", reason: `is no customer of this partner. ${sentence(why)}${also}` };
}
