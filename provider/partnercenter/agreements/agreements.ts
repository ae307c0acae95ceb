import { type ContractRequest, customerPath } from "../contracts";
import { decodeText } from "../decode/text";
import { parseFault } from "../errors/parse";
import { requireId } from "../guards";
import type { CallOptions } from "../models";
import type { Pipeline } from "../pipeline";
import { isSuccess } from "../retry";
import {
  decodeAgreementTemplates,
  decodeCustomerAgreement,
  decodeCustomerAgreements,
  decodeIsSigned,
} from "./decode";
import type {
  AgreementConfirmation,
  AgreementTemplate,
  AgreementType,
  ConfirmationResult,
  CustomerAgreement,
} from "./models";

/** PartnerConfirmedAgreementAlreadyExists. */
const ALREADY_CONFIRMED = "600061";
const A_MINUTE_MS = 60_000;

/**
 * Customers' agreements with Microsoft: App+User only, and not in 21Vianet or US Government.
 * Every method throws {@link PartnerCenterError} and nothing else.
 */
export class Agreements {
  readonly #pipeline: Pipeline;

  /** @internal Use the client's `agreements`. */
  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  /** The agreements of a type that can be accepted ("Get agreement metadata for Microsoft Customer Agreement"). */
  async getAgreementTemplates(
    type: AgreementType = "MicrosoftCustomerAgreement",
    call: CallOptions = {},
  ): Promise<AgreementTemplate[]> {
    const request: ContractRequest = { method: "GET", path: `/v1/agreements?agreementType=${type}` };
    return this.#pipeline.read("Reading the agreement templates", request, decodeAgreementTemplates, call);
  }

  /**
   * What the partner has confirmed for a customer ("Get confirmation of customer acceptance of Microsoft Customer
   * Agreement"); an empty list is none. What a customer signed directly is not among it.
   */
  async getCustomerAgreements(
    customerId: string,
    type: AgreementType = "MicrosoftCustomerAgreement",
    call: CallOptions = {},
  ): Promise<CustomerAgreement[]> {
    const doing = `Reading the agreements of customer ${customerId}`;
    requireId(doing, customerId);
    const path = `${customerPath(customerId)}/agreements?agreementType=${type}`;
    return this.#pipeline.read(doing, { method: "GET", path }, decodeCustomerAgreements, call);
  }

  /**
   * Confirms for a customer that it has accepted ("Confirm customer acceptance of the Microsoft Customer Agreement").
   * Microsoft ended this for most accounts on 5 January 2026. It may be repeated: of the same confirmation Microsoft
   * takes one only, and answers the next with 600061.
   */
  async confirmCustomerAgreement(
    customerId: string,
    confirmation: AgreementConfirmation,
    call: CallOptions = {},
  ): Promise<ConfirmationResult> {
    const doing = `Confirming an agreement of customer ${customerId}`;
    requireId(doing, customerId);
    const { primaryContact, templateId, type = "MicrosoftCustomerAgreement" } = confirmation;
    const dateAgreed = confirmation.dateAgreed ?? new Date(this.#pipeline.now() - A_MINUTE_MS).toISOString();
    const request: ContractRequest = {
      method: "POST",
      path: `${customerPath(customerId)}/agreements`,
      body: { primaryContact, templateId, dateAgreed, type },
    };
    const answered = await this.#pipeline.send(doing, request, call, "write");
    const { answer } = answered;
    // The page shows the body, not the status.
    if (parseFault(decodeText(answer.body)).code === ALREADY_CONFIRMED) return { alreadyConfirmed: true };
    if (!isSuccess(answer.status)) throw this.#pipeline.refusal(answered);
    const decoded = this.#pipeline.decoded(answer, decodeCustomerAgreement);
    return { alreadyConfirmed: false, ...(decoded.understood && { agreement: decoded.value }) };
  }

  /**
   * Whether the customer itself has signed the Microsoft Customer Agreement ("Get the status of a customer's direct
   * acceptance of the Microsoft Customer Agreement").
   */
  async isDirectlySigned(customerId: string, call: CallOptions = {}): Promise<boolean> {
    const doing = `Reading whether customer ${customerId} has signed the Microsoft Customer Agreement`;
    requireId(doing, customerId);
    const path = `${customerPath(customerId)}/directSignedMicrosoftCustomerAgreementStatus`;
    return this.#pipeline.read(doing, { method: "GET", path }, decodeIsSigned, call);
  }
}
