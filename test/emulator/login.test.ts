import { type Emulator, ENTRA_ERROR_CODES, VirtualClock } from "../../emulator/index";
import { type Answer, call, form, QUALIFICATIONS, SCOPES, started, stopAll } from "./calls";

afterEach(stopAll);

const DAY = 24 * 3600_000;

const path = (emulator: Emulator, version = "/v2.0") =>
  `/${emulator.partnerCenter.tenant.tenantId}/oauth2${version}/token`;

const fields = (emulator: Emulator, more: Record<string, string> = {}) => ({
  client_id: emulator.partnerCenter.tenant.clientId,
  client_secret: emulator.partnerCenter.tenant.clientSecret,
  grant_type: "refresh_token",
  refresh_token: emulator.refreshToken(),
  scope: SCOPES[0] ?? "",
  ...more,
});

const tokenOf = ({ json }: Answer) => (json as { access_token: string }).access_token;

describe("the endpoint of v1 (secure application model)", () => {
  test("numbers are texts, the resource is named", async () => {
    const clock = new VirtualClock(1_800_000_000_000);
    const emulator = await started({ clock, accessTokenSeconds: 1200 });
    const resource = "https://api.partnercenter.microsoft.com";
    const answer = await form(emulator, path(emulator, ""), fields(emulator, { resource, scope: "openid" }));
    expect(answer).toMatchObject({
      status: 200,
      json: {
        token_type: "Bearer",
        expires_in: "1200",
        expires_on: "1800001200",
        not_before: "1799999700",
        resource,
        scope: "user_impersonation",
        refresh_token: expect.any(String) as string,
      },
    });
    expect((await call(emulator, "GET", QUALIFICATIONS, { token: tokenOf(answer) })).status).toBe(200);
  });

  test("its configuration", async () => {
    const emulator = await started();
    const base = `${emulator.url}/${emulator.partnerCenter.tenant.tenantId}`;
    for (const version of ["", "/v2.0"]) {
      const answer = await call(emulator, "GET", `${base}${version}/.well-known/openid-configuration`, {
        token: null,
      });
      expect(answer.json).toMatchObject({
        issuer: `${base}${version}`,
        token_endpoint: `${base}/oauth2${version}/token`,
      });
    }
  });
});

describe("tokens", () => {
  test("the audience is the one that was asked for", async () => {
    const emulator = await started();
    const status = async (more: Record<string, string>) => {
      const answer = await form(emulator, path(emulator), fields(emulator, more));
      if (answer.status !== 200) return (answer.json as { error_codes: number[] }).error_codes[0];
      const api = await call(emulator, "GET", QUALIFICATIONS, { token: tokenOf(answer) });
      return api.status === 200 ? 200 : (api.json as { code: number }).code;
    };
    expect(await status({ scope: "https://api.partnercenter.microsoft.com/user_impersonation openid" })).toBe(
      200,
    );
    expect(await status({ scope: "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd/.default" })).toBe(200);
    expect(await status({ scope: "https://partner.partnercenterapi.microsoftonline.cn/.default" })).toBe(200);
    expect(await status({ scope: "https://graph.windows.net/.default" })).toBe(900420);
    expect(await status({ scope: "openid" })).toBe(900420);
    expect(await status({ scope: "https://nobody.example/.default" })).toBe(500011);
  });

  test("end when their time is over", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock });
    const token = emulator.accessToken();
    clock.advance(3599_000);
    expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(200);
    clock.advance(1000);
    expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(401);
  });

  test("of a sign-in without multifactor authentication, or of a user without the role, are no better", async () => {
    const emulator = await started();
    for (const [user, code] of [
      [{ mfa: false }, 900421],
      [{ adminAgent: false }, 900308],
    ] as const) {
      const answer = await form(
        emulator,
        path(emulator),
        fields(emulator, { refresh_token: emulator.refreshToken(user) }),
      );
      const token = tokenOf(answer);
      expect(await call(emulator, "GET", QUALIFICATIONS, { token })).toMatchObject({ json: { code } });
    }
  });
});

describe("refresh tokens", () => {
  const redeem = (emulator: Emulator, refreshToken: string) =>
    form(emulator, path(emulator), fields(emulator, { refresh_token: refreshToken }));
  const next = ({ json }: Answer) => (json as { refresh_token: string }).refresh_token;

  test("live for 90 days without use, and for ever with it", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, refreshTokens: "same" });
    const token = emulator.refreshToken();
    for (let turn = 0; turn < 3; turn += 1) {
      clock.advance(90 * DAY);
      expect((await redeem(emulator, token)).status).toBe(200);
    }
    clock.advance(90 * DAY + 1);
    expect(await redeem(emulator, token)).toMatchObject({
      status: 400,
      json: { error: "invalid_grant", error_codes: [700082] },
    });
  });

  test("come back as they are, new with the old still good, or new with the old dead", async () => {
    const emulator = await started();
    const token = emulator.refreshToken();
    const rotated = next(await redeem(emulator, token));
    expect(rotated).not.toBe(token);
    expect((await redeem(emulator, rotated)).status).toBe(200);
    emulator.change({ refreshTokens: "same" });
    expect(next(await redeem(emulator, token))).toBe(token);
    emulator.change({ refreshTokens: "rotateAndRevoke" });
    expect(next(await redeem(emulator, token))).not.toBe(token);
    expect(await redeem(emulator, token)).toMatchObject({ json: { error_codes: [70000] } });
  });
});

