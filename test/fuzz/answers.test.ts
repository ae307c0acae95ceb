// Answers that are nearly the API's, over a real socket to the real client: read right, or an error that says what was
// being done. Never a crash, never "none" where that is not what stands there, and never a second submission.
import * as fc from "fast-check";
import { type CustomerQualificationItem, PartnerCenterError } from "../../provider/partnercenter";
import { parseJson } from "../../provider/partnercenter/decode/json";
import { decodeText } from "../../provider/partnercenter/decode/text";
import { type Scripted, scriptedServer, type ScriptedServer } from "../provider/partnercenter/server";
import { allOf, clientOf, CUSTOMER, TOKEN } from "../provider/partnercenter/support";
import { bytesOf, nearly } from "./json";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

let answer: (request: { method: string; path: string }) => Scripted = () => ({});
let server: ScriptedServer;
beforeAll(async () => {
  server = await scriptedServer((request) => answer(request));
});
afterAll(() => server.close());

type Client = ReturnType<typeof clientOf>;

/** What a call ends with, after checking that a failure is one that can be shown to a user. */
async function outcomeOf<T>(
  call: (client: Client) => Promise<T>,
  contract?: "qualification-2018",
): Promise<{ value: T } | { error: PartnerCenterError }> {
  const client = clientOf(server.url, { contract });
  try {
    return { value: await call(client) };
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    const { message } = error;
    expect(message).toMatch(
      /^(Reading|Submitting|Creating|Checking|Listing|Validating|Updating|Setting)\b[^\n]*\n[^\n]+$/,
    );
    expect(message).not.toMatch(/TypeError|RangeError|SyntaxError|\[object |undefined|NaN|\.[jt]s:\d/);
    expect(message).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(message.length).toBeLessThan(1500);
    expect(message).not.toContain(TOKEN);
    return { error };
  } finally {
    client.close();
    server.requests.length = 0;
  }
}

const APPROVED = {
  qualification: "Education",
  vettingStatus: "Approved",
  vettingReason: "Not an Education Customer",
  vettingCreateDate: "2026-05-01T10:00:00.000Z",
};
const LISTS = [
  [APPROVED],
  [APPROVED, { qualification: "StateOwnedEntity", vettingStatus: null }],
  [{ ...APPROVED, vettingStatus: "InReview" }],
  [{ ...APPROVED, vettingStatus: "Denied" }],
  { qualifications: [APPROVED] },
  {
    Qualification: "GovernmentCommunityCloud",
    VettingStatus: "InReview",
    VettingCreatedDate: "09/07/2020: 00:00:00",
  },
  [{ qualification: "none" }],
  [],
];

const plain = (text: string): string => text.toLowerCase().replace(/[_\s-]/g, "");

/** The objects that a document lists, however it wraps them; undefined: it is no list. */
function entriesOf(document: unknown): Record<string, unknown>[] | undefined {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject(document)) {
    const [, wrapped] =
      Object.entries(document).find(([key]) => key.toLowerCase() === "qualifications") ?? [];
    return wrapped === undefined
      ? [document]
      : Array.isArray(wrapped) && wrapped.every(isObject)
        ? wrapped
        : undefined;
  }
  return Array.isArray(document) && document.every(isObject) ? document : undefined;
}

const valuesOf = (entry: Record<string, unknown>, name: string): unknown[] =>
  Object.entries(entry).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));

/** Whether a reading says no more and no less than what stands there. */
function expectRight(items: readonly CustomerQualificationItem[], body: Buffer): void {
  const json = parseJson(decodeText(body));
  const entries = json.ok ? entriesOf(json.value) : undefined;
  if (entries === undefined) throw new Error("it is no list of qualifications, and was read as one");
  const named = entries.filter((entry) => {
    const names = valuesOf(entry, "qualification");
    if (names.length === 0 || !names.every((name) => typeof name === "string"))
      throw new Error("an entry without a name");
    return !names.every((name) => plain(name) === "none");
  });
  expect(items).toHaveLength(named.length);
  items.forEach((item, index) => {
    const entry = named[index] ?? {};
    expect(valuesOf(entry, "qualification").map((name) => plain(String(name)))).toContain(
      plain(item.qualification),
    );
    const statuses = valuesOf(entry, "vettingstatus").map((status) =>
      typeof status === "string" ? plain(status) : "",
    );
    // Nothing is denied, approved or in review that the answer does not call so.
    if (item.vettingStatus === undefined) expect(statuses.filter((status) => status !== "")).toEqual([]);
    else expect(statuses).toContain(plain(item.vettingStatus));
    for (const text of [item.vettingStatus, item.vettingReason, item.vettingCreateDate]) {
      // It is printed, and goes into the state.
      expect(text ?? "").toMatch(/^\P{Cc}{0,1000}$/u);
    }
  });
}

