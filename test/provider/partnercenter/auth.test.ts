import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Entra, granted, REFRESH_TOKEN, TENANT } from "./entra";
import { json } from "./server";
import { CUSTOMER, errorOf } from "./support";

const entra = new Entra();

test("App+User by refresh token", async () => {
  await entra.logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER);
  expect(entra.tokenRequests()).toMatchObject([
    {
      grant_type: "refresh_token",
      refresh_token: "the-first-refresh-token",
      client_id: "the-client",
      client_secret: "the-client-secret",
      scope: expect.stringContaining("https://api.partnercenter.microsoft.com/.default") as string,
    },
  ]);
  expect(entra.apiTokens()).toEqual(["Bearer access-token-0"]);
});

test("a public client, without a secret", async () => {
  await entra.logIn({ ...REFRESH_TOKEN, clientSecret: undefined }).getCustomerQualifications(CUSTOMER);
  expect(entra.tokenRequests()).toHaveLength(1);
  expect(entra.tokenRequests()[0]).not.toHaveProperty("client_secret");
});

test("a secret that the application must not send is left away, and stays away", async () => {
  const refused =
    "AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
  entra.token = (index) =>
    entra.tokenRequests()[index]?.client_secret === undefined
      ? granted(index)
      : json({ error: "invalid_client", error_description: refused, error_codes: [700025] }, 401);
  const rotated: string[] = [];
  entra.api = (authorization) => (authorization.endsWith("-1") ? json({ code: 400 }, 401) : json([]));
  await entra
    .logIn(REFRESH_TOKEN, { onRefreshToken: (fresh) => rotated.push(fresh) })
    .getCustomerQualifications(CUSTOMER);
  expect(entra.tokenRequests().map(({ client_secret: secret }) => secret)).toEqual([
    "the-client-secret",
    undefined,
    undefined,
  ]);
  expect(rotated).toEqual(["rotated-token-1", "rotated-token-2"]);
});

test("a failure's remedy names a setting as the user has set it", async () => {
  entra.token = () => json({ error: "invalid_client", error_description: "AADSTS7000215: Invalid." }, 401);
  const settingName = (name: string) => `partnercenter:${name}`;
  const error = await errorOf(
    entra.logIn(REFRESH_TOKEN, { settingName }).getCustomerQualifications(CUSTOMER),
  );
  expect(error.remedy).toMatch(/^Set partnercenter:clientSecret to/);
});

test("app-only by secret", async () => {
  const login = {
    kind: "clientSecret",
    tenantId: TENANT,
    clientId: "c",
    clientSecret: "the-client-secret",
  } as const;
  await entra.logIn(login, { audience: "https://api.example.com/" }).getCustomerQualifications(CUSTOMER);
  expect(entra.tokenRequests()).toMatchObject([
    {
      grant_type: "client_credentials",
      client_secret: "the-client-secret",
      scope: expect.stringContaining("https://api.example.com/.default") as string,
    },
  ]);
});

test("many calls at once obtain one token", async () => {
  const client = entra.logIn(REFRESH_TOKEN);
  await Promise.all(Array.from({ length: 20 }, () => client.getCustomerQualifications(CUSTOMER)));
  expect(entra.tokenRequests()).toHaveLength(1);
  expect(new Set(entra.apiTokens())).toEqual(new Set(["Bearer access-token-0"]));
});

test("a rejected token is renewed once for all that it was rejected for, with the rotated refresh token", async () => {
  entra.api = (authorization) => (authorization.endsWith("-0") ? json({ code: 400 }, 401) : json([]));
  const client = entra.logIn(REFRESH_TOKEN);
  await Promise.all(Array.from({ length: 10 }, () => client.getCustomerQualifications(CUSTOMER)));
  expect(entra.tokenRequests().map(({ refresh_token }) => refresh_token)).toEqual([
    "the-first-refresh-token",
    "rotated-token-0",
  ]);
});

