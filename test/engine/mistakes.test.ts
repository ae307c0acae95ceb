// What a person reads after a mistake of their own: what is wrong and what to do, and never a stack trace.
import {
  newStack,
  ProviderCallError,
  startProviderServer,
  unknownValue,
  type ProviderServerOptions,
} from "./harness";
import { customerId, customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

const [first, second] = [1, 2].map(customerId) as [string, string];
const inputs = (customer = first): Record<string, unknown> => ({
  customerId: customer,
  qualification: "Education",
  educationSegment: "K12",
});

/** The lines of a text that are of a stack trace, or name a file of ours or of a library. */
const traceOf = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => /^\s*at .+:\d+|node:internal|node_modules|\.[jt]s:\d+|\[object /.test(line));

type Call = (server: Awaited<ReturnType<typeof startProviderServer>>) => Promise<unknown>;

/** What calls that must fail say, one after the other, and that all of it is without a stack trace. */
async function messagesOf(options: ProviderServerOptions, ...calls: Call[]): Promise<string[]> {
  const server = await startProviderServer(options);
  try {
    const outcomes = await Promise.allSettled(calls.map((call) => call(server)));
    const messages = outcomes.map((outcome) => {
      if (outcome.status === "fulfilled") throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
      expect(outcome.reason).toBeInstanceOf(ProviderCallError);
      return (outcome.reason as ProviderCallError).message;
    });
    expect(traceOf([await server.printed(), ...messages].join("\n"))).toEqual([]);
    return messages;
  } finally {
    await server.close();
  }
}

const secret = "a-refresh-token-that-nobody-may-read";
const application = {
  PARTNERCENTER_TENANT_ID: "contoso.onmicrosoft.com",
  PARTNERCENTER_CLIENT_ID: "8d1c1f3a-7a52-4a7e-9d0b-5d5c2f6b1c11",
};

describe("settings", () => {
  test.each<[string, ProviderServerOptions, RegExp[], Call?]>([
    ["no login", {}, [/No Partner Center login is set/, /PARTNERCENTER_REFRESH_TOKEN/, /pulumi config set/]],
    [
      "half a login",
      { env: { PARTNERCENTER_TENANT_ID: "contoso.onmicrosoft.com", PARTNERCENTER_REFRESH_TOKEN: secret } },
      [/^PARTNERCENTER_CLIENT_ID is not set/],
    ],
    [
      "one half in the environment, the other in the configuration",
      { env: application, config: { "partnercenter:refreshToken": secret } },
      [/^PARTNERCENTER_REFRESH_TOKEN is not set/, /comes whole from one source/],
    ],
    [
      "wrong values, all of them at once",
      {
        env: { PARTNERCENTER_ENVIRONMENT: "Germany", PARTNERCENTER_LIVE_DIFF: "no" },
        config: {
          "partnercenter:accessToken": secret,
          "partnercenter:maxSubmissions": "0",
          "partnercenter:contract": "2019",
          "partnercenter:requestsPerMinute": "many",
        },
      },
      [
        /PARTNERCENTER_ENVIRONMENT: .*Global.*USGovernment.*China/,
        /PARTNERCENTER_LIVE_DIFF: .*true.*false/,
        /partnercenter:maxSubmissions: /,
        /partnercenter:contract: .*qualifications/,
        /partnercenter:requestsPerMinute: /,
      ],
    ],
    [
      "http to another host",
      { env: { PARTNERCENTER_ACCESS_TOKEN: secret, PARTNERCENTER_API_BASE_URL: "http://api.example.com" } },
      [/api_?base_?url .*https:/i],
    ],
    [
      "http for the login, which MSAL refuses even to this machine",
      {
        env: {
          ...application,
          PARTNERCENTER_REFRESH_TOKEN: secret,
          PARTNERCENTER_AUTHORITY_HOST: "http://localhost:1",
        },
      },
      [/authority_?host .*https:/i],
    ],
    [
      "a certificate authority that is not there",
      { env: { PARTNERCENTER_ACCESS_TOKEN: secret, PARTNERCENTER_CA_FILE: "/no/such/file.pem" } },
      [/certificate authorities can't be read \(ENOENT: \/no\/such\/file\.pem\)/, /PARTNERCENTER_CA_FILE/],
    ],
    [
      "a certificate that is not there",
      { env: { ...application, PARTNERCENTER_CERTIFICATE_FILE: "/no/such/file.pem" } },
      [/certificate_?file can't be read \(ENOENT\)/i],
    ],
    [
      "a tenant that is none",
      { env: { ...application, PARTNERCENTER_TENANT_ID: "con/toso", PARTNERCENTER_REFRESH_TOKEN: secret } },
      [/PARTNERCENTER_TENANT_ID: must be a tenant id/],
    ],
    [
      "an access token with a line break",
      { env: { PARTNERCENTER_ACCESS_TOKEN: `${secret}\n${secret}` } },
      [/PARTNERCENTER_ACCESS_TOKEN: holds a line break inside/],
    ],
    [
      "a proxy whose password is not written as a URL asks for",
      {
        env: {
          PARTNERCENTER_ACCESS_TOKEN: secret,
          HTTPS_PROXY: `http://alice:100%${secret}@127.0.0.1:1`,
        },
      },
      [/: HTTPS_PROXY holds a raw % in its user name or password, which must be written %25/],
    ],
    [
      "settings that are not known before an up, outside a preview's look",
      {
        config: {
          "partnercenter:accessToken": secret,
          "partnercenter:explicitProvider": "true",
          "partnercenter:caFile": unknownValue,
        },
      },
      [/the Provider's caFile: is an output that is not known before `pulumi up`/],
      (server) => server.create(inputs()),
    ],
  ])("%s", async (_name, options, expected, call = (server) => server.check({}, inputs())) => {
    const [message = ""] = await messagesOf(options, call);
    for (const pattern of expected) expect(message).toMatch(pattern);
    expect(message).not.toContain(secret);
  });
});

test("a login that is refused, and an outage", async () => {
  const emulator = await partnerCenter([first, second]);
  const [unauthorized = ""] = await messagesOf(
    { env: { ...emulator.environment, PARTNERCENTER_ACCESS_TOKEN: secret } },
    (server) => server.check({}, inputs()),
  );
  expect(unauthorized).toMatch(/HTTP 401.*\n.*did not accept the token/);
  expect(unauthorized).not.toContain(secret);

  emulator.faultShare({}, { kind: "status", status: 503, body: "<html>try later</html>" }, 1);
  const offline = await partnerCenter([]);
  await offline.goOffline();
  const [outage, refused] = await Promise.all([
    messagesOf({ env: emulator.environment }, async (server) => {
      // One customer's 503 is that customer's; the same of another one is everybody's.
      await Promise.all([server.check({}, inputs(first)), server.check({}, inputs(second))]);
    }),
    messagesOf({ env: offline.environment }, (server) => server.check({}, inputs())),
  ]);
  expect(outage[0]).toMatch(/HTTP 503/);
  expect(refused[0]).toMatch(/connection was refused \(ECONNREFUSED\)/);
});

test("a declaration that can't be fulfilled", async () => {
  const [denied = "", conflicting = "", unrelated = "", refused = ""] = customerIds(4, 11);
  const emulator = await partnerCenter([denied, conflicting, unrelated, refused]);
  const denial = { vettingStatus: "Denied", vettingReason: "Not an Education Customer" };
  emulator.setQualification(denied, { qualification: "Education", ...denial });
  emulator.setQualification(conflicting, {
    qualification: "GovernmentCommunityCloud",
    vettingStatus: "Approved",
  });
  emulator.loseRelationship(unrelated);
  emulator.faultNext({ method: "POST", customerId: refused }, { kind: "error", error: "invalidProperty" });
  const messages = await messagesOf(
    { env: emulator.environment },
    (server) => server.create(inputs("a school")),
    (server) => server.create(inputs(denied)),
    (server) => server.create(inputs(conflicting)),
    (server) => server.create(inputs(unrelated)),
    (server) => server.create(inputs(refused)),
    (server) =>
      server.update(`${denied}/Education`, { ...inputs(denied), ...denial, submissions: 1 }, inputs(denied)),
    (server) => server.read("contoso", {}),
    (server) => server.read(`${denied}/Charity`, {}),
  );
  const expected = [
    /customerId: must be the customer's tenant id, a GUID; found "a school"\. Nothing was submitted/,
    /is Denied \(Not an Education Customer.*Next: .*Nothing was submitted/,
    /holds GovernmentCommunityCloud .* exclude each other/,
    /HTTP 403, code 20002.*\n.*no reseller relationship/,
    /HTTP 400, code 3000.*\n.*goes out again only when/,
    // An `up` has told of it before.
    /is still Denied \(Not an Education Customer.*Next: .*Nothing was submitted/,
    /the id "contoso" is not of the form \{customerId\}\/\{qualification\}/,
    /Charity" is not of the form/,
  ];
  messages.forEach((message, index) => expect(message).toMatch(expected[index] ?? /^$/));
  expect(writes(emulator)).toHaveLength(1);
});

test("the CLI shows the same", async () => {
  const emulator = await partnerCenter([first]);
  const stack = await newStack({ resources: [education("school", first)] });
  const mustSay = async (pattern: RegExp): Promise<void> => {
    const { code, output } = await stack.preview();
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(pattern) as string });
    expect(traceOf(output)).toEqual([]);
  };
  await mustSay(/error: No Partner Center login is set\. Set PARTNERCENTER_TENANT_ID/);
  // An error of the whole run, and no customer's drift.
  Object.assign(stack.env, {
    PARTNERCENTER_ACCESS_TOKEN: secret,
    PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
    HTTPS_PROXY: "http://alice:100%sure@127.0.0.1:1",
  });
  await mustSay(/error: .*HTTPS_PROXY holds a raw % in its user name or password/);
  expect(stack.said).not.toMatch(/connection was lost|run again|notObserved|100%sure/i);
  delete stack.env.HTTPS_PROXY;
  Object.assign(stack.env, emulator.environment);
  stack.declare([{ name: "school", type: "CustomerQualification", get: "contoso" }]);
  await mustSay(/error: Preview failed: CustomerQualification: the id "contoso" is not of the form/);
  stack.declare([{ name: "school", type: "CustomerQualification", get: `${first}/Education` }]);
  await mustSay(
    /error: CustomerQualification .*Education: is not listed by Partner Center, so there is nothing to get/,
  );
  // A misspelt secret would be stored in clear.
  stack.declare([{ name: "partner", type: "Provider", args: { acessToken: secret } }]);
  await mustSay(/error: Provider partner: acessToken is not a setting\. The settings are tenantId, /);
  expect(stack.whereReadable(secret)).toEqual([]);
  expect(writes(emulator)).toEqual([]);
});
