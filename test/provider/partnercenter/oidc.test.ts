// An OIDC token in the place of a client secret: where it comes from, and what Microsoft Entra says of it. Everything
// against the emulator, over its socket.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type OidcTokenOptions, startEmulator } from "../../../emulator";
import type { ClientSettings, Login, OidcCredential } from "../../../provider/partnercenter";
import { json, type Scripted, scriptedServer } from "./server";
import { clientOf, CUSTOMER, errorOf } from "./support";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator({ customers: [CUSTOMER] });
  folder = mkdtempSync(join(tmpdir(), "partnercenter-oidc-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await emulator.close();
});

const clients: { close(): void }[] = [];
beforeEach(() => emulator.clearRequests());
afterEach(() => clients.splice(0).forEach((client) => client.close()));

function connect(
  credential: OidcCredential,
  login: object = { kind: "oidc" },
  more: Partial<ClientSettings> = {},
) {
  const { tenantId, clientId } = emulator.partnerCenter.tenant;
  const client = clientOf(emulator.url, {
    login: { ...login, tenantId, clientId, ...credential } as Login,
    authorityHost: emulator.url,
    caFile: emulator.caFile,
    ...more,
  });
  clients.push(client);
  return client;
}

const look = (credential: OidcCredential, login?: object, more?: Partial<ClientSettings>) =>
  connect(credential, login, more).getCustomerQualifications(CUSTOMER);

const requested = (): OidcCredential => ({
  oidcRequestUrl: `${emulator.url}/oidc/token?of=job`,
  oidcRequestToken: emulator.partnerCenter.login.federation.requestToken,
});

/** What the login was shown, by request. */
const shown = () =>
  emulator.requests
    .filter(({ path }) => path.endsWith("/oauth2/v2.0/token"))
    .map(({ body }) => new URLSearchParams(body));
const requests = () => emulator.requests.filter(({ path }) => path === "/oidc/token");

describe("where it comes from", () => {
  test("given as it is: shown to the login as the application's assertion, without a secret", async () => {
    expect(await look({ oidcToken: emulator.oidcToken() })).toEqual([]);
    const [form] = shown();
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    });
    expect(form?.has("client_secret")).toBe(false);
  });

  test("a file's is read anew for each login, whatever line end or mark is around it", async () => {
    const oidcTokenFile = join(folder, "token");
    const client = connect({ oidcTokenFile });
    const read = () => client.getCustomerQualifications(CUSTOMER);
    writeFileSync(oidcTokenFile, `\uFEFF${emulator.oidcToken()}\r\n`);
    await read();
    await read();
    expect(shown()).toHaveLength(1);
    // Another issuer's is told from it by what the login answers.
    emulator.revokeAccessTokens();
    writeFileSync(oidcTokenFile, emulator.oidcToken({ issuer: "https://elsewhere.example" }));
    expect((await errorOf(read())).code).toBe("AADSTS700211");
    writeFileSync(oidcTokenFile, emulator.oidcToken());
    expect(await read()).toEqual([]);
  });

  test("GitHub's is requested for each login, for the audience of the cloud, with its bearer token", async () => {
    const client = connect(requested());
    await client.getCustomerQualifications(CUSTOMER);
    emulator.revokeAccessTokens();
    await client.getCustomerQualifications(CUSTOMER);
    expect(requests()).toHaveLength(2);
    expect(requests()[0]).toMatchObject({
      method: "GET",
      query: { of: "job", audience: "api://AzureADTokenExchange" },
    });
    const error = await errorOf(look(requested(), undefined, { environment: "USGovernment" }));
    expect(requests()[2]?.query["audience"]).toBe("api://AzureADTokenExchangeUSGov");
    expect(error.code).toBe("AADSTS700212");
  });

  test("Azure's is requested for its service connection", async () => {
    const { serviceConnectionId } = emulator.partnerCenter.login.federation;
    await look({ ...requested(), adoPipelineServiceConnectionId: serviceConnectionId });
    expect(requests()).toMatchObject([
      { method: "POST", query: { "api-version": "7.1", serviceConnectionId } },
    ]);
    expect(requests()[0]?.query).not.toHaveProperty("audience");
  });

  test("beside a refresh token it stands in the place of the secret, and a submission is taken", async () => {
    const refresh = { kind: "refreshToken", refreshToken: emulator.refreshToken(), clientSecret: "wrong" };
    await connect({ oidcToken: emulator.oidcToken() }, refresh).submitCustomerQualification(CUSTOMER, {
      qualification: "StateOwnedEntity",
    });
    expect(shown().map((form) => [form.get("grant_type"), form.has("client_assertion")])).toEqual([
      ["refresh_token", true],
    ]);
    expect(emulator.submissions(CUSTOMER)).toHaveLength(1);
  });

  test("beside a public client's refresh token it is left away once it is refused", async () => {
    const { login } = emulator.partnerCenter;
    const refreshToken = login.refreshToken({ ofPublicClient: true });
    await look({ oidcToken: emulator.oidcToken() }, { kind: "refreshToken", refreshToken });
    expect(shown().map((form) => form.has("client_assertion"))).toEqual([true, false]);
  });

  test("alone it is app-only: nothing is submitted", async () => {
    const client = connect({ oidcToken: emulator.oidcToken() });
    const submission = client.submitCustomerQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    expect(await errorOf(submission)).toMatchObject({
      name: "AppOnlyNotSupportedError",
      submission: "notTaken",
    });
    expect(emulator.requests).toEqual([]);
  });
});

