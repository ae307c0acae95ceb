import type { Observed as Looked } from "../../lifecycle/definition";
import type { AgreementType } from "../../partnercenter";

/** The types of this resource, as the rules use them: what is desired, recorded and observed. */

/** Who accepted on the customer's side, as the partner attests it. */
export interface Attestation {
  firstName: string;
  lastName: string;
  email: string;
  phoneNumber?: string;
  /** ISO 8601, not in the future. */
  dateAgreed?: string;
}

/** What a program declares, validated (see schema.ts). Defaults are applied where a value is used, never stored. */
export interface Inputs {
  customerId: string;
  agreementType?: AgreementType;
  waitForAcceptance?: boolean;
  acceptanceTimeoutSeconds?: number;
  acceptancePollIntervalSeconds?: number;
  attestation?: Attestation;
}

export const DEFAULTS = {
  agreementType: "MicrosoftCustomerAgreement",
  waitForAcceptance: false,
  acceptanceTimeoutSeconds: 3600,
  acceptancePollIntervalSeconds: 60,
} as const;

export function withDefaults(inputs: Inputs): Inputs & Required<Pick<Inputs, keyof typeof DEFAULTS>> {
  return {
    ...inputs,
    agreementType: inputs.agreementType ?? DEFAULTS.agreementType,
    waitForAcceptance: inputs.waitForAcceptance ?? DEFAULTS.waitForAcceptance,
    acceptanceTimeoutSeconds: inputs.acceptanceTimeoutSeconds ?? DEFAULTS.acceptanceTimeoutSeconds,
    acceptancePollIntervalSeconds:
      inputs.acceptancePollIntervalSeconds ?? DEFAULTS.acceptancePollIntervalSeconds,
  };
}

/** Whether the customer has accepted, and in which of Microsoft's two ways. */
export interface Acceptance {
  accepted: boolean;
  acceptedHow?: "attested" | "signedByCustomer";
  /** As the API wrote it; without a zone it is UTC. Only for an attested one. */
  dateAgreed?: string;
  agreementLink?: string;
}

/** What the state holds. */
export interface Recorded extends Inputs, Acceptance {}

/** What a look at the API found. */
export interface Seen {
  kind: "seen";
  acceptance: Acceptance;
}

export type Observed = Looked<Seen>;

export function resourceId(inputs: Inputs): string {
  return `${inputs.customerId}/${withDefaults(inputs).agreementType}`;
}