test("qualifications are read as they stand there, or not at all", async () => {
  await holds(
    fc.asyncProperty(bytesOf(nearly(...LISTS)), async (body) => {
      answer = () => ({ headers: { "Content-Type": "application/json" }, body });
      const outcome = await outcomeOf((client) => client.getCustomerQualifications(CUSTOMER));
      if ("value" in outcome) expectRight(outcome.value, body);
      else expect(outcome.error.message).toContain(CUSTOMER);
    }),
    500,
  );
});

test("what a submission may rest on came with 200, in plain JSON, and names nothing that is not documented", async () => {
  const known = ["education", "nonprofit", "governmentcommunitycloud", "stateownedentity", "none"];
  await holds(
    fc.asyncProperty(
      bytesOf(nearly(...LISTS)),
      fc.constantFrom(200, 200, 200, 202, 206),
      async (body, status) => {
        answer = () => ({ status, body });
        const outcome = await outcomeOf((client) => client.observeCustomerQualifications(CUSTOMER));
        if (!("value" in outcome) || outcome.value.uncertain !== undefined) return;
        expect(status).toBe(200);
        const entries = entriesOf(JSON.parse(decodeText(body))) ?? [];
        for (const name of entries.flatMap((entry) => valuesOf(entry, "qualification")))
          expect(known).toContain(plain(String(name).trim()));
      },
    ),
    500,
  );
});

test("the one name of the contract of 2018 is read as it stands there", async () => {
  await holds(
    fc.asyncProperty(bytesOf(nearly("education", "none", "Nonprofit")), async (body) => {
      answer = () => ({ body });
      const outcome = await outcomeOf(
        (client) => client.getCustomerQualifications(CUSTOMER),
        "qualification-2018",
      );
      if (!("value" in outcome)) return;
      const json = parseJson(decodeText(body));
      const name = json.ok ? json.value : undefined;
      expect(typeof name).toBe("string");
      expect(outcome.value.map(({ qualification }) => plain(qualification))).toEqual(
        plain(String(name)) === "none" ? [] : [plain(String(name))],
      );
    }),
    200,
  );
});

const ADDRESS = { addressLine1: "Storgatan 1", city: "Malmö", postalCode: "211 34", country: "SE" };
const PROFILE = {
  id: "d17c0275-da92-5c33-9032-782ef1d0b69b",
  email: "head@contoso.example",
  culture: "sv-SE",
  language: "sv",
  companyName: "Contoso",
  defaultAddress: ADDRESS,
  attributes: { etag: "-4242348048554929329", objectType: "CustomerBillingProfile" },
};
const COMPANY = { tenantId: CUSTOMER, domain: "contoso.onmicrosoft.com", companyName: "Contoso" };
const CUSTOMER_ANSWER = {
  id: CUSTOMER,
  commerceId: CUSTOMER,
  companyProfile: COMPANY,
  billingProfile: PROFILE,
  relationshipToPartner: "reseller",
  allowDelegatedAccess: true,
};
const NEW = { domain: "contoso.onmicrosoft.com", billingProfile: PROFILE };
const PASSWORD = "Pa55-of-the-new-tenant";

