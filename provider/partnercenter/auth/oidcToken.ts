import { readFile } from "node:fs/promises";
import { lowerCaseKeys, parseJson } from "../decode/json";
import { decodeText } from "../decode/text";
import { errorOf, oidcFailure, transportFailure } from "../errors/describe";
import { parseFault } from "../errors/parse";
import { OIDC_SOURCES } from "../loginSettings";
import type { Redactor } from "../redact";
import { type ResolvedSettings, settingsError } from "../resolvedSettings";
import { sendWithRetries } from "../retry";
import type { OidcCredential } from "../settings";
import { strayProblem, trimmed } from "../settingText";
import type { HttpAnswer, HttpRequest, Sender } from "../transport";
import { TransportFailure } from "../transportFailure";

/** Whether a login has an OIDC token in the place of a client secret. */
export const hasOidcToken = (login: object): login is OidcCredential =>
  OIDC_SOURCES.some((name) => Boolean((login as OidcCredential)[name]));

/**
 * The OIDC token that the application proves itself by. To be called for each login: such a token lives for minutes, and
 * a file's is replaced.
 * @throws PartnerCenterError
 */
export async function obtainOidcToken(
  credential: OidcCredential,
  settings: ResolvedSettings,
  transport: Sender,
  redactor: Redactor,
): Promise<string> {
  const { oidcToken, oidcTokenFile } = credential;
  if (oidcToken) return oidcToken;
  const token = oidcTokenFile
    ? await readToken(oidcTokenFile, settings.settingName("oidcTokenFile"))
    : await requestToken(credential, settings, transport, redactor);
  redactor.add(token);
  return token;
}

async function readToken(file: string, name: string): Promise<string> {
  let token: string;
  try {
    token = trimmed(decodeText(await readFile(file)));
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw settingsError([`${name} can't be read (${code})`]);
  }
  const problem = token === "" ? "is empty" : strayProblem(token);
  if (problem !== undefined) throw settingsError([`${name}: the file ${problem}`]);
  return token;
}

async function requestToken(
  credential: OidcCredential,
  settings: ResolvedSettings,
  transport: Sender,
  redactor: Redactor,
): Promise<string> {
  const { settingName } = settings;
  const request = requestOf(credential, settings.tokenExchangeAudience);
  const doing = { doing: `Requesting an OIDC token from ${new URL(request.url).origin}`, settingName };
  const answer = await sendWithRetries(transport, request, settings);
  if (answer instanceof TransportFailure)
    throw errorOf({ ...transportFailure(doing, answer), scope: "partner" });
  const json = parseJson(decodeText(answer.body));
  const properties = json.ok ? lowerCaseKeys(json.value) : undefined;
  const token = properties?.get(isOfAzure(credential) ? "oidctoken" : "value");
  if (answer.status === 200 && typeof token === "string" && token !== "" && !strayProblem(token))
    return token;
  throw errorOf(oidcFailure(doing, answer, wordsOf(answer, properties?.get("value")), redactor));
}

const isOfAzure = ({ adoPipelineServiceConnectionId }: OidcCredential): boolean =>
  Boolean(adoPipelineServiceConnectionId);

/** "About security hardening with OpenID Connect" of GitHub Actions; "Oidctoken - Create" of Azure DevOps. */
function requestOf(credential: OidcCredential, audience: string): HttpRequest {
  const url = new URL(credential.oidcRequestUrl ?? "");
  const set = (name: string, value: string) => {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  };
  const headers = {
    Accept: "application/json",
    Authorization: `Bearer ${credential.oidcRequestToken ?? ""}`,
  };
  if (isOfAzure(credential)) {
    set("api-version", "7.1");
    set("serviceConnectionId", credential.adoPipelineServiceConnectionId ?? "");
    return { method: "POST", url: url.href, headers: { ...headers, "Content-Type": "application/json" } };
  }
  set("audience", audience);
  return { method: "GET", url: url.href, headers };
}

/** What may be shown of an answer: sentences. What has no white space might be a token under another name. */
function wordsOf(answer: HttpAnswer, value: unknown): string | undefined {
  // Azure DevOps puts its words there.
  const words = typeof value === "string" ? value : parseFault(decodeText(answer.body)).description;
  return words !== undefined && /\s/.test(words) ? words : undefined;
}
