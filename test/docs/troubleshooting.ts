import {
  decide as decideCustomer,
  type Refusal as CustomerRefusal,
} from "../../provider/resources/customer/decide";
import { explain as explainCustomer } from "../../provider/resources/customer/messages";
import {
  ATTESTATION_ENDED,
  explain as explainAgreement,
} from "../../provider/resources/customerAgreement/messages";
import { decide } from "../../provider/resources/customerQualification/decide";
import type { Decision } from "../../provider/resources/customerQualification/decision";
import type { Inputs, Observed, Recorded } from "../../provider/resources/customerQualification/model";
import { explain } from "../../provider/resources/customerQualification/messages";
import {
  ACTIVITY_LOG_ERRORS,
  OTHER_CLIENT_ERROR,
  REDIRECTED,
  SERVER_ERROR,
  STATUS_ERRORS,
} from "../../provider/partnercenter/errors/statusErrors";
import { API_ERRORS, TAGGING_DENIED } from "../../provider/partnercenter/errors/apiErrors";
import { COUNTRY_NOT_FOUND, CUSTOMER_ERRORS } from "../../provider/partnercenter/errors/customerErrors";
import { type ErrorEntry, PartnerCenterError } from "../../provider/partnercenter/errors/PartnerCenterError";
import { FINDINGS } from "../../provider/partnercenter/errors/findings";
import { failureEntryOf } from "../../provider/partnercenter/errors/failures";
import { NO_OIDC_TOKEN } from "../../provider/partnercenter/errors/credentialErrors";
import { LOGIN_ERRORS, OTHER_LOGIN_ERROR } from "../../provider/partnercenter/errors/loginErrors";
import { entryOf } from "../../provider/partnercenter/errors/table";
import { type FailureKind, TransportFailure } from "../../provider/partnercenter/transportFailure";
import {
  CUSTOMER,
  DESIRED,
  OBSERVED,
  RECORDED,
} from "../provider/resources/customerQualification/decide.table";
import { table } from "./markdown";

/** The parts of docs/troubleshooting.md that are the code's own tables and sentences. */
export function troubleshootingParts(): Record<string, string> {
  return {
    example: ["```text", exampleError(), "```"].join("\n"),
    login: errorTable("code", {
      ...LOGIN_ERRORS,
      "any other": OTHER_LOGIN_ERROR,
      "an answer of the pipeline's platform": NO_OIDC_TOKEN,
    }),
    "partner center": errorTable("code", {
      ...API_ERRORS,
      ...CUSTOMER_ERRORS,
      "“Customer tagging denied.”": TAGGING_DENIED,
      "a country's rules, 400 or 404": COUNTRY_NOT_FOUND,
      ...Object.fromEntries(
        Object.entries(ACTIVITY_LOG_ERRORS).map(([status, entry]) => [`the activity log, ${status}`, entry]),
      ),
    }),
    doctor: table(
      ["what it finds", "what to do"],
      Object.values<ErrorEntry>(FINDINGS).map(({ meaning, remedy }) => [meaning, remedy]),
    ),
    status: errorTable("status", {
      "300 to 399": REDIRECTED,
      ...STATUS_ERRORS,
      "other 4xx": OTHER_CLIENT_ERROR,
      "5xx": SERVER_ERROR,
    }),
    "no answer": table(
      ["what is said", "meaning", "what to do", "name"],
      (Object.keys(NO_ANSWER) as FailureKind[]).map((kind) => {
        const entry = failureEntryOf(new TransportFailure({ kind, sent: false, transient: false }));
        return [entry.found, entry.meaning, entry.remedy, `\`${entry.name}\``];
      }),
    ),
    qualification: said(qualificationSentences()),
    customer: said(customerSentences()),
    agreement: said(agreementSentences()),
  };
}

function exampleError(): string {
  const entry = entryOf(401, { code: "900421" });
  return new PartnerCenterError({
    ...entry,
    doing: `Reading the qualifications of customer ${CUSTOMER}`,
    found: "HTTP 401, code 900421",
    correlationId: "0a5c2a1e-7b5d-4a39-9c0e-3f1f0f5a7c11",
  }).message;
}

/** One row for all codes that mean the same; in the order of the code's table. */
function errorTable(head: string, entries: Readonly<Record<string, ErrorEntry>>): string {
  const isLogin = Object.hasOwn(entries, "invalid_grant");
  const rows = new Map<string, { codes: string[]; entry: ErrorEntry }>();
  for (const [code, entry] of Object.entries(entries)) {
    const key = JSON.stringify(entry);
    const row = rows.get(key) ?? { codes: [], entry };
    row.codes.push(/^[\w/]+$/.test(code) ? `\`${code.replace("/", "`, code `")}\`` : code);
    rows.set(key, row);
  }
  return table(
    [head, "meaning", "what to do", "concerns", "name"],
    [...rows.values()].map(({ codes, entry }) => [
      codes.join(", "),
      entry.meaning,
      entry.remedy,
      isLogin ? "" : entry.scope === "partner" ? "the whole run" : "one customer",
      `\`${entry.name}\``,
    ]),
  );
}

