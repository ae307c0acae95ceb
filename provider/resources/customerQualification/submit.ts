import {
  parseVettingDate,
  type CustomerQualificationItem,
  type QualificationRequest,
} from "../../partnercenter";
import { Interrupted } from "../../lifecycle/cancellation";
import type { Action } from "../../lifecycle/action";
import { isPartnerCenterError } from "../../lifecycle/outage";
import { PartialFailure } from "../../failure";
import { NONE, resourceId, SUBMITTED_NAMES, type Inputs, type Recorded } from "./model";
import { noteSubmitted } from "./known";
import { LIST_BEHIND_MS } from "./lately";
import { Journaling } from "./journal";
import { outputsOf, recordObserved } from "./record";
import { subject } from "./phrases";
import { isDayAlone, isFromBefore } from "./vetting";

/**
 * The only place that submits. Whatever comes back, a submission that was made, or may have been, ends in the state.
 *
 * @returns undefined where nothing was sent, for while it waited for its turn somebody else's submission was listed
 */
export async function submit(
  { session, stop, journal, interrupted }: Action,
  desired: Inputs,
  recorded: Recorded | undefined,
  before: CustomerQualificationItem | undefined,
): Promise<Recorded | undefined> {
  const submissions = (recorded?.submissions ?? 0) + 1;
  const journaling = new Journaling(session, journal, desired, before);
  try {
    const { item, sent } = await session.client.submitCustomerQualification(
      desired.customerId,
      requestOf(desired),
      {
        before,
        stop,
        ask: { request: submissions, resubmit: desired.resubmit },
        correlationId: session.correlationId,
        onSend: () => journaling.sent(),
        onNotTaken: () => journaling.ended("notTaken"),
      },
    );
    const isNew = sent && !isFromBefore(item, session.clock.now());
    journaling.ended(isNew ? "answered" : "notTaken", item);
    const submittedAt = timeOf(item, session.clock.now());
    const made = sent ? recordObserved(desired, item, { submissions, submittedAt }) : undefined;
    if (made && isNew) noteSubmitted(session, made, before);
    return made;
  } catch (error) {
    const outcome = outcomeOf(error);
    journaling.ended(outcome);
    if (outcome === "notTaken" && stop.aborted) throw new Interrupted(interrupted);
    if (outcome === "notTaken") throw error;
    const words = (error as Error).message;
    const known = outcome === "refused";
    const made: Recorded = {
      ...desired,
      // The denial that was there before keeps its reason and date, so that it can be told from the next one.
      vettingStatus: known ? (before?.vettingStatus ?? NONE) : undefined,
      vettingReason: before?.vettingReason,
      vettingCreateDate: before?.vettingCreateDate,
      submissions,
      submissionError: words,
      submittedAt: new Date(session.clock.now()).toISOString(),
    };
    noteSubmitted(session, made, before);
    throw new PartialFailure(
      `${subject(desired)}: ${words} ${known ? REFUSED : UNKNOWN}`,
      resourceId(desired),
      outputsOf(made),
    );
  } finally {
    session.looks.forget(desired.customerId);
  }
}

/**
 * The API's date of the vetting, unless there is none or it tells the day alone; else by our clock. One that lies hours ahead is
 * by another clock, such as one in a local time: by it, what was submitted just now would be gone where it is not listed yet.
 */
function timeOf({ vettingCreateDate }: CustomerQualificationItem, now: number): string {
  const at = parseVettingDate(vettingCreateDate);
  const isOurs = at !== undefined && !isDayAlone(at) && at - now < LIST_BEHIND_MS;
  return new Date(isOurs ? at : now).toISOString();
}

const REFUSED =
  "It is recorded as one submission. It goes out again only when what is sent has changed, or `resubmit` has.";
const UNKNOWN =
  "It is recorded as one submission, since it may have been taken. The next `pulumi up` looks again and does not submit; only a changed `resubmit` does.";

/** Anything that is not known to have been refused or not taken may have been taken. */
function outcomeOf(error: unknown): "notTaken" | "refused" | "unknown" {
  const submission = isPartnerCenterError(error) ? error.submission : undefined;
  return submission === "notTaken" || submission === "refused" ? submission : "unknown";
}

function requestOf(desired: Inputs): QualificationRequest {
  const sent = SUBMITTED_NAMES.filter((name) => desired[name] !== undefined).map((name) => [
    name,
    desired[name],
  ]);
  return { qualification: desired.qualification, ...Object.fromEntries(sent) } as QualificationRequest;
}
