import { tellUnseen } from "../../lifecycle/decided";
import { Refused } from "../../failure";
import { getOrSay, isGet, marked, NothingToGet, wasGet } from "../../lifecycle/gets";
import type { Session } from "../../lifecycle/session";
import { isGuid } from "../../lifecycle/validation";
import type { Observed, Recorded } from "./model";
import { observe, seekForPreview } from "./observe";
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
  if (isGet(props)) {
    const customerId = identityOf(id);
    return getOrSay(props, { id, props: { customerId } }, () => get(session, id, customerId));
  }
  const kept = wasGet(props) ? marked : <T>(outputs: T): T => outputs;
  const recorded = recordedOf({ ...props, customerId: id });
  const unchanged = { id, props: kept(outputsOf(recorded)) };
  let observed: Observed;
  try {
    observed = await observe(session, { customerId: id, recorded }, { lookingFor: "refresh" });
  } catch (error) {
    if (session.alreadyShown(error)) return unchanged;
    throw error;
  }
  switch (observed.kind) {
    case "seen":
      return { id, props: kept(outputsOf(refreshed(recorded, observed))) };
    case "notOurs":
    case "absent":
      if (wasGet(props)) return { id: "", props: {} };
      session.notices.tellOnce(
        `${subject(recorded)}: is no customer of this partner any more. It stays in the state.`,
        "warning",
      );
      return { id, props: outputsOf({ ...recorded, relationshipToPartner: "none" }) };
    case "notObserved":
    case "notLooked":
      tellUnseen(session, "Customer", observed, subject(recorded));
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

/** @throws Refused where the id is no GUID */
function identityOf(id: string): string {
  if (isGuid(id)) return id.toLowerCase();
  throw new Refused(
    `Customer: the id "${id.slice(0, 200)}" is not a customer's tenant id, such as 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11.`,
  );
}

/** What a `Customer.get` names, read for the program. */
async function get(session: Session, id: string, customerId: string): Promise<ReadResult> {
  const observed = await seekForPreview(session, { customerId });
  if (observed.kind === "seen") {
    const { adopted: _, ...seen } = recordSeen({}, observed.customer, undefined);
    return { id, props: marked(outputsOf(seen)) };
  }
  // To the engine an empty id is no failure of a `get`: the program would go on with outputs that are all undefined.
  throw new NothingToGet(
    `${subject({ customerId })}: is no customer of this partner, so there is nothing to get. Next: check the id.`,
  );
}
