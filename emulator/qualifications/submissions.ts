import type { Clock } from "../clock";
import type { Customer } from "../customers";
import { ERRORS } from "../errors";
import { type EmulatorRequest, jsonReply, Refusal, type Reply } from "../http";
import type { Behaviour } from "../options";
import type { Recorder } from "../recorder";
import type { ValidationCodes } from "../validations";
import { submitted } from "./answers";
import type { SubmissionRequest } from "./contracts";
import { conflictOf, hasVetting } from "./stateMachine";

/** Takes submissions of qualifications or refuses them. */
export class Submissions {
  readonly #behaviour: Behaviour;
  readonly #validations: ValidationCodes;
  readonly #recorder: Recorder;
  readonly #clock: Clock;

  constructor(behaviour: Behaviour, validations: ValidationCodes, recorder: Recorder, clock: Clock) {
    this.#behaviour = behaviour;
    this.#validations = validations;
    this.#recorder = recorder;
    this.#clock = clock;
  }

  /** @throws Refusal. Which codes the API refuses a submission with is not published, but for what is named here. */
  take(customer: Customer, wanted: SubmissionRequest, request: EmulatorRequest): Reply {
    const { qualification, validationCode, contract } = wanted;
    const sync = contract === "qualification-2018";
    const conflict = conflictOf(qualification, customer.qualifications.standing());
    if (conflict !== undefined) {
      throw new Refusal(ERRORS.invalidProperty(`${qualification} cannot be combined with ${conflict}.`));
    }
    const codeProblem =
      validationCode === undefined ? undefined : this.#validations.problemOf(validationCode);
    if (qualification === "GovernmentCommunityCloud" && codeProblem !== undefined) {
      throw new Refusal(ERRORS.invalidProperty(codeProblem));
    }
    if (hasVetting(qualification)) {
      if (customer.verifications >= this.#behaviour.maxVerifications) {
        // The bare text was seen on the older call.
        throw new Refusal(
          sync
            ? ERRORS.taggingDenied()
            : ERRORS.invalidProperty(
                `Verification was requested ${customer.verifications} times for this customer: no more are allowed.`,
              ),
        );
      }
      customer.verifications += 1;
    }
    if (qualification === "GovernmentCommunityCloud" && validationCode !== undefined) {
      this.#validations.use(validationCode, customer.id);
    }
    this.#recorder.submissions.push({
      customerId: customer.id,
      qualification,
      contract,
      requestId: request.headers["ms-requestid"],
      correlationId: request.headers["ms-correlationid"],
      body: request.body,
      at: this.#clock.now(),
    });
    if (sync) {
      customer.qualifications.setAtOnce(qualification);
      return jsonReply(200, qualification.toLowerCase());
    }
    const item = customer.qualifications.submit(qualification, customer.vetting ?? this.#behaviour.vetting);
    const answer = submitted(item, this.#behaviour.answerStyle);
    return jsonReply(answer.status, answer.body);
  }
}
