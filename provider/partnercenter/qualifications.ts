import type { Contract } from "./contracts";
import { partnerOf } from "./auth/login";
import { doubtAbout } from "./decode/certainty";
import { sameVetting } from "./decode/dates";
import type { Decoded } from "./decode/qualifications";
import { errorOf, uncertain } from "./errors/describe";
import type { PartnerCenterError } from "./errors/PartnerCenterError";
import { appOnly, requireId } from "./guards";
import { uuidOf } from "./headers";
import type {
  CustomerQualificationItem,
  ObserveOptions,
  QualificationRequest,
  QualificationsAnswer,
  SubmissionAsk,
  SubmissionResult,
  SubmitOptions,
} from "./models";
import { canonicalQualification } from "./names";
import { knownIfThrown, sendOnceOnly } from "./onceOnly";
import type { Call, Pipeline } from "./pipeline";
import { isAppOnly, type Login } from "./settings";

/** Customers' qualifications, by one contract: what the client's methods of the same names promise. */
export class Qualifications {
  readonly #pipeline: Pipeline;
  readonly #contract: Contract;
  readonly #login: Login;

  constructor(pipeline: Pipeline, contract: Contract, login: Login) {
    this.#pipeline = pipeline;
    this.#contract = contract;
    this.#login = login;
  }

  /** What is listed. An answer that must be certain and is not is asked for again, as after a failure that may pass. */
  async observe(customerId: string, options: ObserveOptions): Promise<QualificationsAnswer> {
    const doing = `Reading the qualifications of customer ${customerId}`;
    requireId(doing, customerId);
    const attempts = this.#pipeline.attempts();
    for (;;) {
      const answered = await this.#pipeline.send(doing, this.#contract.read(customerId), options);
      const items = this.#pipeline.understood(answered, (body) => this.#contract.decode(body));
      const { call, answer } = answered;
      const doubt = doubtAbout(answer, items);
      if (doubt === undefined) return { items };
      if (!options.certain) return { items, uncertain: doubt };
      // What lies before the API, or a list that is being written, may be gone by then.
      const next = attempts.afterNothing();
      if (!next.retry) throw errorOf(uncertain(call, answer, doubt, this.#pipeline.redactor, attempts.note));
      await this.#pipeline.wait(next.delayMs, call);
    }
  }

  /**
   * Submits. An attempt that may have been taken is followed by looks for what was not there before, and by no other
   * attempt: the error says what is known.
   */
  async submit(
    customerId: string,
    request: QualificationRequest,
    { before, ask, stop, onNotTaken, ...options }: SubmitOptions,
  ): Promise<SubmissionResult> {
    const doing = `Submitting ${request.qualification} for customer ${customerId}`;
    const notTaken = { submission: "notTaken" } as const;
    requireId(doing, customerId, notTaken);
    if (isAppOnly(this.#login))
      throw appOnly(doing, "Microsoft takes submissions by App+User logins only.", notTaken);
    this.#pipeline.redactor.add(request.validationCode);
    const write = this.#contract.write(customerId, request);
    if ("cannot" in write) throw unsupported(doing, write.cannot);
    const requestId = requestIdOf(partnerOf(this.#login), customerId, request, ask);
    const call = { ...this.#pipeline.callOf(doing, write, options, "write", requestId), stop };
    const { signal, ids } = call;
    const listed = async (certain: boolean) =>
      (await this.observe(customerId, { correlationId: ids.correlationId, signal, certain })).items;
    if (this.#contract.shows === "one")
      refuseSecond(call, request, await knownIfThrown("submission", "notTaken", () => listed(true)));

    const { value, ...how } = await sendOnceOnly({
      pipeline: this.#pipeline,
      call,
      onNotTaken,
      decode: (body) => submitted(this.#contract.decode(body), request, before),
      look: async (beforeSending) => newItem(await listed(beforeSending), request, before),
      what: "submission",
      words: WORDS,
    });
    return { item: value, ...how };
  }
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

const WORDS = {
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
function refuseSecond(
  { doing, ids }: Call,
  { qualification }: QualificationRequest,
  items: readonly CustomerQualificationItem[],
): void {
  const other = items.find((item) => item.qualification !== qualification);
  if (other === undefined) return;
  throw errorOf({
    name: "SecondQualificationError",
    doing,
    found: `the customer has the qualification ${other.qualification}`,
    meaning:
      "The contract qualification-2018 can show one qualification only, so a second one can't be set by it.",
    remedy: "Use the default contract (qualifications).",
    scope: "customer",
    submission: "notTaken",
    ...ids,
  });
}

function unsupported(doing: string, cannot: string): PartnerCenterError {
  return errorOf({
    name: "UnsupportedByContractError",
    doing,
    found: cannot,
    meaning: "Nothing was sent.",
    remedy: "Use the default contract (qualifications).",
    scope: "customer",
    submission: "notTaken",
  });
}
