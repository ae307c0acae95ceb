import { Interrupted } from "../../lifecycle/cancellation";
import { PartialFailure } from "../../failure";
import type { Session } from "../../lifecycle/session";
import { sentence } from "../../lifecycle/sentences";
import {
  lookUntil,
  mayPass,
  type Operation,
  pause,
  waitBound,
  type WaitBound,
} from "../../lifecycle/waiting";
import { resourceId, withDefaults, type Inputs, type Recorded } from "./model";
import { lookKey, readAcceptance } from "./observe";
import { outputsOf, record } from "./record";
import { CUSTOMER_MUST_ACCEPT, describe, subject } from "./messages";

/** How long this resource's operation may wait. */
export function boundOf(session: Session, desired: Inputs, operation: Operation): WaitBound {
  return waitBound(session, resourceId(desired), operation, {
    seconds: withDefaults(desired).acceptanceTimeoutSeconds,
    input: "acceptanceTimeoutSeconds",
  });
}

/**
 * Polls until the customer has accepted, until this resource's own deadline, or until the engine asks to stop. At the
 * end it is in the state as not accepted, and the next `pulumi up` waits on.
 */
export async function waitForAcceptance(
  session: Session,
  desired: Inputs,
  pending: Recorded,
  bound: WaitBound,
  stop: AbortSignal,
): Promise<Recorded> {
  const { acceptancePollIntervalSeconds } = withDefaults(desired);
  const deadline = session.clock.now() + bound.ms;
  session.notices.tell(
    `${subject(desired)}: waiting for the customer to accept, up to ${bound.ms / 1000} s. Next: ${CUSTOMER_MUST_ACCEPT}.`,
  );
  const ended = (why: string): PartialFailure =>
    new PartialFailure(
      `${subject(desired)}: ${why} It is in the state as not accepted: the next \`pulumi up\` waits on. Next: ${CUSTOMER_MUST_ACCEPT}.`,
      resourceId(desired),
      outputsOf(pending),
    );
  let problem = "";
  for (;;) {
    const leftMs = deadline - session.clock.now();
    if (leftMs <= 0)
      throw ended(`the customer has not accepted after ${bound.ms / 1000} s (${bound.setBy}).${problem}`);
    await pause(session, Math.min(acceptancePollIntervalSeconds * 1000, leftMs), stop);
    try {
      const acceptance = await lookUntil(session, deadline, stop, () => readAcceptance(session, desired));
      problem = "";
      if (acceptance.accepted) {
        session.notices.tell(`${subject(desired)}: ${describe(acceptance)}.`);
        session.looks.forget(lookKey(desired));
        return record(desired, acceptance, pending.agreementLink);
      }
    } catch (error) {
      if (error instanceof Interrupted) throw ended("interrupted while waiting for the customer to accept.");
      const message = error instanceof Error ? error.message : String(error);
      if (!mayPass(error)) throw ended(`the wait is over: ${sentence(message)}`);
      // What was found, without what to do: the next look may succeed.
      problem = ` The last look failed: ${sentence(message.split("\n")[0] ?? "")}`;
    }
  }
}
