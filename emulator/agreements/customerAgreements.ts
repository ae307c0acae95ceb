/** Agreements that the API knows ("Agreement metadata resources"). */
export const AGREEMENT_TYPES = ["MicrosoftCustomerAgreement", "MicrosoftCloudAgreement"] as const;
export type AgreementType = (typeof AGREEMENT_TYPES)[number];

/** Who accepted for the customer. */
export interface AgreementContact {
  firstName: string;
  lastName: string;
  email: string;
  phoneNumber?: string;
}

/** An acceptance that the partner has confirmed. */
export interface Agreement {
  userId: string;
  primaryContact: AgreementContact;
  templateId: string;
  type: AgreementType;
  /** As it was sent. */
  dateAgreed: string;
}

/** The agreements of one customer. */
export class CustomerAgreements {
  /** Confirmed by the partner, in the order in which they came. */
  readonly confirmed: Agreement[] = [];
  /** Whether the customer has accepted the Microsoft Customer Agreement itself. */
  directlySigned: boolean;

  constructor(directlySigned: boolean) {
    this.directlySigned = directlySigned;
  }

  /**
   * Whether the same was confirmed before: another is taken only when a name, the e-mail or the phone differs ("Confirm
   * customer acceptance of the Microsoft Customer Agreement", Prerequisites).
   */
  has({ type, primaryContact }: Agreement): boolean {
    return this.confirmed.some(
      (known) =>
        known.type === type &&
        known.primaryContact.firstName === primaryContact.firstName &&
        known.primaryContact.lastName === primaryContact.lastName &&
        known.primaryContact.email === primaryContact.email &&
        known.primaryContact.phoneNumber === primaryContact.phoneNumber,
    );
  }
}
