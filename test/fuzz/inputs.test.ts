// Inputs of the three resources, as wrong as JSON allows, with unknown values at any depth, through check and diff
// against the emulator: every mistake by its name, no secret's value, no stack, and no change that is called unchanged.
import * as fc from "fast-check";
import { startEmulator, type Emulator } from "../../emulator";
import * as customer from "../../provider/resources/customer";
import * as customerAgreement from "../../provider/resources/customerAgreement";
import * as customerQualification from "../../provider/resources/customerQualification";
import { containsUnknown, plain, UNKNOWN } from "../../provider/engineValues";
import { Session } from "../../provider/lifecycle/session";
import { edited } from "../model/oracle";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

const KNOWN = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const NOBODY = "99999999-1d0e-4c5e-9a43-0a9f5b0c7d11";
const SECRET = "s3cret-c0de";

let emulator: Emulator;
let printed = "";
beforeAll(async () => {
  emulator = await startEmulator({
    tls: false,
    customers: [{ id: KNOWN, domain: "contoso.onmicrosoft.com" }],
  });
  emulator.setQualification(KNOWN, { qualification: "Education", vettingStatus: "Approved" });
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await emulator.close();
});

async function withSession<T>(
  work: (session: Session) => Promise<T>,
  more: Record<string, string> = {},
): Promise<T> {
  const settings: Record<string, string> = {
    accessToken: emulator.accessToken(),
    apiBaseUrl: emulator.url,
    requestsPerMinute: "100000",
    ...more,
  };
  const session = new Session((key) => settings[key.replace("partnercenter:", "")]);
  printed = "";
  try {
    return await work(session);
  } finally {
    session.client.close();
  }
}

/** JSON with unknown values in it, and the secret in places where it does not belong. */
const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e300,
      "",
      " ",
      UNKNOWN,
      SECRET,
      [SECRET],
      {},
      [],
    ),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("a".repeat(5000), "\u0000\u001b[31m", "__proto__", "../..", "<script>", "\ud800", "K12"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom("__proto__", "constructor", "toString", "country"),
      ),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

/** Mostly right: each input its own values, or anything. */
const inputs = (right: Record<string, unknown[]>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          Object.entries(right).map(([name, values]) => [
            name,
            fc.oneof(
              { weight: 6, arbitrary: fc.constantFrom(...values) },
              { weight: 1, arbitrary: fc.constant(UNKNOWN) },
              { weight: 1, arbitrary: anyJson },
            ),
          ]),
        ),
        { requiredKeys: [] },
      ),
      fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 12 }), anyJson, { maxKeys: 2 }) },
        { weight: 1, arbitrary: fc.constant({ ["__proto__"]: { polluted: true } }) },
      ),
    )
    .map(([known, more]) => ({ ...known, ...more }));

const qualification = inputs({
  customerId: [KNOWN, KNOWN.toUpperCase(), NOBODY],
  qualification: ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"],
  educationSegment: ["K12", "HigherEducation"],
  website: ["https://contoso.edu", "contoso.edu"],
  validationCode: [SECRET],
  adoptExisting: [true, false],
  waitForVetting: [true, false],
  vettingTimeoutSeconds: [60, 3600],
  vettingPollIntervalSeconds: [1, 60],
  resubmit: ["1", "2"],
  onDenied: ["fail", "warn"],
});

const address = { country: "SE", addressLine1: "Storgatan 1", city: "Malmö", postalCode: "211 34" };
const tenant = inputs({
  domain: ["contoso.onmicrosoft.com", "fabrikam.onmicrosoft.com"],
  customerId: [KNOWN, NOBODY],
  companyName: ["Contoso"],
  email: ["head@contoso.example"],
  culture: ["sv-SE"],
  language: ["sv"],
  address: [address, { ...address, country: UNKNOWN }, { ...address, firstName: { a: [UNKNOWN] } }],
  organizationRegistrationNumber: ["1"],
  associatedPartnerId: [KNOWN],
  enableGDAPByDefault: [true],
  adoptExisting: [true],
  onDelete: ["keep"],
});

const agreement = inputs({
  customerId: [KNOWN, NOBODY],
  agreementType: ["MicrosoftCustomerAgreement"],
  waitForAcceptance: [true, false],
  acceptanceTimeoutSeconds: [60],
  acceptancePollIntervalSeconds: [1],
});

const resources = {
  CustomerQualification: {
    check: customerQualification.check,
    diff: customerQualification.diff,
    args: qualification,
  },
  Customer: { check: customer.check, diff: customer.diff, args: tenant },
  CustomerAgreement: { check: customerAgreement.check, diff: customerAgreement.diff, args: agreement },
};

