import type { EntraErrorCode } from "../../../emulator";
import { AFTER_LOGIN, type DoctorCase } from "./doctorCase";

const entra = (code: EntraErrorCode, remedy: RegExp): DoctorCase => ({
  name: `AADSTS${code}`,
  // A secret that a public client must not send is left away, once.
  arrange: (emulator) => emulator.failLogin(code, 2),
  check: "login",
  code: `AADSTS${code}`,
  remedy,
  skips: AFTER_LOGIN,
});

/** How a login fails, or is of a kind that is not enough. */
export const LOGIN_CASES: DoctorCase[] = [
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
];
