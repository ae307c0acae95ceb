/** The agreements that customers conclude with Microsoft. */
export const AGREEMENT_TYPES = ["MicrosoftCustomerAgreement", "MicrosoftCloudAgreement"] as const;

/** MicrosoftCustomerAgreement, or the legacy MicrosoftCloudAgreement. */
export type AgreementType = (typeof AGREEMENT_TYPES)[number];

/** An agreement that can be accepted ("Agreement metadata resources"). */
export interface AgreementTemplate {
  /** Microsoft's id of this version of the agreement. */
  templateId: string;
  /** As it came; an open set. */
  agreementType: string;
  /** Where the customer can read it. */
  agreementLink?: string;
  /** The highest is taken for the current one. */
  versionRank?: number;
}

/** Who accepted on the customer's side. */
export interface AgreementContact {
  /** 1 to 50 characters. */
  firstName: string;
  /** 1 to 50 characters. */
  lastName: string;
  /** Microsoft writes to it. */
  email: string;
  /** Optional. */
  phoneNumber?: string;
}

/** An agreement that a customer has accepted, as the partner confirmed it ("Agreement resources"). */
export interface CustomerAgreement {
  /** As it came; an open set. */
  type: string;
  /** The version that was accepted. */
  templateId?: string;
  /** Who accepted for the customer. */
  primaryContact?: Partial<AgreementContact>;
  /** The text as it came; without a zone it is UTC. */
  dateAgreed?: string;
  /** Where it can be read. */
  agreementLink?: string;
  /** The partner's user who confirmed it. */
  userId?: string;
}

/** A partner's confirmation that a customer accepted ("Confirm customer acceptance of the Microsoft Customer Agreement"). */
export interface AgreementConfirmation {
  /** Of {@link AgreementTemplate}: looked up, for it may change. */
  templateId: string;
  /**
   * Which agreement.
   *
   * @defaultValue `MicrosoftCustomerAgreement`
   */
  type?: AgreementType;
  /** Who accepted for the customer. */
  primaryContact: AgreementContact;
  /**
   * ISO 8601, not in the future.
   *
   * @defaultValue a minute ago, since clocks differ
   */
  dateAgreed?: string;
}

/** What a confirmation came to. */
export interface ConfirmationResult {
  /** Absent if it had been confirmed before, or if the answer could not be read: then the agreements tell. */
  agreement?: CustomerAgreement;
  /** True if the same confirmation was there already (600061). */
  alreadyConfirmed: boolean;
}
