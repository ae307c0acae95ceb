import type {
  Definition,
  Looking,
  NotLooked,
  NotObserved,
  Observation,
  Observed,
  RecordedOf,
  Types,
} from "./definition";
import { saysNoCustomer } from "./mistakes";
import { concernsOneCustomer } from "./outage";
import type { Session } from "./session";

/**
 * The look of a preview or a refresh. One customer's failure is an answer, so that the others are still looked at; what
 * makes every look fail (settings, login, connection, an outage) is thrown and ends the run as an error, once.
 */
export async function observeOrExplain<Seen>(
  session: Session,
  { lookingFor = "preview" }: Looking,
  look: () => Promise<Seen>,
): Promise<Seen | NotObserved | NotLooked> {
  const notLooking = session.notLooking(lookingFor);
  if (notLooking) return notLooking;
  try {
    return await look();
  } catch (error) {
    if (!concernsOneCustomer(error)) throw error;
    return {
      kind: "notObserved",
      why: error.message,
      whyInOurWords: error.inOurWords().message,
      ...(saysNoCustomer(error) && { noCustomer: true }),
    };
  }
}

/** What was seen, with what the type looks at only where it would write. */
export const lookFurther = async <T extends Types>(
  type: Definition<T>,
  session: Session,
  seen: T["seen"],
  situation: { desired: T["inputs"]; recorded?: RecordedOf<T> },
): Promise<T["seen"]> => (await type.lookFurther?.(session, seen, situation)) ?? seen;

/** Whether a look was made, and told something. */
export function isSeen<S extends Observation>(observed: Observed<S>): observed is S {
  return observed.kind !== "notObserved" && observed.kind !== "notLooked";
}
