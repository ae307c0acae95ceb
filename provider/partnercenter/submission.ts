import type { Call, Caller } from "./call";
import type { Contract } from "./contracts";
import { sameVetting } from "./decode/dates";
import type { Decoded } from "./decode/qualifications";
import { errorOf } from "./errors/describe";
import type { ErrorFacts, PartnerCenterError, SubmissionOutcome } from "./errors/PartnerCenterError";
import { newCallIds, uuidOf } from "./headers";
import type {
  CustomerQualificationItem,
  QualificationRequest,
  SubmissionAsk,
  SubmissionResult,
  SubmitOptions,
} from "./models";
import { canonicalQualification } from "./names";
import { type CallDoing, notTakenIfThrown, sendOnceOnly } from "./onceOnly";
import type { Redactor } from "./redact";

/** What a submission needs of the client. */
export interface SubmissionContext {
  /** The partner's tenant as the login names it; empty where a ready-made token does not say it. */
  partner: string;
  caller: Caller;
  contract: Contract;
  redactor: Redactor;
  /** A read with retries of its own; `certain` where a submission rests on it. */
  look: (customerId: string, correlationId: string, certain: boolean) => Promise<CustomerQualificationItem[]>;
}

/**
 * Submits. An attempt that may have been taken is followed by looks for what was not there before, and by no other
 * attempt: the error says what is known.
 */
export async function submit(
  context: SubmissionContext,
  customerId: string,
  request: QualificationRequest,
  options: SubmitOptions,
): Promise<SubmissionResult> {
  const { caller, contract, redactor } = context;
  const { before, signal, stop, onSend, correlationId } = options;
  const ids = newCallIds(correlationId, requestIdOf(context.partner, customerId, request, options.ask));
  const doing: CallDoing = {
    doing: `Submitting ${request.qualification} for customer ${customerId}`,
    ids,
    settingName: caller.settingName,
  };
  const write = contract.write(customerId, request);
  if ("cannot" in write) throw unsupported(doing, write.cannot);
  const call: Call = { kind: "write", request: write, ids, signal, stop, onSend };
  if (contract.shows === "one") await refuseSecond(context, doing, customerId, request);

  const { value, ...how } = await sendOnceOnly({
    caller,
    redactor,
    doing,
    call,
    onNotTaken: options.onNotTaken,
    decode: (body) => submitted(contract.decode(body), request, before),
    look: async (correlationId, beforeSending) =>
      newItem(await context.look(customerId, correlationId, beforeSending), request, before),
    outcome,
    words: WORDS,
  });
  return { item: value, ...how };
}

/**
 * The id of an ask, which is the same wherever it is repeated. Whether Microsoft takes a repeated id for the same submission
 * is documented and was never seen ("Partner Center REST headers"), nor for how long it remembers one, nor whether a
 * refusal is remembered as well: nothing else rests on it, and another `resubmit` makes another id.
 *
 * The validation code is in it only as sent or not, for its few digits could be guessed from an id that errors print. One
 * that is corrected was refused before, so that the request has another number.
 *
 * A customer's creation has no such id: nobody's domain is asked for twice, since a look comes first, and a sandbox tenant
 * that was deleted may be created anew, which would be the same ask.
 */
function requestIdOf(
  partner: string,
  customerId: string,
  { qualification, educationSegment, website, validationCode }: QualificationRequest,
  ask: SubmissionAsk | undefined,
): string | undefined {
  // Two partners who are not told apart must not share an id.
  if (ask === undefined || partner === "") return undefined;
  const sent = [qualification, educationSegment, website, validationCode !== undefined];
  return uuidOf(JSON.stringify([partner, customerId.toLowerCase(), ...sent, ask.resubmit, ask.request]));
}

const outcome = (submission: SubmissionOutcome): Partial<ErrorFacts> => ({ submission });

const WORDS = {
  what: "submission",
  unknown: "Whether Microsoft took the submission is not known.",
  taken: "Microsoft answered that the submission was taken; what became of it is not known.",
  remedy:
    "Look at the customer's qualifications in Partner Center, or run again in a few minutes: what was taken is found by looking, and must not be submitted twice.",
};

/** The item that an answer gives for the submission. */
function submitted(
  decoded: Decoded<CustomerQualificationItem[]>,
  request: QualificationRequest,
  before: CustomerQualificationItem | undefined,
): Decoded<CustomerQualificationItem> {
  if (!decoded.understood) return decoded;
  // Of several, the one that was not there before; the API's answer counts even if it is the same.
  const item = newItem(decoded.value, request, before) ?? newItem(decoded.value, request, undefined);
  return item === undefined
    ? { understood: false, why: `it does not hold ${request.qualification}` }
    : { understood: true, value: item };
}

/** The item of this qualification that is not the one from before. */
function newItem(
  items: readonly CustomerQualificationItem[],
  { qualification }: QualificationRequest,
  before: CustomerQualificationItem | undefined,
): CustomerQualificationItem | undefined {
  return items.find(
    (item) =>
      canonicalQualification(item.qualification) === qualification &&
      // Listed as None it is not there, and nothing was brought about.
      item.vettingStatus?.toLowerCase() !== "none" &&
      (before === undefined || !sameVetting(item, before)),
  );
}

/** The contract shows one name only, and a write would replace it unseen. */
async function refuseSecond(
  { look }: SubmissionContext,
  doing: CallDoing,
  customerId: string,
  { qualification }: QualificationRequest,
): Promise<void> {
  const items = await notTakenIfThrown({ outcome }, () => look(customerId, doing.ids.correlationId, true));
  const other = items.find((item) => item.qualification !== qualification);
  if (other === undefined) return;
  throw errorOf({
    name: "SecondQualificationError",
    doing: doing.doing,
    found: `the customer has the qualification ${other.qualification}`,
    meaning:
      "The contract qualification-2018 can show one qualification only, so a second one can't be set by it.",
    remedy: "Use the default contract (qualifications).",
    scope: "customer",
    submission: "notTaken",
    ...doing.ids,
  });
}

function unsupported(doing: CallDoing, cannot: string): PartnerCenterError {
  return errorOf({
    name: "UnsupportedByContractError",
    doing: doing.doing,
    found: cannot,
    meaning: "Nothing was sent.",
    remedy: "Use the default contract (qualifications).",
    scope: "customer",
    submission: "notTaken",
    ...doing.ids,
  });
}
