import { isLoopback } from "./proxy";
import type { Login, OidcCredential } from "./settings";
import { strayProblem } from "./settingText";

const NEEDED: Readonly<Record<Login["kind"], readonly string[]>> = {
  refreshToken: ["tenantId", "clientId", "refreshToken"],
  clientSecret: ["tenantId", "clientId", "clientSecret"],
  certificate: ["tenantId", "clientId", "certificateFile"],
  oidc: ["tenantId", "clientId"],
  accessToken: ["accessToken"],
};

/** What a login's texts may hold. The tenant has a form of its own. */
const TEXTS = {
  clientId: "word",
  clientSecret: "phrase",
  refreshToken: "word",
  accessToken: "word",
  refreshTokenFile: "path",
  certificateFile: "path",
  oidcToken: "word",
  oidcTokenFile: "path",
  oidcRequestUrl: "word",
  oidcRequestToken: "word",
  adoPipelineServiceConnectionId: "word",
} as const;

/** Where an OIDC token can come from. */
export const OIDC_SOURCES = ["oidcToken", "oidcTokenFile", "oidcRequestUrl"] as const;

const NAMES: ReadonlySet<string> = new Set([...Object.keys(TEXTS), "tenantId"]);

/** A login's values are called `login.tenantId` here where the user has no name of his own for them. */
export function loginNames(named: (name: string) => string): (name: string) => string {
  return (name) => {
    const given = named(name);
    return given === name && NAMES.has(name) ? `login.${name}` : given;
  };
}

/** Adds what is wrong with a login. */
export function checkLogin(
  problems: string[],
  login: Login | undefined,
  named: (name: string) => string,
): void {
  if (login === undefined || !Object.hasOwn(NEEDED, login.kind)) {
    problems.push(`login.kind is not one of ${Object.keys(NEEDED).join(", ")}`);
    return;
  }
  const name = loginNames(named);
  const values = login as unknown as Record<string, unknown>;
  for (const property of NEEDED[login.kind]) {
    const value = values[property];
    if (typeof value !== "string" || value === "") problems.push(`${name(property)} is missing`);
  }
  for (const [property, kind] of Object.entries(TEXTS)) {
    const value = values[property];
    const stray = typeof value === "string" ? strayProblem(value, kind) : undefined;
    if (stray !== undefined) problems.push(`${name(property)} ${stray}`);
  }
  // It becomes part of the login's URL.
  if ("tenantId" in login && typeof login.tenantId === "string" && !/^[\w.-]*$/.test(login.tenantId)) {
    problems.push(`${name("tenantId")} is neither a GUID nor a domain`);
  }
  // It goes into a header.
  for (const property of ["accessToken", "oidcRequestToken"]) {
    const value = values[property];
    if (typeof value === "string" && /[^\0-\x7f]/.test(value))
      problems.push(`${name(property)} holds a character that no token has`);
  }
  if (login.kind === "oidc" || login.kind === "refreshToken") checkOidc(problems, login, name);
}

function checkOidc(
  problems: string[],
  login: OidcCredential & { kind: string },
  name: (name: string) => string,
): void {
  if (login.kind === "oidc" && !OIDC_SOURCES.some((source) => login[source]))
    problems.push(`${OIDC_SOURCES.map(name).join(", ")} are missing: one of them is needed`);
  const { oidcRequestUrl } = login;
  if (!oidcRequestUrl) return;
  if (!login.oidcRequestToken) problems.push(`${name("oidcRequestToken")} is missing`);
  if (strayProblem(oidcRequestUrl) !== undefined) return;
  const url = URL.canParse(oidcRequestUrl) ? new URL(oidcRequestUrl) : undefined;
  // A URL may carry a password: it is not repeated.
  if (url === undefined || url.username !== "" || url.hash !== "")
    problems.push(`${name("oidcRequestUrl")} is no URL of the form https://host/path`);
  else if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    problems.push(`${name("oidcRequestUrl")} must start with https:// (http:// only to this machine)`);
}
