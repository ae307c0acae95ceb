// Everything that `partnercenter doctor` shows as a failure or a warning: how the emulator or the environment plays it, and
// what must be said.
import type { CheckName } from "../../cli/doctor/report";
import type { Emulator, EntraErrorCode } from "../../emulator";

export const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const STRANGER = "00000000-1111-4222-8333-444444444444";

/** Put over the emulator's own; undefined takes one away. */
export type Environment = Record<string, string | undefined>;

/** What is done to the emulator or the environment, the check that fails by it, and what it must say. */
export interface DoctorCase {
  name: string;
  arrange?: (emulator: Emulator) => unknown;
  environment?: (emulator: Emulator) => Environment | Promise<Environment>;
  args?: string[];
  check: CheckName;
  result?: "failed" | "warning";
  code?: string;
  found?: RegExp;
  remedy: RegExp;
  skips?: CheckName[];
}

const AFTER_LOGIN: CheckName[] = ["audience", "appUser", "refreshToken", "mfa", "role"];

const entra = (code: EntraErrorCode, remedy: RegExp): DoctorCase => ({
  name: `AADSTS${code}`,
  // A secret that a public client must not send is left away, once.
  arrange: (emulator) => emulator.failLogin(code, 2),
  check: "login",
  code: `AADSTS${code}`,
  remedy,
  skips: AFTER_LOGIN,
});

const api = (
  status: number,
  code: number | string,
  remedy: RegExp,
  where: { check: CheckName; args?: string[]; path?: RegExp } = { check: "role" },
): DoctorCase => ({
  name: `${status}/${code}${where.path ? " of a customer" : ""}`,
  arrange: (emulator) =>
    emulator.faultNext(
      // Only with a token: the host was reached before.
      { method: "GET", path: where.path ?? /^\/v1\/customers$/ },
      {
        kind: "status",
        status,
        body: { code, description: "In the API's own words", data: [], source: "PartnerFD" },
      },
      3,
    ),
  check: where.check,
  args: where.args,
  code: String(code),
  found: /In the API's own words/,
  remedy,
});

const ofCustomer = (status: number, code: number, remedy: RegExp): DoctorCase => ({
  ...api(status, code, remedy, {
    check: "relationship",
    args: ["--customer", CUSTOMER],
    path: new RegExp(`^/v1/customers/${CUSTOMER}$`),
  }),
  skips: ["qualifications", "gdap"],
});

