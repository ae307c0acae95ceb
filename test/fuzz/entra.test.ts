// Answers of the login that are nearly Microsoft Entra's, over TLS to MSAL and to us: a token, or an error that says what
// to do and shows nothing that was sent.
import * as fc from "fast-check";
import { PartnerCenterError } from "../../provider/partnercenter";
import { type Scripted, scriptedServer, type ScriptedServer } from "../provider/partnercenter/server";
import { clientOf } from "../provider/partnercenter/support";
import { testCertificate, type TestCertificate } from "../provider/partnercenter/certificates";
import { bytesOf, nearly } from "./json";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

const CLIENT_SECRET = "s3cret-of-the-application";
const REFRESH_TOKEN = "r3fresh-token-of-the-user";
const login = {
  kind: "refreshToken",
  tenantId: "2f4f9b1c-0000-4000-8000-000000000001",
  clientId: "2f4f9b1c-0000-4000-8000-000000000002",
  clientSecret: CLIENT_SECRET,
  refreshToken: REFRESH_TOKEN,
} as const;

const GRANTED = {
  token_type: "Bearer",
  expires_in: 3600,
  access_token: "an-access-token",
  refresh_token: "another-refresh-token",
  scope: "https://api.partnercenter.microsoft.com/user_impersonation",
};
const REFUSED = {
  error: "invalid_grant",
  error_description: `AADSTS700082: The refresh token has expired (${REFRESH_TOKEN}). Trace ID: 1`,
  error_codes: [700082],
  timestamp: "2026-11-20 10:00:00Z",
  trace_id: "1f4f9b1c-0000-4000-8000-000000000003",
  correlation_id: "1f4f9b1c-0000-4000-8000-000000000004",
};

let certificate: TestCertificate;
let server: ScriptedServer;
let answer: Scripted = {};
beforeAll(async () => {
  certificate = await testCertificate();
  server = await scriptedServer(() => answer, certificate);
});
afterAll(async () => {
  await server.close();
  certificate.remove();
});

test("whatever the login answers, there is a token or an error with its remedy", async () => {
  const bytes = bytesOf(nearly(GRANTED, REFUSED));
  const statuses = fc.constantFrom(200, 200, 200, 400, 400, 401, 302, 204, 500, 503, 429);
  await holds(
    fc.asyncProperty(bytes, statuses, async (body, status) => {
      answer = { status, headers: { "Content-Type": "application/json" }, body: status === 204 ? "" : body };
      const client = clientOf(server.url, {
        login,
        authorityHost: server.url,
        caFile: certificate.caFile,
        maxAttempts: 2,
      });
      try {
        await client.logIn();
        // MSAL takes a token from an answer of any status; in any encoding, there was one.
        expect(body.toString("latin1").replaceAll("\0", "").toLowerCase()).toContain("access_token");
      } catch (error) {
        if (!(error instanceof PartnerCenterError)) throw error;
        const { message } = error;
        expect(message).toMatch(/^Logging in to Microsoft Entra as [^\n]*\n[^\n]+$/);
        expect(message).not.toMatch(/TypeError|RangeError|SyntaxError|\[object |undefined|NaN|\.[jt]s:\d/);
        expect(message).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(message.length).toBeLessThan(1500);
        for (const secret of [CLIENT_SECRET, REFRESH_TOKEN]) expect(message).not.toContain(secret);
        expect(error.scope).toBe("partner");
      } finally {
        client.close();
      }
    }),
    400,
  );
});