describe("failures, in Entra's shape", () => {
  test.each<[string, Record<string, string | undefined>, number, number]>([
    ["a wrong secret", { client_secret: "no" }, 401, 7000215],
    ["no secret", { client_secret: undefined }, 401, 7000218],
    ["an unknown application", { client_id: "no" }, 400, 700016],
    ["an unknown refresh token", { refresh_token: "no" }, 400, 70000],
    ["no grant type", { grant_type: undefined }, 400, 900144],
    ["an unknown grant type", { grant_type: "magic" }, 400, 70003],
    ["an assertion that is none", { client_secret: undefined, client_assertion: "no" }, 401, 50027],
    ["an unknown device code", { grant_type: "device_code", device_code: "no" }, 400, 70018],
  ])("%s", async (_name, change, status, code) => {
    const emulator = await started();
    const all = Object.entries({ ...fields(emulator), ...change });
    const given = Object.fromEntries(
      all.filter((field): field is [string, string] => field[1] !== undefined),
    );
    expect(await form(emulator, path(emulator), given)).toMatchObject({
      status,
      json: {
        error: expect.any(String) as string,
        error_description: expect.stringMatching(
          new RegExp(`^AADSTS${code}: .* Trace ID: .* Timestamp: `),
        ) as string,
        error_codes: [code],
        trace_id: expect.any(String) as string,
        correlation_id: expect.any(String) as string,
      },
    });
  });

  test.each(ENTRA_ERROR_CODES)("AADSTS%i on demand, once", async (code) => {
    const emulator = await started();
    emulator.failLogin(code);
    const answer = await form(emulator, path(emulator), fields(emulator));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.json).toMatchObject({ error_codes: [code] });
    expect((await form(emulator, path(emulator), fields(emulator))).status).toBe(200);
  });

  test("an unknown tenant", async () => {
    const emulator = await started();
    expect(await form(emulator, "/contoso.example/oauth2/v2.0/token", fields(emulator))).toMatchObject({
      json: { error_codes: [90002] },
    });
  });

  test("a device code that was declined, and one that is too old", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock });
    const { tenant, login } = emulator.partnerCenter;
    const start = async () =>
      (
        await form(emulator, `/common/oauth2/v2.0/devicecode`, {
          client_id: tenant.publicClientId,
          scope: SCOPES[0] ?? "",
        })
      ).json as { device_code: string; user_code: string };
    const ask = async (deviceCode: string) => {
      const grant = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: deviceCode };
      const answer = await form(emulator, path(emulator), { client_id: tenant.publicClientId, ...grant });
      return (answer.json as { error: string }).error;
    };
    const declined = await start();
    expect(await ask(declined.device_code)).toBe("authorization_pending");
    login.deviceLogins.finish(declined.user_code, "declined");
    expect(await ask(declined.device_code)).toBe("authorization_declined");
    const old = await start();
    clock.advance(900_000);
    expect(await ask(old.device_code)).toBe("expired_token");
  });

  test("a fault strikes a login only if it is meant to", async () => {
    const emulator = await started();
    emulator.faultNext({}, { kind: "status", status: 500, body: "" });
    expect((await form(emulator, path(emulator), fields(emulator))).status).toBe(200);
    emulator.faultNext({ endpoint: "login" }, { kind: "error", error: "gateway" });
    expect((await form(emulator, path(emulator), fields(emulator))).status).toBe(502);
  });
});

test("no secret of a login is recorded", async () => {
  const emulator = await started();
  const given = fields(emulator);
  const answer = await form(emulator, path(emulator), given);
  const recorded = JSON.stringify(emulator.requests);
  for (const secret of [given.client_secret, given.refresh_token, tokenOf(answer)]) {
    expect(recorded).not.toContain(secret);
    expect(recorded).not.toContain(encodeURIComponent(secret));
  }
  expect(new URLSearchParams(emulator.requests[0]?.body).get("refresh_token")).toBe("[redacted]");
  expect(recorded).toContain(given.client_id);
});

test("without TLS there is an access token and no login", async () => {
  const emulator = await started();
  expect(Object.keys(emulator.environment)).toEqual([
    "PARTNERCENTER_ACCESS_TOKEN",
    "PARTNERCENTER_API_BASE_URL",
    "PARTNERCENTER_LOCK_FOLDER",
  ]);
  await expect(emulator.environmentFor("refreshToken")).rejects.toThrow("without TLS");
  const token = emulator.environment.PARTNERCENTER_ACCESS_TOKEN;
  expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(200);
});
