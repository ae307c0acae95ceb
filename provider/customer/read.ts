import { Refused } from "../failure";
import { concernsOneCustomer, type Session } from "../session";
import { notObserved } from "../text";
import { isGuid } from "../validation";
import type { Observed, Recorded } from "./model";
import { observe, observeToAct } from "./observe";
import { outputsOf, recordedOf, recordSeen, type Outputs } from "./record";
import { subject } from "./words";

export interface ReadResult {
  /** Empty: gone. */
  id: string;
  props: Partial<Outputs>;
}

/**
 * Observes. For refresh, a customer that is not the partner's any more stays in the state: gone from it, it would be
 * created a second time. And one customer that can't be read never stops the refresh of the others. Only what a
 * `Customer.get` found, and is not there any more, is gone.
 *
 * No inputs are answered: what the program declared is not to be told from what was observed, and the engine keeps
 * its own.
 */
export async function read(
  session: Session,
  id: string,
  props: Readonly<Record<string, unknown>>,
): Promise<ReadResult> {
  // Every resource that was created or adopted says so; a `get` does not.
  if (props["adopted"] === undefined || props["adopted"] === null) return readUnmanaged(session, id, props);
  const recorded = recordedOf({ ...props, customerId: id });
  const unchanged = { id, props: outputsOf(recorded) };
  let observed: Observed;
  try {
    observed = await observe(session, { customerId: id, recorded }, { lookingFor: "refresh" });
  } catch (error) {
    if (session.alreadyShown(error)) return unchanged;
    throw error;
  }
  switch (observed.kind) {
    case "seen":
      return { id, props: outputsOf(refreshed(recorded, observed)) };
    case "notOurs":
    case "absent":
      session.printOnce(
        `${subject(recorded)}: is no customer of this partner any more. It stays in the state.`,
      );
      return { id, props: outputsOf({ ...recorded, relationshipToPartner: "none" }) };
    case "notObserved":
    case "notLooked":
      session.printOnce(notObserved(observed.why, (text) => `${subject(recorded)}: ${text}`));
      return unchanged;
  }
}

function refreshed(recorded: Recorded, { customer }: Extract<Observed, { kind: "seen" }>): Recorded {
  return recordSeen({ ...recorded, ...NO_PROFILE }, customer, recorded);
}

/** Whatever was declared of the profile gives way to what is there. */
const NO_PROFILE = {
  companyName: undefined,
  email: undefined,
  culture: undefined,
  language: undefined,
  address: undefined,
};

async function readUnmanaged(
  session: Session,
  id: string,
  props: Readonly<Record<string, unknown>>,
): Promise<ReadResult> {
  const customerId = id.toLowerCase();
  if (!isGuid(customerId)) {
    throw new Refused(
      `Customer: the id "${id.slice(0, 200)}" is not a customer's tenant id, such as 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11.`,
    );
  }
  const refresh = props["customerId"] !== undefined;
  let observed: Observed;
  try {
    observed = await observeToAct(session, { customerId });
  } catch (error) {
    if (!refresh || !concernsOneCustomer(error)) throw error;
    session.printOnce(`${subject({ customerId })}: could not be observed. ${error.message}`);
    return { id, props: outputsOf(recordedOf({ ...props, customerId })) };
  }
  if (observed.kind === "seen") {
    const { adopted: _, ...seen } = recordSeen({}, observed.customer, undefined);
    return { id, props: outputsOf(seen) };
  }
  if (refresh) return { id: "", props: {} };
  // To the engine an empty id is no failure of a `get`: the program would go on with outputs that are all undefined.
  throw new Refused(
    `${subject({ customerId })}: is no customer of this partner, so there is nothing to get. Next: check the id.`,
  );
}
