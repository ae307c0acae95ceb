import { decide, type Decision } from "../../../../provider/resources/customer/decide";
import type { Inputs, Observed, Recorded } from "../../../../provider/resources/customer/model";

/** The rule as a table: what is desired, recorded and observed, and what is done. */

const id = "00000000-0000-4000-8000-000000000001";
const address = { country: "SE", addressLine1: "Storgatan 1", city: "Malmö" };
const whole: Inputs = {
  domain: "contoso.onmicrosoft.com",
  companyName: "Contoso",
  email: "head@contoso.example",
  culture: "sv-SE",
  language: "sv",
  address,
};
const profile = {
  companyName: "Contoso",
  email: "Head@Contoso.example",
  culture: "SV-se",
  language: "sv",
  defaultAddress: { ...address, country: "se", region: "Skåne", phoneNumber: "" },
  etag: "-1234567890123456789",
};

const DESIRED: Record<string, Inputs> = {
  whole,
  "by domain": { domain: "contoso.onmicrosoft.com" },
  "by id": { customerId: id },
  "by id, other domain": { customerId: id, domain: "fabrikam.onmicrosoft.com" },
  "own domain": { ...whole, domain: "contoso.com" },
  "no adoption": { ...whole, adoptExisting: false },
  "other email": { ...whole, email: "it@contoso.example" },
  "no region": { ...whole, address: { ...address, region: "" } },
  "other onDelete": { ...whole, onDelete: "removeRelationship" },
  "with number": { ...whole, organizationRegistrationNumber: "5560000001" },
};
const created: Recorded = {
  ...whole,
  customerId: id,
  adopted: false,
  address: { ...address, region: "Skåne" },
};
const RECORDED: Record<string, Recorded | undefined> = {
  nothing: undefined,
  created,
  adopted: { ...created, adopted: true },
};
const OBSERVED: Record<string, Observed> = {
  there: { kind: "seen", customer: { id, domain: "Contoso.onmicrosoft.com", profile } },
  free: { kind: "absent", domainTaken: false },
  taken: { kind: "absent", domainTaken: true },
  "not ours": { kind: "notOurs", why: "HTTP 404" },
  "not observed": { kind: "notObserved", why: "HTTP 500" },
  "not looked": { kind: "notLooked", why: "liveDiff" },
};

/** `adopt email`, `refuse gone`, `not looked edited` */
function word(decision: Decision): string {
  switch (decision.kind) {
    case "adopt":
    case "updateProfile":
      return [decision.kind, ...decision.changes.map(({ property }) => property)].join(" ");
    case "refuse":
      return [
        decision.kind,
        decision.because,
        ...(decision.problems ?? []).map(({ property }) => property),
      ].join(" ");
    case "notLooked":
      return decision.edited ? "notLooked edited" : "notLooked";
    default:
      return decision.kind;
  }
}

const TABLE: [desired: string, recorded: string, observed: string, decision: string][] = [
  // Nothing recorded.
  ["whole", "nothing", "free", "create"],
  ["whole", "nothing", "taken", "refuse domainTaken"],
  ["whole", "nothing", "there", "adopt"],
  ["whole", "nothing", "not observed", "notObserved"],
  ["whole", "nothing", "not looked", "notLooked edited"],
  ["other email", "nothing", "there", "adopt email"],
  ["no adoption", "nothing", "there", "refuse notAdopted"],
  ["no adoption", "nothing", "free", "create"],
  ["by domain", "nothing", "there", "adopt"],
  ["by domain", "nothing", "free", "refuse incomplete companyName email culture language address"],
  ["own domain", "nothing", "free", "refuse incomplete domain"],
  ["own domain", "nothing", "taken", "refuse domainTaken"],
  ["by id", "nothing", "there", "adopt"],
  ["by id", "nothing", "not ours", "refuse notOurs"],
  ["by id, other domain", "nothing", "there", "refuse otherDomain"],
  // Recorded: nothing is ever created.
  ...["whole", "other email", "no adoption", "with number"].flatMap((desired) =>
    ["created", "adopted"].flatMap((recorded) =>
      ["free", "taken", "not ours"].map((observed): [string, string, string, string] => [
        desired,
        recorded,
        observed,
        "refuse gone",
      ]),
    ),
  ),
  ["whole", "created", "there", "nothing"],
  ["by domain", "created", "there", "nothing"],
  ["by id", "adopted", "there", "nothing"],
  ["other email", "created", "there", "updateProfile email"],
  ["no region", "created", "there", "updateProfile address.region"],
  ["other onDelete", "created", "there", "record"],
  ["no adoption", "created", "there", "record"],
  ["with number", "created", "there", "refuse fixed organizationRegistrationNumber"],
  // What it was created with is not known: the number is only noted.
  ["with number", "adopted", "there", "record"],
  ["whole", "created", "not observed", "notObserved"],
  ["whole", "created", "not looked", "notLooked"],
  ["other email", "created", "not looked", "notLooked edited"],
  ["other onDelete", "created", "not looked", "notLooked edited"],
  ["with number", "created", "not looked", "notLooked edited"],
];

test.each(TABLE)("desired %s, recorded %s, observed %s: %s", (desired, recorded, observed, expected) => {
  const [what, then, now] = [DESIRED[desired], RECORDED[recorded], OBSERVED[observed]];
  if (!what || !now || !(recorded in RECORDED)) throw new Error("the table names what is not there");
  expect(word(decide(what, then, now))).toBe(expected);
});

test("a customer is created only where nothing is recorded and nobody has its domain", () => {
  for (const desired of Object.values(DESIRED))
    for (const recorded of Object.values(RECORDED))
      for (const observed of Object.values(OBSERVED)) {
        const { kind } = decide(desired, recorded, observed);
        if (kind === "create") {
          expect(recorded).toBeUndefined();
          expect(observed).toEqual({ kind: "absent", domainTaken: false });
          expect(desired.customerId).toBeUndefined();
        }
      }
});