/** The engine shows a failure's reason, and the value of the property that it names. */
function expectNamed(failures: readonly { property: string; reason: string }[], args: object): void {
  for (const { property, reason } of failures) {
    expect(property === "" ? reason : property).toMatch(/\S/);
    if (property === "") expect(reason).toMatch(/^[^]*: /);
    expect(reason.length).toBeLessThan(6000);
    expect(reason).not.toMatch(/TypeError|RangeError|\[object |^\s+at /m);
    expect(property).not.toMatch(/^validationCode/);
  }
  const named = failures.map(({ property, reason }) => `${property} ${reason}`).join("\n");
  const isGiven = (name: string) => Object.hasOwn(args, name);
  const names = failures.map(({ property, reason }) => property || reason.replace(/:.*$/s, ""));
  if (names.length > 0)
    expect(names.some((name) => name === "" || isGiven(name) || named.includes(name))).toBe(true);
}

describe.each(Object.entries(resources))("%s", (name, { check, diff, args }) => {
  test("check names every mistake, and sends nothing that is not known", async () => {
    await holds(
      fc.asyncProperty(args, args, fc.boolean(), async (news, olds, create) => {
        emulator.clearRequests();
        await withSession(async (session) => {
          const { inputs: checked, failures } = await check(session, create ? {} : olds, news);
          expectNamed(failures, news);
          plain(checked);
          expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
          for (const { path, query, body } of emulator.requests) {
            expect([decodeURIComponent(path), JSON.stringify(query), body].join()).not.toContain(UNKNOWN);
          }
          // Where the code is what it is meant to be, and nowhere else, nothing may show it.
          const elsewhere = [news, olds].some((one) =>
            JSON.stringify({ ...one, validationCode: undefined }).includes(SECRET),
          );
          if (name === "CustomerQualification" && !elsewhere) {
            expect(JSON.stringify([failures, (checked as { drift?: unknown }).drift])).not.toContain(SECRET);
            expect(printed).not.toContain(SECRET);
          }
        });
      }),
      300,
    );
  });

  test("diff survives whatever check let through, on every state", async () => {
    await holds(
      fc.asyncProperty(args, args, fc.boolean(), async (news, before, live) => {
        await withSession(
          async (session) => {
            // The state holds what check let through and is known: what was not is validated once more by `create`.
            const { failures: mistakes } = await check(session, {}, before);
            const wasRight = mistakes.length === 0 && !containsUnknown(before);
            const olds = {
              ...(wasRight && before),
              customerId: KNOWN,
              domain: "contoso.onmicrosoft.com",
              qualification: "Education",
            };
            const { inputs: checked, failures } = await check(session, olds, news);
            // The engine goes no further.
            if (failures.length > 0) return;
            const outputs = { ...plain(olds), submissions: 1, vettingStatus: "Approved" };
            const { changes, replaces } = await diff(session, outputs, plain(checked));
            expect(typeof changes).toBe("boolean");
            if (replaces.length > 0) expect(changes).toBe(true);
            if (containsUnknown(checked)) expect(changes).toBe(true);
          },
          live ? {} : { liveDiff: "false" },
        );
      }),
      300,
    );
  });
});

test("what is edited is never unchanged, whether it was looked at or not", async () => {
  const valid = fc.record(
    {
      educationSegment: fc.constantFrom("K12", "HigherEducation"),
      website: fc.constantFrom("contoso.edu", "https://contoso.edu"),
      adoptExisting: fc.boolean(),
      waitForVetting: fc.boolean(),
      vettingTimeoutSeconds: fc.integer({ min: 1, max: 3600 }),
      vettingPollIntervalSeconds: fc.integer({ min: 1, max: 60 }),
      resubmit: fc.constantFrom("1", "2"),
      onDenied: fc.constantFrom("fail", "warn"),
    },
    { requiredKeys: [] },
  );
  const declared = valid.map((some) => ({ ...some, customerId: KNOWN, qualification: "Education" }));
  await holds(
    fc.asyncProperty(declared, declared, fc.boolean(), async (news, before, live) => {
      await withSession(
        async (session) => {
          const { inputs: checked, failures } = await customerQualification.check(
            session,
            { ...before },
            { ...news },
          );
          expect(failures).toEqual([]);
          const outputs = { ...before, submissions: 1, vettingStatus: "Approved" };
          const { changes } = await customerQualification.diff(session, outputs, checked);
          expect(changes).toBe(edited({ ...news }, outputs));
        },
        live ? {} : { liveDiff: "false" },
      );
    }),
    200,
  );
});
