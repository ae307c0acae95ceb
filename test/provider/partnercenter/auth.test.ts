import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientSettings, Login, PartnerCenterClient } from "../../../provider/partnercenter";
import { entraFailure } from "../../../provider/partnercenter/auth/failure";
import { TokenSource } from "../../../provider/partnercenter/auth/tokenSource";
import { Redactor } from "../../../provider/partnercenter/redact";
import { type TestCertificate, testCertificate } from "./certificates";
import { json, type Recorded, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER, errorOf, VirtualClock } from "./support";

const TENANT = "99999999-8888-4777-8666-555555555555";
const REFRESH_TOKEN: Login = {
  kind: "refreshToken",
  tenantId: TENANT,
  clientId: "the-client",
  clientSecret: "the-client-secret",
  refreshToken: "the-first-refresh-token",
};

let certificate: TestCertificate;
let server: ScriptedServer;
let client: PartnerCenterClient | undefined;
let folder: string;
/** What the token endpoint answers, by the number of the token request. */
let token: (index: number) => Scripted;
/** What the API answers, by its token. */
let api: (authorization: string) => Scripted;

beforeAll(async () => {
  certificate = await testCertificate();
});
afterAll(() => certificate.remove());

const granted = (index: number, over: object = {}) =>
  json({
    token_type: "Bearer",
    expires_in: 3600,
    access_token: `access-token-${index}`,
    refresh_token: `rotated-token-${index}`,
    scope: "https://api.partnercenter.microsoft.com/user_impersonation",
    ...over,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-"));
  token = (index) => granted(index);
  api = () => json([]);
  let tokens = 0;
  server = await scriptedServer((request: Recorded) => {
    if (request.path.includes("/oauth2/v2.0/token")) return token(tokens++);
    return api(request.headers.authorization ?? "");
  }, certificate);
});

afterEach(async () => {
  client?.close();
  client = undefined;
  await server.close();
  rmSync(folder, { recursive: true });
});

function logIn(login: Login, settings: Partial<ClientSettings> = {}): PartnerCenterClient {
  client = clientOf(server.url, {
    login,
    authorityHost: server.url,
    caFile: certificate.caFile,
    ...settings,
  });
  return client;
}

const tokenRequests = () =>
  server.requests
    .filter(({ path }) => path.includes("/oauth2/v2.0/token"))
    .map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
const apiTokens = () =>
  server.requests.filter(({ path }) => path.startsWith("/v1/")).map(({ headers }) => headers.authorization);

test("App+User by refresh token", async () => {
  await logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER);
  expect(tokenRequests()).toMatchObject([
    {
      grant_type: "refresh_token",
      refresh_token: "the-first-refresh-token",
      client_id: "the-client",
      client_secret: "the-client-secret",
      scope: expect.stringContaining("https://api.partnercenter.microsoft.com/.default") as string,
    },
  ]);
  expect(apiTokens()).toEqual(["Bearer access-token-0"]);
});

test("a public client, without a secret", async () => {
  await logIn({ ...REFRESH_TOKEN, clientSecret: undefined }).getCustomerQualifications(CUSTOMER);
  expect(tokenRequests()).toHaveLength(1);
  expect(tokenRequests()[0]).not.toHaveProperty("client_secret");
});

test("a secret that the application must not send is left away, and stays away", async () => {
  const refused =
    "AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
  token = (index) =>
    tokenRequests()[index]?.client_secret === undefined
      ? granted(index)
      : json({ error: "invalid_client", error_description: refused, error_codes: [700025] }, 401);
  const rotated: string[] = [];
  api = (authorization) => (authorization.endsWith("-1") ? json({ code: 400 }, 401) : json([]));
  await logIn(REFRESH_TOKEN, { onRefreshToken: (fresh) => rotated.push(fresh) }).getCustomerQualifications(
    CUSTOMER,
  );
  expect(tokenRequests().map(({ client_secret: secret }) => secret)).toEqual([
    "the-client-secret",
    undefined,
    undefined,
  ]);
  expect(rotated).toEqual(["rotated-token-1", "rotated-token-2"]);
});

