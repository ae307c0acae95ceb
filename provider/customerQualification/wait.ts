import { setTimeout as sleep } from "node:timers/promises";
import { concernsOneCustomer, type Session } from "../session";
import { PartialFailure } from "../failure";
import { resourceId, withDefaults, type Inputs, type Recorded } from "./model";
import { outputsOf, recordAbsent, recordObserved } from "./record";
import { isDenied, isSettled, ownItem } from "./vetting";
import { describeVetting, failure, subject } from "./words";

/**
 * Polls until the vetting is settled, until it is denied or gone, or until this resource's own deadline. Whatever
 * ends it, the submission stays in the state, and the next `pulumi up` waits on without another.
 */
export async function waitForVetting(
  session: Session,
  desired: Inputs,
  submitted: Recorded,
): Promise<Recorded> {
  const { vettingTimeoutSeconds, vettingPollIntervalSeconds, onDenied } = withDefaults(desired);
  const start = Date.now();
  const passed = (): number => Math.round((Date.now() - start) / 1000);
  const report = (text: string): void => session.print(`${subject(desired)}: ${text}`);
  const fail = (message: string): PartialFailure =>
    new PartialFailure(`${subject(desired)}: ${message}`, resourceId(desired), outputsOf(latest));
  let latest = submitted;
  let problem: string | undefined;

  for (;;) {
    const left = vettingTimeoutSeconds - passed();
    if (left <= 0) {
      throw fail(
        `the vetting is ${describeVetting(latest)} after ${vettingTimeoutSeconds} s (vettingTimeoutSeconds)` +
          `${problem === undefined ? "" : `; the last look failed: ${problem}`}. It is in the state as submitted: ` +
          "the next `pulumi up` waits on without a submission.",
      );
    }
    report(`waiting for the vetting: ${describeVetting(latest)}, ${passed()} s so far, ${left} s left.`);
    await sleep(Math.min(vettingPollIntervalSeconds, left) * 1000);
    session.forget(desired.customerId);
    try {
      const items = await session.lookAgain(desired.customerId);
      const own = ownItem(items, desired.qualification);
      problem = undefined;
      latest = own ? recordObserved(desired, own, submitted.submissions) : recordAbsent(desired, submitted);
      if (own && isSettled(own)) {
        report(`${describeVetting(own)} after ${passed()} s.`);
        return latest;
      }
      if (!own || isDenied(own)) {
        if (onDenied === "warn") {
          report(`${own ? describeVetting(own) : "no longer listed"}; \`onDenied: "warn"\`: it is recorded.`);
          return latest;
        }
        const limits = { maxSubmissions: session.settings.maxSubmissions };
        const refusal = {
          kind: "refuse",
          because: own ? "denied" : "notListed",
          request: submitted.submissions + 1,
        } as const;
        const message = failure(refusal, {
          desired,
          recorded: submitted,
          items,
          limits,
          correlationId: session.correlationId,
        });
        throw new PartialFailure(message, resourceId(desired), outputsOf(latest));
      }
    } catch (error) {
      if (error instanceof PartialFailure) throw error;
      const message = error instanceof Error ? error.message : String(error);
      // One look may fail; a login that died will not come back while waiting.
      if (!concernsOneCustomer(error)) {
        throw fail(`${message} The wait is over; the next \`pulumi up\` waits on without a submission.`);
      }
      problem = message;
    }
  }
}