describe("what Microsoft Entra says of it", () => {
  const subject = "repo:partner/customers:environment:production";
  test.each<[string, OidcTokenOptions | ((token: string) => string), string, string, RegExp]>([
    [
      "issuer",
      { issuer: "https://elsewhere.example" },
      "700211",
      "FederatedCredentialError",
      /federated credential/,
    ],
    [
      "audience",
      { audience: "https://github.com/partner" },
      "700212",
      "FederatedCredentialError",
      /api:\/\/Azure/,
    ],
    ["subject", { subject: `${subject}x` }, "700213", "FederatedCredentialError", /branch, the environment/],
    [
      "letter case",
      { subject: subject.toUpperCase() },
      "7002138",
      "FederatedCredentialError",
      /small letters/,
    ],
    ["time", { lifetimeSeconds: 0 }, "700024", "InvalidAssertionError", /PARTNERCENTER_OIDC_TOKEN_FILE/],
    ["form", () => "no-jwt", "50027", "InvalidAssertionError", /whole and unchanged/],
    ["signature", (token) => `${token.slice(0, -8)}AAAAAAAA`, "50013", "InvalidAssertionError", /unchanged/],
    [
      "key",
      (token) =>
        [
          Buffer.from('{"alg":"RS256","kid":"other"}').toString("base64url"),
          ...token.split(".").slice(1),
        ].join("."),
      "7000272",
      "InvalidAssertionError",
      /issuer's own keys/,
    ],
  ])("a wrong %s has its own remedy, and the token is not shown", async (_, wrong, code, name, remedy) => {
    const oidcToken = typeof wrong === "function" ? wrong(emulator.oidcToken()) : emulator.oidcToken(wrong);
    const error = await errorOf(look({ oidcToken }));
    expect(error).toMatchObject({ name, code: `AADSTS${code}`, scope: "partner" });
    expect(error.remedy).toMatch(remedy);
    expect(error.message).not.toContain(oidcToken);
    // What to write into a federated credential is said by the answer, and by nothing else.
    if (typeof wrong === "object" && wrong.lifetimeSeconds === undefined)
      expect(error.message).toContain(`'${Object.values(wrong).join()}'`);
    expect(shown()).toHaveLength(1);
  });
});