test("a failure's remedy names a setting as the user has set it", async () => {
  token = () => json({ error: "invalid_client", error_description: "AADSTS7000215: Invalid." }, 401);
  const settingName = (name: string) => `partnercenter:${name}`;
  const error = await errorOf(logIn(REFRESH_TOKEN, { settingName }).getCustomerQualifications(CUSTOMER));
  expect(error.remedy).toMatch(/^Set partnercenter:clientSecret to/);
});

test("app-only by secret", async () => {
  const login = {
    kind: "clientSecret",
    tenantId: TENANT,
    clientId: "c",
    clientSecret: "the-client-secret",
  } as const;
  await logIn(login, { audience: "https://api.example.com/" }).getCustomerQualifications(CUSTOMER);
  expect(tokenRequests()).toMatchObject([
    {
      grant_type: "client_credentials",
      client_secret: "the-client-secret",
      scope: expect.stringContaining("https://api.example.com/.default") as string,
    },
  ]);
});

describe("app-only by certificate", () => {
  const withFile = (certificateFile: string): Login => ({
    kind: "certificate",
    tenantId: TENANT,
    clientId: "the-client",
    certificateFile,
  });

  test("signs an assertion", async () => {
    await logIn(withFile(certificate.bothFile)).getCustomerQualifications(CUSTOMER);
    const [request] = tokenRequests();
    expect(request).toMatchObject({ grant_type: "client_credentials" });
    const [header] = (request?.client_assertion ?? "").split(".");
    expect(JSON.parse(Buffer.from(header ?? "", "base64url").toString())).toHaveProperty("x5t#S256");
  });

  test.each<[string, (one: TestCertificate, root: TestCertificate) => string | Buffer]>([
    ["a chain with the root first", ({ cert, key }, root) => `${root.cert}\n${cert}\n${key}`],
    [
      "the key first, and a chain with the root last",
      ({ cert, key }, root) => `${key}\n${cert}\n${root.cert}`,
    ],
    ["another's key beside its own", ({ cert, key }, root) => `${root.key}\n${cert}\n${key}`],
    ["an encrypted key beside it", ({ cert, key }) => `${ENCRYPTED_PKCS8}${cert}\n${key}`],
    [
      "carriage returns and a byte order mark",
      ({ cert, key }) => `\uFEFF${`${cert}\n${key}`.replaceAll("\n", "\r\n")}`,
    ],
    ["UTF-16", ({ cert, key }) => Buffer.from(`\uFEFF${cert}\n${key}`, "utf16le")],
  ])("a file with %s: the certificate is the key's", async (_, written) => {
    const root = await testCertificate(["root.example"]);
    const file = join(folder, "written.pem");
    writeFileSync(file, written(certificate, root));
    root.remove();
    await logIn(withFile(file)).getCustomerQualifications(CUSTOMER);
    const [request] = tokenRequests();
    const [header] = (request?.client_assertion ?? "").split(".");
    const { "x5t#S256": thumbprint } = JSON.parse(Buffer.from(header ?? "", "base64url").toString()) as {
      "x5t#S256": string;
    };
    const { fingerprint256 } = new X509Certificate(certificate.cert);
    expect(Buffer.from(thumbprint, "base64").toString("hex").toUpperCase()).toBe(
      fingerprint256.replaceAll(":", ""),
    );
  });

  const exported = (type: "pkcs8" | "pkcs1"): string =>
    createPrivateKey(certificate.key)
      .export({ type, format: "pem", cipher: "aes-256-cbc", passphrase: "s3cret" })
      .toString();

  test.each([
    ["PKCS#8", () => exported("pkcs8"), "`openssl pkcs8 -in <file> -out key.pem`"],
    ["traditional", () => exported("pkcs1"), "`openssl rsa -in <file> -out key.pem`"],
    ["traditional, with carriage returns", () => exported("pkcs1").replaceAll("\n", "\r\n"), "openssl rsa"],
    [
      "traditional of another kind",
      () =>
        generateKeyPairSync("ec", { namedCurve: "P-256" })
          .privateKey.export({ type: "sec1", format: "pem", cipher: "aes-256-cbc", passphrase: "s3cret" })
          .toString(),
      "openssl ec",
    ],
  ])("an encrypted key, %s, is named as that, with what decrypts it", async (_, key, command) => {
    const file = join(folder, "encrypted.pem");
    writeFileSync(file, `${certificate.cert}\n${key()}`);
    const error = await errorOf(logIn(withFile(file)).getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toContain("holds a private key that is encrypted");
    expect(error.message).toContain(command);
  });

  test("none of several certificates is the key's", async () => {
    const root = await testCertificate(["root.example"]);
    const file = join(folder, "others.pem");
    writeFileSync(file, `${root.cert}\n${root.cert}\n${certificate.key}`);
    root.remove();
    const error = await errorOf(logIn(withFile(file)).getCustomerQualifications(CUSTOMER));
    expect(error.message).toContain("holds a key that is none of its 2 certificates'");
  });

  test.each([
    ["no file", () => "/does/not/exist", "can't be read (ENOENT)"],
    ["no key in it", () => certificate.caFile, "must hold both"],
    [
      "another's key",
      () => {
        const file = join(folder, "mixed.pem");
        writeFileSync(file, certificate.cert + OTHER_KEY);
        return file;
      },
      "can't be parsed",
    ],
  ])("%s", async (_, file, expected) => {
    const error = await errorOf(logIn(withFile(file())).getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toContain(expected);
    expect(server.requests).toEqual([]);
  });
});

const ENCRYPTED_PKCS8 = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
const OTHER_KEY = "\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

test("what fails before anything was sent to the login is no answer of it, and shows no value", () => {
  const error = entraFailure(
    "Logging in",
    new TypeError("s3cret"),
    { last: undefined },
    new Redactor(),
    (name) => name,
  );
  expect(error).toMatchObject({
    name: "RequestNotMadeError",
    scope: "partner",
    found: "the request could not be made (TypeError)",
  });
  expect(error.message).not.toMatch(/s3cret|answer/);
});

test("many calls at once obtain one token", async () => {
  const client = logIn(REFRESH_TOKEN);
  await Promise.all(Array.from({ length: 20 }, () => client.getCustomerQualifications(CUSTOMER)));
  expect(tokenRequests()).toHaveLength(1);
  expect(new Set(apiTokens())).toEqual(new Set(["Bearer access-token-0"]));
});

test("a rejected token is renewed once for all that it was rejected for, with the rotated refresh token", async () => {
  api = (authorization) => (authorization.endsWith("-0") ? json({ code: 400 }, 401) : json([]));
  const client = logIn(REFRESH_TOKEN);
  await Promise.all(Array.from({ length: 10 }, () => client.getCustomerQualifications(CUSTOMER)));
  expect(tokenRequests().map(({ refresh_token }) => refresh_token)).toEqual([
    "the-first-refresh-token",
    "rotated-token-0",
  ]);
});

test("a token that is rejected again ends the call", async () => {
  api = () => json({}, 401);
  const error = await errorOf(logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
  expect(error).toMatchObject({ name: "UnauthorizedError", scope: "partner" });
  expect(apiTokens()).toEqual(["Bearer access-token-0", "Bearer access-token-1"]);
});

test.each([900420, 900421, "900421"])(
  "a new token would not help against %p: none is obtained",
  async (code) => {
    api = () => json({ code }, 401);
    await errorOf(logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
    expect(tokenRequests()).toHaveLength(1);
  },
);

test("a rejected submission is sent again with the new token and the same MS-RequestId", async () => {
  const item = { qualification: "StateOwnedEntity" };
  api = (authorization) => (authorization.endsWith("-0") ? json({ code: 400 }, 401) : json(item, 201));
  const result = await logIn(REFRESH_TOKEN).submitCustomerQualification(CUSTOMER, {
    qualification: "StateOwnedEntity",
  });
  expect(result).toEqual({ item, found: false, sent: true });
  const ids = server.requests.filter(({ method, path }) => method === "POST" && path.startsWith("/v1"));
  expect(ids).toHaveLength(2);
  expect(new Set(ids.map(({ headers }) => headers["ms-requestid"])).size).toBe(1);
});

test("who gives up while the token is being obtained leaves the others to wait for it", async () => {
  const client = logIn(REFRESH_TOKEN);
  const controller = new AbortController();
  const other = client.getCustomerQualifications(CUSTOMER);
  const aborted = errorOf(client.getCustomerQualifications(CUSTOMER, { signal: controller.signal }));
  controller.abort();
  expect((await aborted).name).toBe("AbortedError");
  expect(await other).toEqual([]);
  expect(apiTokens()).toHaveLength(1);
});

describe("the refresh token's file", () => {
  test("holds the rotated token, for its owner only, and nothing is left beside it", async () => {
    const refreshTokenFile = join(folder, "refresh-token");
    writeFileSync(refreshTokenFile, "an-old-one", { mode: 0o644 });
    await logIn({ ...REFRESH_TOKEN, refreshTokenFile }).getCustomerQualifications(CUSTOMER);
    expect(readFileSync(refreshTokenFile, "utf8")).toBe("rotated-token-0");
    expect(statSync(refreshTokenFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["refresh-token"]);
  });

  test("through a link its target is replaced", async () => {
    const target = join(folder, "target");
    const refreshTokenFile = join(folder, "link");
    writeFileSync(target, "an-old-one");
    symlinkSync(target, refreshTokenFile);
    await logIn({ ...REFRESH_TOKEN, refreshTokenFile }).getCustomerQualifications(CUSTOMER);
    expect(readFileSync(target, "utf8")).toBe("rotated-token-0");
    expect(lstatSync(refreshTokenFile).isSymbolicLink()).toBe(true);
  });

  test("is not written when the token stays the same", async () => {
    token = (index) => granted(index, { refresh_token: "the-first-refresh-token" });
    const refreshTokenFile = join(folder, "refresh-token");
    await logIn({ ...REFRESH_TOKEN, refreshTokenFile }).getCustomerQualifications(CUSTOMER);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that can't be written is an error, for the rotated token would be lost", async () => {
    const login = { ...REFRESH_TOKEN, refreshTokenFile: join(folder, "none", "refresh-token") };
    const error = await errorOf(logIn(login).getCustomerQualifications(CUSTOMER));
    expect(error.message).toContain("login.refreshTokenFile can't be written (ENOENT)");
    expect(error.message).not.toContain("rotated-token");
  });
});

describe("failures of the login", () => {
  const failures: [code: string, status: number, words: string, name: string, remedy: RegExp][] = [
    ["65001", 400, "The user or administrator has not consented", "ConsentRequiredError", /administrator/],
    ["50126", 400, "Error validating credentials", "InvalidCredentialsError", /Sign in again/],
    ["70002", 401, "Error validating credentials", "InvalidCredentialsError", /client secret/],
    ["7000215", 401, "Invalid client secret provided", "InvalidClientSecretError", /secret's value/],
    ["7000222", 401, "The provided client secret keys are expired", "ClientSecretExpiredError", /new secret/],
    ["700082", 400, "The refresh token has expired due to inactivity", "RefreshTokenExpiredError", /90 days/],
    ["50173", 400, "The provided grant has expired", "RefreshTokenRevokedError", /Sign in again/],
    ["50076", 400, "you must use multi-factor authentication", "MfaRequiredError", /multifactor/],
    ["50078", 400, "Presented multi-factor authentication has expired", "MfaRequiredError", /multifactor/],
    ["700016", 400, "Application was not found in the directory", "ApplicationNotFoundError", /CLIENT_ID/],
    ["90002", 400, "Tenant not found", "TenantNotFoundError", /TENANT_ID/],
    ["53003", 400, "Access has been blocked by Conditional Access", "ConditionalAccessError", /policy/],
    ["9999999", 400, "Something new", "LoginFailedError", /login.microsoftonline.com\/error/],
  ];

  test.each(failures)(
    "AADSTS%s: its own remedy, asked once, nothing sent to the API",
    async (code, status, words, name, remedy) => {
      token = () =>
        json(
          {
            error: "invalid_grant",
            error_description: `AADSTS${code}: ${words}. Trace ID: 1 Correlation ID: 2\r\nTimestamp: 3`,
            error_codes: [Number(code)],
          },
          status,
        );
      const error = await errorOf(logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
      expect(error).toMatchObject({ name, code: `AADSTS${code}`, httpStatus: status, scope: "partner" });
      expect(error.remedy).toMatch(remedy);
      expect(error.message.split("\n")[0]).toContain(words);
      expect(error.message).not.toMatch(/the-first-refresh-token|the-client-secret/);
      expect(tokenRequests()).toHaveLength(1);
      expect(apiTokens()).toEqual([]);
    },
  );

  test("a submission was not taken then", async () => {
    token = () => json({ error: "invalid_client", error_description: "x" }, 401);
    const submission = logIn(REFRESH_TOKEN).submitCustomerQualification(CUSTOMER, {
      qualification: "StateOwnedEntity",
    });
    expect(await errorOf(submission)).toMatchObject({
      name: "InvalidCredentialsError",
      submission: "notTaken",
    });
  });

  test("a failing service is tried again, by the one policy", async () => {
    token = (index) => (index < 2 ? { status: 503 } : granted(index));
    await logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER);
    expect(tokenRequests()).toHaveLength(3);
  });

  test.each<[string, Scripted, string]>([
    ["5xx to the end", { status: 500, body: "<html>" }, "ServerError"],
    ["dropped to the end", "drop", "ConnectionLostError"],
    ["a redirect", { status: 302, headers: { Location: "/" } }, "RedirectError"],
    ["HTML", { body: "<html></html>" }, "LoginFailedError"],
    ["no token in it", json({ token_type: "Bearer" }), "LoginFailedError"],
  ])("%s", async (_, answer, name) => {
    token = () => answer;
    const error = await errorOf(logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name, scope: "partner" });
    expect(error.message.split("\n")[0]).toContain("Logging in to Microsoft Entra");
  });
});

describe("the token's life", () => {
  const obtained = (lifetimeMs: number | undefined) => {
    const clock = new VirtualClock();
    let count = 0;
    const source = new TokenSource(async () => {
      count += 1;
      return { value: `t${count}`, ...(lifetimeMs !== undefined && { expiresAt: clock.now() + lifetimeMs }) };
    }, clock);
    return { clock, source };
  };

  test("it is renewed two minutes before it ends", async () => {
    const { clock, source } = obtained(3_600_000);
    expect(await source.get()).toBe("t1");
    await clock.sleep(3_479_999);
    expect(await source.get()).toBe("t1");
    await clock.sleep(1);
    expect(await source.get()).toBe("t2");
  });

  test("a short one at half its life", async () => {
    const { clock, source } = obtained(10_000);
    await source.get();
    await clock.sleep(4_999);
    expect(await source.get()).toBe("t1");
    await clock.sleep(1);
    expect(await source.get()).toBe("t2");
  });

  test("one without a known end stays until it is rejected; a rejection of an older one renews nothing", async () => {
    const { clock, source } = obtained(undefined);
    await source.get();
    await clock.sleep(1e9);
    expect(await source.get()).toBe("t1");
    expect(await source.renew("t1")).toBe("t2");
    expect(await source.renew("t1")).toBe("t2");
  });

  test("a failure is not remembered", async () => {
    let fails = true;
    const source = new TokenSource(async () => {
      if (fails) throw new Error("no");
      return { value: "t" };
    }, new VirtualClock());
    const both = await Promise.allSettled([source.get(), source.get()]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    fails = false;
    expect(await source.get()).toBe("t");
  });
});
