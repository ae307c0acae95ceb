import { decide } from "../../../../provider/resources/customerAgreement/decide";
import type { Inputs, Observed, Recorded } from "../../../../provider/resources/customerAgreement/model";
import { validate } from "../../../../provider/resources/customerAgreement/schema";
import { UNKNOWN } from "../../../../provider/engineValues";

const customerId = "00000000-0000-4000-8000-000000000001";
const attestation = { firstName: "Astrid", lastName: "Berg", email: "head@contoso.example" };

const DESIRED = {
  plain: { customerId },
  waiting: { customerId, waitForAcceptance: true },
  attesting: { customerId, attestation },
  both: { customerId, attestation, waitForAcceptance: true },
} satisfies Record<string, Inputs>;
type Desired = keyof typeof DESIRED;

const accepted: Observed = { kind: "seen", acceptance: { accepted: true, acceptedHow: "signedByCustomer" } };
const pending: Observed = { kind: "seen", acceptance: { accepted: false } };
const notLooked: Observed = { kind: "notLooked", why: "app-only" };
const notObserved: Observed = { kind: "notObserved", why: "HTTP 500" };

test.each<[Desired, Observed, string]>([
  ["plain", accepted, "record"],
  ["plain", pending, "record"],
  ["waiting", accepted, "record"],
  ["waiting", pending, "wait"],
  ["attesting", pending, "attest"],
  ["both", pending, "attest"],
  ["attesting", accepted, "record"],
  ["waiting", notObserved, "notObserved"],
  ["plain", notLooked, "notLooked edited"],
])("nothing recorded: %s, %o: %s", (desired, observed, kind) => {
  expect(word(decide(DESIRED[desired], undefined, observed))).toBe(kind);
});

test.each<[Desired, boolean, Observed, string]>([
  // Not accepted, and nobody waits for it: no drift, whatever is recorded.
  ["plain", false, pending, "nothing"],
  ["plain", true, pending, "nothing moved"],
  ["plain", false, accepted, "nothing moved"],
  ["plain", true, accepted, "nothing"],
  ["waiting", false, pending, "wait"],
  ["waiting", true, pending, "wait"],
  ["waiting", false, accepted, "record"],
  ["waiting", true, accepted, "nothing"],
  ["attesting", true, pending, "attest"],
  ["attesting", true, accepted, "nothing"],
  ["plain", true, notLooked, "notLooked"],
])("recorded as declared, accepted %3$s: %1$s", (desired, was, observed, kind) => {
  const recorded: Recorded = { ...DESIRED[desired], accepted: was };
  expect(word(decide(DESIRED[desired], recorded, observed))).toBe(kind);
});

test("an edit is recorded, also one within the attestation; the order of its keys is none", () => {
  const recorded: Recorded = { customerId, attestation, accepted: true };
  const reordered = Object.fromEntries(Object.entries(attestation).reverse()) as typeof attestation;
  expect(decide({ customerId, attestation: reordered }, recorded, accepted).kind).toBe("nothing");
  const edited = { ...attestation, email: "it@contoso.example" };
  expect(decide({ customerId, attestation: edited }, recorded, accepted).kind).toBe("record");
  // A default that is written out is no edit.
  const spelled: Inputs = { customerId, attestation, agreementType: "MicrosoftCustomerAgreement" };
  expect(decide(spelled, recorded, accepted).kind).toBe("nothing");
});

function word(decision: ReturnType<typeof decide>): string {
  if (decision.kind === "nothing") return decision.moved ? "nothing moved" : "nothing";
  return decision.kind === "notLooked" && decision.edited ? "notLooked edited" : decision.kind;
}

describe("validate", () => {
  const failures = (news: Record<string, unknown>): string[] =>
    validate(news).failures.map(({ property, reason }) => `${property}|${reason}`);

  test("every problem at once, those of the attestation too", () => {
    const found = failures({
      customerId: "x",
      agreementType: "MCA",
      acceptanceTimeoutSeconds: 0,
      attestation: { firstName: "", email: "x", dateAgreed: "yesterday" },
      extra: 1,
    });
    expect(found.map((failure) => failure.split("|")[0]).sort()).toEqual([
      "",
      "acceptanceTimeoutSeconds",
      "agreementType",
      "attestation.dateAgreed",
      "attestation.email",
      "attestation.firstName",
      "attestation.lastName",
      "customerId",
    ]);
  });

  test("a day that the calendar does not have is no date", () => {
    const at = (dateAgreed: string): string[] =>
      failures({ customerId, attestation: { ...attestation, dateAgreed } });
    expect(at("2025-11-31T10:00:00Z")).toEqual([
      expect.stringMatching(/^attestation\.dateAgreed\|must be a date/),
    ]);
    expect(at("2025-02-29")).toHaveLength(1);
    expect([...at("2025-11-30"), ...at("2024-02-29T10:00:00Z")]).toEqual([]);
  });

  test("valid ones pass; unknown ones are not judged", () => {
    const date = { ...attestation, dateAgreed: "2025-11-20T10:00:00Z" };
    expect(failures({ customerId, attestation: date })).toEqual([]);
    expect(failures({ customerId: UNKNOWN, attestation: { ...attestation, email: UNKNOWN } })).toEqual([]);
  });
});