/** Every other call, with a real answer to it. */
const CALLS: Record<string, { answers: unknown[]; call: (client: Client) => Promise<unknown> }> = {
  getValidationCodes: {
    answers: [
      [
        {
          partnerId: CUSTOMER,
          organizationName: "Agency",
          validationId: "123456",
          maxCreates: 5,
          remainingCreates: 1,
        },
      ],
    ],
    call: (client) => client.getValidationCodes(),
  },
  getCustomerValidationCode: {
    answers: [{ customerId: CUSTOMER, validationId: 123456, etag: "x" }],
    call: (client) => client.getCustomerValidationCode(CUSTOMER),
  },
  getCustomer: { answers: [CUSTOMER_ANSWER], call: (client) => client.customers.getCustomer(CUSTOMER) },
  getCustomers: {
    answers: [
      { totalCount: 1, items: [CUSTOMER_ANSWER], links: { self: { uri: "/customers", method: "GET" } } },
      {
        items: [CUSTOMER_ANSWER],
        links: {
          next: {
            uri: "/customers?size=1&seekOperation=Next",
            headers: [{ key: "MS-ContinuationToken", value: "abc" }],
          },
        },
      },
    ],
    call: (client) => allOf(client.customers.getCustomers()),
  },
  findCustomerByDomain: {
    answers: [{ items: [CUSTOMER_ANSWER] }],
    call: (client) => client.customers.findCustomerByDomain("contoso.onmicrosoft.com"),
  },
  getBillingProfile: { answers: [PROFILE], call: (client) => client.customers.getBillingProfile(CUSTOMER) },
  updateBillingProfile: {
    answers: [PROFILE],
    call: (client) => client.customers.updateBillingProfile(CUSTOMER, PROFILE, "etag"),
  },
  getCountryRules: {
    answers: [
      {
        iso2Code: "SE",
        isStateRequired: false,
        supportedStatesList: [],
        supportedLanguages: { value: ["sv"] },
      },
    ],
    call: (client) => client.customers.getCountryRules("SE"),
  },
  validateAddress: {
    answers: [
      {
        originalAddress: ADDRESS,
        suggestedAddresses: [ADDRESS],
        status: "Verified",
        validationMessage: "no",
      },
    ],
    call: (client) => client.customers.validateAddress(ADDRESS),
  },
  getAgreementTemplates: {
    answers: [
      { items: [{ templateId: CUSTOMER, agreementType: "MicrosoftCustomerAgreement", versionRank: 0 }] },
    ],
    call: (client) => client.agreements.getAgreementTemplates(),
  },
  getCustomerAgreements: {
    answers: [
      {
        items: [{ type: "MicrosoftCustomerAgreement", primaryContact: { firstName: "A" }, dateAgreed: "x" }],
      },
    ],
    call: (client) => client.agreements.getCustomerAgreements(CUSTOMER),
  },
  auditRecords: {
    answers: [
      {
        totalCount: 1,
        items: [
          {
            customerId: CUSTOMER,
            operationType: "update_customer_qualification",
            resourceNewValue: '{"Qualification":"Education"}',
            customizedData: [{ key: "Qualification", value: null }],
            unknown: { to: ["us"] },
          },
        ],
        links: { next: { uri: "/auditrecords?seekOperation=Next", headers: [] } },
      },
    ],
    call: (client) => allOf(client.auditRecords()),
  },
  isDirectlySigned: {
    answers: [{ isSigned: true }],
    call: (client) => client.agreements.isDirectlySigned(CUSTOMER),
  },
  createCustomer: {
    answers: [{ ...CUSTOMER_ANSWER, userCredentials: { userName: "admin", password: PASSWORD } }],
    call: (client) => client.customers.createCustomer(NEW),
  },
};

test.each(Object.entries(CALLS))("%s: a value of its type, or an error", async (_, { answers, call }) => {
  await holds(
    fc.asyncProperty(bytesOf(nearly(...answers)), async (body) => {
      answer = () => ({ headers: { "Content-Type": "application/json" }, body });
      const outcome = await outcomeOf(call);
      if ("error" in outcome) expect(outcome.error.message).not.toContain(PASSWORD);
    }),
    150,
  );
});

const FAULTS = [
  { code: 60013, description: "The domain is taken", data: [], source: "PartnerFD" },
  { code: "20002", message: "Access denied", errorName: "AccessDenied", isRetryable: false },
  { statusCode: 429, message: "Rate limit is exceeded. Try again in 7 seconds." },
  { error: { code: "InvalidAuthenticationToken", message: "expired", innererror: { date: "x" } } },
  {
    error: "invalid_grant",
    error_description: "AADSTS700082: expired\r\nTrace ID: x",
    error_codes: [700082],
  },
  { code: 800002, description: "{&quot;code&quot;:60071,&quot;description&quot;:&quot;Quali&quot;}" },
  "Tagging denied",
  { code: "constructor", description: "__proto__" },
];
const STATUSES = [
  200, 201, 202, 204, 206, 300, 302, 304, 400, 401, 403, 404, 407, 408, 409, 410, 412, 418, 422, 429,
].concat([451, 499, 500, 501, 502, 503, 504, 511, 599]);

