import type { CustomerQualificationItem } from "../partnercenter";
import type { Session } from "../session";
import type { Inputs } from "./model";
import { DECLARED, excludes } from "./vetting";

/**
 * Notes that this run's program declares it. The engine checks one resource after the other, in the order in which
 * declarations reach it: mostly the program's, and certainly so only with `dependsOn`.
 */
export function declare(session: Session, { customerId, qualification }: Inputs): void {
  const declared = session.declared.get(customerId) ?? new Set<string>();
  session.declared.set(customerId, declared.add(qualification));
}

/**
 * What was observed, and the one that excludes this one where the same program declares it before: the second is in
 * conflict even while the first has not been submitted, and whichever the engine creates first.
 */
export function besideDeclared(
  session: Session,
  { customerId, qualification }: Inputs,
  items: readonly CustomerQualificationItem[],
): readonly CustomerQualificationItem[] {
  const other = excludes(qualification);
  const declared = [...(session.declared.get(customerId) ?? [])];
  const own = declared.indexOf(qualification);
  const before = own < 0 ? declared : declared.slice(0, own);
  if (other === undefined || !before.includes(other)) return items;
  if (items.some((item) => item.qualification === other)) return items;
  return [...items, { qualification: other, vettingStatus: DECLARED }];
}