test("a token that is rejected again ends the call", async () => {
  entra.api = () => json({}, 401);
  const error = await errorOf(entra.logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
  expect(error).toMatchObject({ name: "UnauthorizedError", scope: "partner" });
  expect(entra.apiTokens()).toEqual(["Bearer access-token-0", "Bearer access-token-1"]);
});

test.each([900420, 900421, "900421"])(
  "a new token would not help against %p: none is obtained",
  async (code) => {
    entra.api = () => json({ code }, 401);
    await errorOf(entra.logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
    expect(entra.tokenRequests()).toHaveLength(1);
  },
);

test("a rejected submission is sent again with the new token and the same MS-RequestId", async () => {
  const item = { qualification: "StateOwnedEntity" };
  entra.api = (authorization) => (authorization.endsWith("-0") ? json({ code: 400 }, 401) : json(item, 201));
  const result = await entra.logIn(REFRESH_TOKEN).submitCustomerQualification(CUSTOMER, {
    qualification: "StateOwnedEntity",
  });
  expect(result).toEqual({ item, found: false, sent: true });
  const ids = entra.server.requests.filter(({ method, path }) => method === "POST" && path.startsWith("/v1"));
  expect(ids).toHaveLength(2);
  expect(new Set(ids.map(({ headers }) => headers["ms-requestid"])).size).toBe(1);
});

test("who gives up while the token is being obtained leaves the others to wait for it", async () => {
  const client = entra.logIn(REFRESH_TOKEN);
  const controller = new AbortController();
  const other = client.getCustomerQualifications(CUSTOMER);
  const aborted = errorOf(client.getCustomerQualifications(CUSTOMER, { signal: controller.signal }));
  controller.abort();
  expect((await aborted).name).toBe("AbortedError");
  expect(await other).toEqual([]);
  expect(entra.apiTokens()).toHaveLength(1);
});

describe("the refresh token's file", () => {
  test("holds the rotated token, for its owner only, and nothing is left beside it", async () => {
    const refreshTokenFile = join(entra.folder, "refresh-token");
    writeFileSync(refreshTokenFile, "an-old-one", { mode: 0o644 });
    await entra.logIn({ ...REFRESH_TOKEN, refreshTokenFile }).getCustomerQualifications(CUSTOMER);
    expect(readFileSync(refreshTokenFile, "utf8")).toBe("rotated-token-0");
    expect(statSync(refreshTokenFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(entra.folder)).toEqual(["refresh-token"]);
  });

  test("through a link its target is replaced", async () => {
    const target = join(entra.folder, "target");
    const refreshTokenFile = join(entra.folder, "link");
    writeFileSync(target, "an-old-one");
    symlinkSync(target, refreshTokenFile);
    await entra.logIn({ ...REFRESH_TOKEN, refreshTokenFile }).getCustomerQualifications(CUSTOMER);
    expect(readFileSync(target, "utf8")).toBe("rotated-token-0");
    expect(lstatSync(refreshTokenFile).isSymbolicLink()).toBe(true);
  });

  test("is not written when the token stays the same", async () => {
    entra.token = (index) => granted(index, { refresh_token: "the-first-refresh-token" });
    const refreshTokenFile = join(entra.folder, "refresh-token");
    await entra.logIn({ ...REFRESH_TOKEN, refreshTokenFile }).getCustomerQualifications(CUSTOMER);
    expect(readdirSync(entra.folder)).toEqual([]);
  });

  test("that can't be written is an error, for the rotated token would be lost", async () => {
    const login = { ...REFRESH_TOKEN, refreshTokenFile: join(entra.folder, "none", "refresh-token") };
    const error = await errorOf(entra.logIn(login).getCustomerQualifications(CUSTOMER));
    expect(error.message).toContain("login.refreshTokenFile can't be written (ENOENT)");
    expect(error.message).not.toContain("rotated-token");
  });
});