export const DOCTOR_CASES: DoctorCase[] = [
  // configuration
  {
    name: "no login",
    environment: () => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_CLIENT_ID: undefined,
      PARTNERCENTER_CLIENT_SECRET: undefined,
      PARTNERCENTER_REFRESH_TOKEN: undefined,
    }),
    check: "configuration",
    found: /No Partner Center login is set/,
    remedy: /one source/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "half a login, and settings that are not valid, all at once",
    environment: () => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_CLIENT_ID: undefined,
      PARTNERCENTER_CONTRACT: "2017",
      PARTNERCENTER_API_BASE_URL: "http://example.com",
    }),
    check: "configuration",
    found:
      /PARTNERCENTER_CONTRACT: .*PARTNERCENTER_API_BASE_URL must start.*PARTNERCENTER_TENANT_ID and PARTNERCENTER_CLIENT_ID are not set/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock", "login", ...AFTER_LOGIN],
  },
  // reachability
  {
    name: "nobody listens",
    environment: async (emulator) => {
      await emulator.goOffline();
      return {};
    },
    check: "loginHost",
    found: /refused/,
    remedy: /network/,
    skips: ["clock", "login", ...AFTER_LOGIN],
  },
  {
    name: "a host that is not there",
    environment: () => ({ PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid" }),
    check: "api",
    found: /name was not found/,
    remedy: /base URL/,
    skips: ["mfa", "role"],
  },
  {
    name: "a certificate that is not trusted",
    environment: () => ({ PARTNERCENTER_CA_FILE: undefined }),
    check: "api",
    found: /certificate is not trusted/,
    remedy: /PARTNERCENTER_CA_FILE or NODE_EXTRA_CA_CERTS/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "a file of authorities that is not there",
    environment: () => ({ PARTNERCENTER_CA_FILE: "/does/not/exist.pem" }),
    check: "api",
    found: /can't be read \(ENOENT: /,
    remedy: /PARTNERCENTER_CA_FILE/,
  },
  {
    name: "a proxy of a kind that is not supported",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "socks5://localhost:1",
    }),
    check: "configuration",
    found: /HTTPS_PROXY is not of a kind that can be used: only http:\/\/ and https:\/\/ proxies/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock"],
  },
  {
    name: "a proxy with a password that is not written as a URL asks for",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://alice:100%sure@127.0.0.1:1",
    }),
    check: "configuration",
    found: /^HTTPS_PROXY holds a raw % in its user name or password, which must be written %25\.$/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock"],
  },
  {
    name: "a proxy whose name does not exist",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://nowhere.invalid:3128",
    }),
    check: "api",
    found: /the proxy's host name was not found/,
    remedy: /HTTPS_PROXY/,
  },
  {
    name: "a secret with a line break in it",
    environment: () => ({ PARTNERCENTER_REFRESH_TOKEN: "two\nlines" }),
    check: "configuration",
    found: /^PARTNERCENTER_REFRESH_TOKEN: holds a line break inside, which can't belong to it\.$/,
    remedy: /Correct them/,
    skips: ["login"],
  },
  {
    name: "a proxy that is down",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://127.0.0.1:1",
    }),
    check: "api",
    remedy: /proxy/i,
  },
  {
    name: "a proxy that asks for a login",
    arrange: (emulator) => emulator.faultNext({ path: /customers$/ }, { kind: "status", status: 407 }),
    check: "api",
    found: /HTTP 407/,
    remedy: /user and password into the HTTPS_PROXY/,
  },
  {
    name: "a redirect to a sign-in page",
    arrange: (emulator) =>
      emulator.faultNext({ path: /customers$/ }, { kind: "redirect", location: "https://hotel.example" }),
    check: "api",
    found: /HTTP 302/,
    remedy: /sign-in page/,
  },
  {
    name: "no answer in time",
    arrange: (emulator) => emulator.faultNext({ path: /customers$/ }, { kind: "stall" }, 2),
    args: ["--timeout", "2"],
    check: "api",
    found: /no complete answer came within the time limit/,
    remedy: /later/,
  },
  {
    name: "a login host that fails",
    arrange: (emulator) => emulator.faultNext({ endpoint: "login" }, { kind: "error", error: "gateway" }, 2),
    check: "loginHost",
    found: /HTTP 502/,
    remedy: /later/,
  },
  // clock
  {
    name: "a clock that is behind",
    arrange: (emulator) => emulator.change({ clockOffsetSeconds: 600 }),
    check: "clock",
    found: /(599|600|601) seconds behind/,
    remedy: /Set this machine's clock/,
  },
  {
    name: "a clock that is ahead",
    arrange: (emulator) => emulator.change({ clockOffsetSeconds: -3600 }),
    check: "clock",
    found: /seconds ahead of/,
    remedy: /Set this machine's clock/,
  },
  {
    name: "a clock that is a little wrong",
    arrange: (emulator) => emulator.change({ clockOffsetSeconds: 120 }),
    check: "clock",
    result: "warning",
    remedy: /Set this machine's clock/,
  },
  // login: the facts' own codes by what they ask for; all others below
  entra(65001, /administrator of the partner's tenant/),
  entra(50126, /Sign in again/),
  entra(70002, /client id and the client secret/),
  entra(7000215, /PARTNERCENTER_CLIENT_SECRET to the secret's value/),
  entra(7000222, /Create a new secret/),
  entra(700082, /Sign in again.*90 days/),
  entra(50076, /multifactor/),
  entra(50079, /Enrol the user/),
  entra(700016, /PARTNERCENTER_CLIENT_ID/),
  {
    name: "another tenant",
    environment: () => ({ PARTNERCENTER_TENANT_ID: "other.example" }),
    check: "login",
    code: "AADSTS90002",
    remedy: /PARTNERCENTER_TENANT_ID/,
  },
  {
    name: "a ready-made token that has ended",
    environment: (emulator) => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("expired") }),
    check: "login",
    found: /It ended at/,
    remedy: /partnercenter login/,
    skips: AFTER_LOGIN,
  },
  {
    name: "a ready-made token",
    environment: (emulator) => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken() }),
    check: "login",
    result: "warning",
    remedy: /partnercenter login/,
    skips: ["loginHost", "refreshToken"],
  },
  {
    name: "a file that a rotated refresh token can't be written to",
    environment: () => ({ PARTNERCENTER_REFRESH_TOKEN_FILE: "/does/not/exist" }),
    check: "login",
    found: /PARTNERCENTER_REFRESH_TOKEN_FILE can't be written \(ENOENT\)/,
    remedy: /Correct/,
  },
  // audience, kind of login
  {
    name: "a token for graph.windows.net",
    environment: () => ({ PARTNERCENTER_AUDIENCE: "https://graph.windows.net" }),
    check: "audience",
    found: /graph\.windows\.net has not been accepted since August 2025/,
    remedy: /api\.partnercenter\.microsoft\.com/,
    skips: ["mfa", "role"],
  },
  {
    name: "an app-only login",
    environment: async (emulator) => ({
      PARTNERCENTER_REFRESH_TOKEN: undefined,
      ...(await emulator.environmentFor("clientSecret")),
    }),
    check: "appUser",
    result: "warning",
    found: /look and not submit/,
    remedy: /refresh token/,
    skips: ["refreshToken", "mfa"],
  },
  {
    name: "an app-only login by an OIDC token",
    environment: async (emulator) => ({
      PARTNERCENTER_CLIENT_SECRET: undefined,
      PARTNERCENTER_REFRESH_TOKEN: undefined,
      ...(await emulator.environmentFor("oidc")),
    }),
    check: "appUser",
    result: "warning",
    found: /look and not submit/,
    remedy: /refresh token/,
    skips: ["refreshToken", "mfa"],
  },
  {
    name: "an OIDC token, beside a refresh token, of a branch that nobody trusts",
    environment: (emulator) => ({
      PARTNERCENTER_OIDC_TOKEN: emulator.oidcToken({
        subject: "repo:partner/customers:ref:refs/heads/other",
      }),
    }),
    check: "login",
    code: "AADSTS700213",
    found: /subject 'repo:partner\/customers:ref:refs\/heads\/other'/,
    remedy: /federated credential.*branch/,
  },
  {
    name: "an OIDC token of a platform that gives none",
    environment: () => ({ PARTNERCENTER_USE_OIDC: "true" }),
    check: "configuration",
    found: /PARTNERCENTER_USE_OIDC is true, and there is no OIDC token/,
    remedy: /Correct/,
  },
  {
    name: "an app-only token",
    environment: (emulator) => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("appOnly") }),
    check: "appUser",
    result: "warning",
    remedy: /refresh token/,
    skips: ["mfa"],
  },
  // multifactor authentication, in each of the API's forms
  ...(["code", "empty", "reasonPhrase", "notRequired"] as const).map((form): DoctorCase => ({
    name: `no multifactor authentication (${form})`,
    arrange: (emulator) => emulator.change({ mfa: form === "notRequired" ? form : { form } }),
    environment: (emulator) => ({ PARTNERCENTER_REFRESH_TOKEN: emulator.refreshToken({ mfa: false }) }),
    check: "mfa",
    remedy: /multifactor authentication \(`partnercenter login`\)/,
    skips: form === "notRequired" ? [] : ["role"],
  })),
  // role
  {
    name: "no role",
    environment: (emulator) => ({
      PARTNERCENTER_REFRESH_TOKEN: emulator.refreshToken({ adminAgent: false }),
    }),
    check: "role",
    code: "900308",
    remedy: /Admin agent/,
  },
  api(401, 800001, /audience setting/),
  api(401, 900420, /Request the token for https:\/\/api\.partnercenter\.microsoft\.com/),
  api(403, 1002, /consented to.*Admin agent/),
  api(403, 2032, /Admin agent/),
  api(403, 900150, /Admin agent/),
  api(403, 900308, /Admin agent/),
  api(403, 900309, /policy/),
  api(403, 900123, /global administrator sign it/),
  api(403, 900124, /global administrator sign it/),
  api(403, 900149, /enrolment/),
  api(403, 600006, /sandbox or production/),
  api(400, 900127, /sandbox or a production/),
  {
    name: "a token of another tenant",
    environment: (emulator) => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("otherTenant") }),
    check: "role",
    code: "400",
    remedy: /login's tenant/,
  },
  {
    name: "throttled to the end",
    arrange: (emulator) =>
      emulator.faultNext({ path: /customers$/ }, { kind: "throttle", retryAfter: 60 }, 4),
    args: ["--timeout", "2"],
    check: "role",
    found: /HTTP 429/,
    remedy: /fewer requests a minute/,
  },
  {
    name: "an answer that nobody understands",
    arrange: (emulator) => emulator.faultNext({ path: /customers$/ }, { kind: "body", body: "<html>" }, 2),
    check: "role",
    found: /not understood/,
    remedy: /proxy/,
  },
  ofCustomer(403, 20002, /accept the reseller relationship/),
  ofCustomer(404, 60003, /customer's id/),
  ofCustomer(400, 900118, /Account page/),
  ofCustomer(403, 2032, /customer's id/),
  ofCustomer(403, 2030, /market/),
  ofCustomer(403, 800073, /review/),
  ofCustomer(403, 800074, /validation status/),
  ofCustomer(403, 800075, /validation status/),
  {
    name: "a customer that was lost",
    arrange: (emulator) => emulator.loseRelationship(CUSTOMER),
    args: ["--customer", CUSTOMER],
    check: "relationship",
    code: "20002",
    remedy: /accept the reseller relationship/,
  },
  {
    name: "an unknown customer",
    args: ["--customer", STRANGER],
    check: "relationship",
    code: "60003",
    remedy: /customer's id/,
  },
  {
    name: "qualifications that can't be read",
    arrange: (emulator) =>
      emulator.faultNext(
        { path: /qualifications$/ },
        { kind: "status", status: 403, body: { code: 900150 } },
      ),
    args: ["--customer", CUSTOMER],
    check: "qualifications",
    code: "900150",
    remedy: /Directory Writer/,
  },
];
