import type { Clock } from "./clock";
import type { CustomerSeed } from "./customers";
import type { MfaForm } from "./errors";
import type { Rotation } from "./entra/refreshTokens";
import type { AnswerStyle } from "./qualifications/answers";
import type { Contract } from "./qualifications/contracts";
import type { VettingPlan } from "./qualifications/customerQualifications";
import type { ThrottleLimits } from "./throttle";
import type { ValidationCode } from "./validations";

/** How the emulated Partner Center behaves; all of it can be changed while it runs. */
export interface Behaviour {
  /** Added to every answer, in milliseconds; default 0. */
  latencyMs: number;
  /**
   * How long a list does not show yet what was taken, in milliseconds: the list of a customer's qualifications a
   * submission, the list of customers a creation. Until then it shows what was there before. Default 0. How far
   * Microsoft's own lists are behind is not published.
   */
  listBehindMs: number;
  /** How long it takes until the activity log shows what was done, in milliseconds; default 0. It is not published. */
  activityLogBehindMs: number;
  /** Whether anybody may read the activity log: which role may is not published. False: 403. Default true. */
  activityLogReadable: boolean;
  /** Whether the activity log has what was submitted in the portal, which is not published either; default true. */
  activityLogHasPortal: boolean;
  /** Records on one page of the activity log; default 500, which the page's own link shows. */
  activityLogPageSize: number;
  /** How vettings end that start from now on; by default they wait to be moved by hand. */
  vetting: VettingPlan;
  /**
   * The contracts that are spoken. By default not the one of 2021, which the API has refused since May 2023; the one
   * of 2018 was announced to end in 2021 and clients still use it.
   */
  contracts: readonly Contract[];
  /** How qualifications are worded; default `pages`. */
  answerStyle: AnswerStyle;
  /**
   * What a user's token without multifactor authentication is answered, and to which share of calls (0 to 1), since
   * Microsoft enforces it progressively by share of the traffic. Default: `code`, all calls.
   */
  mfa: { form: MfaForm; share: number } | "notRequired";
  /**
   * "Verification may be requested at most three times" for a customer ("Sell to education customers"); default 3.
   * Counted: submissions of what is vetted. That the API counts as the portal does is assumed.
   */
  maxVerifications: number;
  /** Whether a repeated MS-RequestId gets the first answer again ("Partner Center REST headers"); default true. */
  idempotent: boolean;
  /** A customer that Partner Center does not know: 404 with 60003 (default), or 403 with 20002. */
  unknownCustomer: "notFound" | "noRelationship";
  /** Whether the partner's account is one of the integration sandbox; default false. Only there customers are deleted. */
  sandbox: boolean;
  /** Customers that a sandbox has room for ("Test and debug"); default 75. */
  sandboxCustomers: number;
  /** Tenants of the partner's indirect resellers, for `associatedPartnerId`; default one, {@link DEFAULT_RESELLER}. */
  indirectResellers: readonly string[];
  /**
   * `organizationRegistrationNumber` for a country that needs none: the pages contradict each other. `accepted`
   * (default): "an optional field"; `refused`: 400 with 600002.
   */
  registrationNumberElsewhere: "accepted" | "refused";
  /** What a stale etag is answered: 400 with 2055 (default), or 412. */
  staleEtagStatus: 400 | 412;
  /** Whether the partner may still confirm agreements for customers; that ended on 5 January 2026. Default false. */
  partnerAttestation: boolean;
  /** A search of customers by domain: `works` (default), or `fails` with 500, as has been seen. */
  domainSearch: "works" | "fails";
  /** Whether the link to the next page begins with /v1; default false. */
  versionedLinks: boolean;
  /** How far the Date of every answer is from this machine's clock, in seconds; default 0. */
  clockOffsetSeconds: number;
  /** How an address is judged: by a status (default), or as until 2021: nothing or an error. */
  addressValidation: "status" | "until2021";
}

/** The indirect reseller that is there when nobody says which. */
export const DEFAULT_RESELLER = "484e548c-f5f3-4528-93a9-c16c6373cb59";

/** How an emulator is started. */
export interface EmulatorOptions extends Partial<Behaviour> {
  /** With a certificate that it makes (default). Without TLS there is no login that MSAL would talk to. */
  tls?: boolean;
  /** Default: one that is free and that systems hand out to nobody else. It listens on this machine only. */
  port?: number;
  /** Where the certificate is written; default: a new folder among the temporary files, removed at the end. */
  directory?: string;
  /** Customers to begin with; default {@link DEFAULT_CUSTOMERS}. */
  customers?: readonly (string | CustomerSeed)[];
  validationCodes?: readonly ValidationCode[];
  /** Limits to enforce; default none. {@link MICROSOFT_LIMITS} are the published ones. */
  throttle?: ThrottleLimits;
  /** What becomes of a used refresh token; default `rotate`: a new one comes, the old one stays good. */
  refreshTokens?: Rotation;
  /** Of a new access token, in seconds; default 3600. */
  accessTokenSeconds?: number;
  /** The partner's tenant; default a fixed GUID. */
  tenantId?: string;
  /** Requests whose record is kept, the newest ones; default 10,000. Submissions and creations are all kept. */
  maxRecordedRequests?: number;
  clock?: Clock;
  /** For what happens to a share of the calls; default 1. */
  seed?: number;
}

export function behaviourOf(options: EmulatorOptions): Behaviour {
  return {
    latencyMs: options.latencyMs ?? 0,
    listBehindMs: options.listBehindMs ?? 0,
    activityLogBehindMs: options.activityLogBehindMs ?? 0,
    activityLogReadable: options.activityLogReadable ?? true,
    activityLogHasPortal: options.activityLogHasPortal ?? true,
    activityLogPageSize: options.activityLogPageSize ?? 500,
    vetting: options.vetting ?? {},
    contracts: options.contracts ?? ["qualifications", "qualification-2018"],
    answerStyle: options.answerStyle ?? "pages",
    mfa: options.mfa ?? { form: "code", share: 1 },
    maxVerifications: options.maxVerifications ?? 3,
    idempotent: options.idempotent ?? true,
    unknownCustomer: options.unknownCustomer ?? "notFound",
    sandbox: options.sandbox ?? false,
    sandboxCustomers: options.sandboxCustomers ?? 75,
    indirectResellers: options.indirectResellers ?? [DEFAULT_RESELLER],
    registrationNumberElsewhere: options.registrationNumberElsewhere ?? "accepted",
    staleEtagStatus: options.staleEtagStatus ?? 400,
    partnerAttestation: options.partnerAttestation ?? false,
    domainSearch: options.domainSearch ?? "works",
    versionedLinks: options.versionedLinks ?? false,
    clockOffsetSeconds: options.clockOffsetSeconds ?? 0,
    addressValidation: options.addressValidation ?? "status",
  };
}