/** An answer of any status, with a body that is nearly an error's. */
const refusal = fc.record({
  status: fc.constantFrom(...STATUSES),
  reason: fc.constantFrom("", "OK", "Unauthorized - MFA required", "Bad - request"),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { "Retry-After": "1e9" },
    { "Retry-After": "-5" },
    { "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT" },
    { "Content-Type": "text/html", "Content-Encoding": "gzip" },
    { Location: "http://elsewhere.example/" },
  ),
  body: bytesOf(nearly(...FAULTS)),
});

test("a refusal in any form is an error in words", async () => {
  await holds(
    fc.asyncProperty(refusal, async (one) => {
      answer = () => one;
      const outcome = await outcomeOf((client) => client.getCustomerQualifications(CUSTOMER));
      if ("value" in outcome) {
        expect(one.status).toBeLessThan(300);
        expectRight(outcome.value, one.body);
      } else if (one.status >= 300 && one.headers["Content-Encoding"] === undefined) {
        expect(outcome.error.httpStatus).toBe(one.status);
      }
    }),
    500,
  );
});

test("whatever a submission is answered, it is taken once at most, and what is said of it is true", async () => {
  const request = { qualification: "Education", educationSegment: "K12" } as const;
  const IN_REVIEW = { ...APPROVED, vettingStatus: "InReview" };
  const written = fc.oneof(
    refusal.map((one) => ({ ...one, drop: false })),
    bytesOf(nearly([IN_REVIEW], IN_REVIEW)).map((body) => ({
      status: 201,
      reason: "",
      headers: {},
      body,
      drop: false,
    })),
    fc.constant({ status: 500, reason: "", headers: {}, body: Buffer.alloc(0), drop: true }),
  );
  await holds(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      async (script, taking, behind) => {
        let posts = 0;
        let taken = 0;
        let doubtful = 0;
        answer = ({ method }) => {
          if (method === "GET") return { body: JSON.stringify(taken > 0 && !behind ? [IN_REVIEW] : []) };
          const { drop, ...one } = script[Math.min(posts, script.length - 1)] ?? { status: 500, drop: true };
          posts += 1;
          const says = one.status < 300 && !drop;
          // What is not answered, or by a gateway, may have been taken.
          const open = drop || one.status < 400 || one.status >= 500 || one.status === 408;
          if (open) doubtful += 1;
          if (says || (taking && open)) taken += 1;
          return drop ? "drop" : one;
        };
        const outcome = await outcomeOf((client) => client.submitCustomerQualification(CUSTOMER, request));
        expect(taken).toBeLessThanOrEqual(1);
        expect(doubtful).toBeLessThanOrEqual(1);
        if ("value" in outcome) expect(taken).toBe(1);
        else {
          expect(outcome.error.submission).toMatch(/^(notTaken|refused|unknown|taken)$/);
          if (taken === 1) expect(outcome.error.submission).toMatch(/^(unknown|taken)$/);
        }
      },
    ),
    500,
  );
});

/** As long as an answer may be. Read by a careless pattern, each of these takes hours. */
const LONG = 4 * 1024 * 1024 - 100;
const filled = (piece: string, start = ""): string =>
  start + piece.repeat(Math.floor((LONG - start.length) / piece.length));

test.each([
  ["quotes that are never closed", filled('\\"', '["')],
  ["comments that are never closed", filled("/*a")],
  ["commas and spaces", filled(", ,  ,\n", "[")],
  ["markup that is never closed", filled("<", "<html>")],
  ["scripts that are never closed", filled("<script ", "<html>")],
  ["titles that are never closed", filled("<title ", "<html>")],
  ["what begins like a token", filled("eyJaaaaaaa-", '{"code":1,"description":"')],
  ["what begins like a header", filled("bearer ")],
  ["a text", JSON.stringify({ code: 1, description: filled("eyJaaaaaaa-").slice(0, LONG - 100) })],
  ["a number", filled("1", "[")],
  ["a list of lists", filled("[")],
  ["the letter of another encoding", Buffer.from(filled("\ufeff").slice(0, LONG / 4), "utf16le")],
])("an answer of the greatest length is read in its time: %s", async (_, body) => {
  for (const status of [200, 400, 500]) {
    answer = () => ({ status, body });
    expect(await outcomeOf((client) => client.getCustomerQualifications(CUSTOMER))).toHaveProperty("error");
  }
});
