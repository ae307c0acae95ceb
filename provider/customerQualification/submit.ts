import type { CustomerQualificationItem, QualificationRequest } from "../partnercenter";
import { isPartnerCenterError, type Session } from "../session";
import { PartialFailure } from "../failure";
import { NONE, resourceId, SUBMITTED_NAMES, type Inputs, type Recorded } from "./model";
import { outputsOf, recordObserved } from "./record";
import { subject } from "./words";

/**
 * The only place that submits. Whatever comes back, a submission that was made, or may have been, ends in the state.
 */
export async function submit(
  session: Session,
  desired: Inputs,
  recorded: Recorded | undefined,
  before: CustomerQualificationItem | undefined,
): Promise<Recorded> {
  const submissions = (recorded?.submissions ?? 0) + 1;
  try {
    const { item } = await session.client.submitCustomerQualification(
      desired.customerId,
      requestOf(desired),
      {
        before,
        correlationId: session.correlationId,
      },
    );
    return recordObserved(desired, item, submissions);
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome === "notTaken") throw error;
    const words = (error as Error).message;
    const known = outcome === "refused";
    throw new PartialFailure(
      `${subject(desired)}: ${words} ${known ? REFUSED : UNKNOWN}`,
      resourceId(desired),
      outputsOf({
        ...desired,
        // The denial that was there before keeps its date, so that it can be told from the next one.
        vettingStatus: known ? (before?.vettingStatus ?? NONE) : undefined,
        vettingReason: known ? before?.vettingReason : undefined,
        vettingCreateDate: before?.vettingCreateDate,
        submissions,
        submissionError: words,
      }),
    );
  } finally {
    session.forget(desired.customerId);
  }
}

const REFUSED =
  "It is recorded as one submission. It goes out again only when what is sent has changed, or `resubmit` has.";
const UNKNOWN =
  "It is recorded as one submission, since it may have been taken. The next `pulumi up` looks again and does not submit.";

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