describe("no token", () => {
  test.each<[string, () => string | undefined, RegExp]>([
    ["not there", () => undefined, /^.*login\.oidcTokenFile can't be read \(ENOENT\)/],
    ["empty", () => "\n", /login\.oidcTokenFile: the file is empty/],
    ["two lines", () => "one\ntwo", /login\.oidcTokenFile: the file holds a line break inside/],
  ])("a file that is %s", async (name, text, expected) => {
    const oidcTokenFile = join(folder, name);
    const written = text();
    if (written !== undefined) writeFileSync(oidcTokenFile, written);
    const error = await errorOf(look({ oidcTokenFile }));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toMatch(expected);
    expect(emulator.requests).toEqual([]);
  });

  test("a platform that refuses: its words, and what it wants", async () => {
    const refused = await errorOf(look({ ...requested(), oidcRequestToken: "another-token" }));
    expect(refused).toMatchObject({ name: "OidcTokenRequestError", scope: "partner", httpStatus: 401 });
    expect(refused.message).not.toContain("another-token");
    const other = { ...requested(), adoPipelineServiceConnectionId: "another" };
    const elsewhere = await errorOf(look(other));
    expect(elsewhere.message).toContain("There is no explicit reference to service connection another");
    expect(elsewhere.remedy).toContain("AzureCLI@2");
    expect(shown()).toEqual([]);
  });

  // Taken for a platform of the other kind, it may answer with a token that nobody has asked for.
  const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzM2NyZXQifQ.s3cret-signature";
  test.each<[string, Scripted, string]>([
    ["a token under another name", json({ value: TOKEN }), "OidcTokenRequestError"],
    ["one of no known form", json({ value: "s3cret~opaque/token" }), "OidcTokenRequestError"],
    ["a bare one of no known form", { body: "s3cret~opaque/token" }, "OidcTokenRequestError"],
    ["a bare token", { body: TOKEN }, "OidcTokenRequestError"],
    ["a sentence with a token", json({ value: `Here: ${TOKEN}` }), "OidcTokenRequestError"],
    ["a page", { body: "<html><title>Sign in</title></html>" }, "OidcTokenRequestError"],
    ["nothing", { status: 404 }, "OidcTokenRequestError"],
    ["a redirect", { status: 302, headers: { Location: "/" } }, "RedirectError"],
    ["a failing service", { status: 503 }, "ServerError"],
    ["a lost connection", "drop", "ConnectionLostError"],
  ])("%s is an error of the whole run, and shows no token", async (_, answer, name) => {
    const server = await scriptedServer(() => answer);
    try {
      const oidcRequestUrl = `${server.url}/token`;
      const azure = { oidcRequestUrl, oidcRequestToken: "bearer", adoPipelineServiceConnectionId: "c" };
      const error = await errorOf(look(azure));
      expect(error).toMatchObject({ name, scope: "partner" });
      expect(error.message).toMatch(/^Requesting an OIDC token from http:\/\/\S+: /);
      expect(error.message).not.toMatch(/eyJ|s3cret/);
      expect(server.requests[0]?.headers.authorization).toBe("Bearer bearer");
      expect(shown()).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

test("what can't be used of it is named before anything is sent", () => {
  const url = "https://user:s3cret@elsewhere.example";
  expect(() => connect({})).toThrow(
    "login.oidcToken, login.oidcTokenFile, login.oidcRequestUrl are missing: one of them is needed",
  );
  expect(() => connect({ oidcRequestUrl: url })).toThrow(
    /login\.oidcRequestToken is missing; login\.oidcRequestUrl is no URL of the form https:\/\/host\/path$/m,
  );
  expect(() => connect({ oidcRequestUrl: "http://elsewhere.example", oidcRequestToken: "t" })).toThrow(
    "login.oidcRequestUrl must start with https://",
  );
  expect(() => connect({ oidcToken: "a b" })).toThrow("login.oidcToken holds a space inside");
});
