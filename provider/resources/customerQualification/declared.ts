import type { CustomerQualificationItem } from "../../partnercenter";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import { resourceId, type Inputs } from "./model";
import { DECLARED, excludes, isDenied, ownItem } from "./vetting";

/**
 * What this process was asked about. It only ever makes a submission a conflict, so that one process may decide by it:
 * what another process was asked about is seen by the program itself (sdk/declarations.ts).
 */
const ofRun = remembered(() => ({
  /** Qualifications by customer, in their order. */
  declared: new Map<string, Set<string>>(),
  /** Ids of resources that are submitted again, as was said. */
  resubmitted: new Set<string>(),
}));

/** Whether this run's program declares any qualification of a customer. */
export function isDeclared(session: Session, customerId: string): boolean {
  return ofRun(session).declared.has(customerId);
}

export function noteResubmitted(session: Session, inputs: Inputs): void {
  ofRun(session).resubmitted.add(resourceId(inputs));
}

/**
 * Notes that this run's program declares it. The engine checks one resource after the other, in the order in which
 * declarations reach it: mostly the program's, and certainly so only with `dependsOn`.
 */
export function declare(session: Session, { customerId, qualification }: Inputs): void {
  const { declared } = ofRun(session);
  declared.set(customerId, (declared.get(customerId) ?? new Set()).add(qualification));
}

/**
 * What is listed, and the qualification that excludes this one where the same program declares it before: the second is in
 * conflict even while the first has not been submitted, and whichever the engine creates first.
 */
export function withDeclaredConflict(
  session: Session,
  { customerId, qualification }: Inputs,
  items: readonly CustomerQualificationItem[],
): readonly CustomerQualificationItem[] {
  const other = excludes(qualification);
  const declared = [...(ofRun(session).declared.get(customerId) ?? [])];
  const own = declared.indexOf(qualification);
  const before = own < 0 ? declared : declared.slice(0, own);
  if (other === undefined || !before.includes(other)) return items;
  const there = ownItem(items, other);
  // A denied one is in nobody's way, but for one that is submitted again.
  const again = ofRun(session).resubmitted.has(resourceId({ customerId, qualification: other }));
  if (there && !(isDenied(there) && again)) return items;
  return [
    ...items.filter((item) => item.qualification !== other),
    { qualification: other, vettingStatus: DECLARED },
  ];
}