const NO_ANSWER: Readonly<Record<FailureKind, true>> = {
  refused: true,
  dns: true,
  connectTimeout: true,
  tls: true,
  proxy: true,
  proxyDns: true,
  proxyRefused: true,
  proxySetting: true,
  timeout: true,
  dropped: true,
  tooLarge: true,
  insecure: true,
  caFile: true,
  emulatorEnded: true,
  notMade: true,
  aborted: true,
};

/** Sentences as they are printed, behind the resource's own name; a short id stands in the place of a customer's. */
const said = (sentences: readonly string[]): string =>
  table(
    ["what it says", "what to do"],
    sentences.map((sentence) => {
      const [found = "", ...next] = sentence
        .replace(/^Customer\w* \S+( \(\S+\))?: /, "")
        .replaceAll(CUSTOMER, `${CUSTOMER.slice(0, 8)}-…`)
        .split(" Next: ");
      return [`“${found}”`, next.join(" ")].map(capital);
    }),
  );

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const LIMITS = { maxSubmissions: 3 };
type QualificationRefusal = Extract<Decision, { kind: "refuse" }>["because"];

/** Every refusal once, by the rule itself. */
function qualificationSentences(): string[] {
  const refusals = new Map<QualificationRefusal, string>();
  const situations: [Inputs, Recorded | undefined, Observed][] = Object.values(DESIRED).flatMap((desired) =>
    Object.values(RECORDED).flatMap((recorded) =>
      Object.values(OBSERVED).map((observed): [Inputs, Recorded | undefined, Observed] => [
        desired,
        recorded,
        observed,
      ]),
    ),
  );
  const withoutSegment = { ...DESIRED["plain"]!, educationSegment: undefined };
  for (const [desired, recorded, observed] of [
    ...situations,
    [withoutSegment, undefined, { kind: "seen", at: 0, items: [] }] as [Inputs, undefined, Observed],
  ]) {
    const decision = decide(desired, recorded, observed, LIMITS);
    const items = observed.kind === "seen" ? observed.items : [];
    const sentence = explain(decision, { desired, recorded, items, limits: LIMITS });
    if (sentence === undefined || decision.kind !== "refuse") continue;
    if (!refusals.has(decision.because)) refusals.set(decision.because, sentence);
  }
  return [...refusals.values()];
}

function customerSentences(): string[] {
  const domain = "contoso.onmicrosoft.com";
  const customer = { id: CUSTOMER, domain, profile: { email: "" } as never };
  const reasons: Readonly<Record<CustomerRefusal, Parameters<typeof explainCustomer>>> = {
    domainTaken: because("domainTaken", { domain }, { kind: "absent", domainTaken: true }),
    notAdopted: because("notAdopted", { domain }, { kind: "seen", customer }),
    notOurs: because("notOurs", { customerId: CUSTOMER }, { kind: "notOurs", why: "HTTP 404" }),
    otherDomain: because(
      "otherDomain",
      { domain: "fabrikam.onmicrosoft.com", customerId: CUSTOMER },
      { kind: "seen", customer },
    ),
    gone: because("gone", { domain, customerId: CUSTOMER }, { kind: "notOurs", why: "HTTP 404" }),
    fixed: because("fixed", { domain, customerId: CUSTOMER }, { kind: "seen", customer }, [
      {
        property: "associatedPartnerId",
        reason: "was not set when the customer was created, and no call can change it",
      },
    ]),
    incomplete: because("incomplete", { domain }, { kind: "absent", domainTaken: false }, [
      { property: "email", reason: "is required to create a customer; it is not set" },
    ]),
  };
  return Object.values(reasons).map((given) => explainCustomer(...given) ?? "");
}

type CustomerSituation = Parameters<typeof explainCustomer>[1];

function because(
  reason: CustomerRefusal,
  desired: CustomerSituation["desired"],
  observed: Parameters<typeof decideCustomer>[2],
  problems?: { property: string; reason: string }[],
): Parameters<typeof explainCustomer> {
  return [
    { kind: "refuse", because: reason, ...(problems && { problems }) },
    { desired, observed },
  ];
}

function agreementSentences(): string[] {
  const desired = { customerId: CUSTOMER };
  const observed = { kind: "seen", acceptance: { accepted: false } } as const;
  const hour = { ms: 3_600_000 };
  return [
    explainAgreement({ kind: "nothing", moved: false }, desired, observed, hour) ?? "",
    explainAgreement({ kind: "wait" }, { ...desired, waitForAcceptance: true }, observed, hour) ?? "",
    ATTESTATION_ENDED,
  ];
}
