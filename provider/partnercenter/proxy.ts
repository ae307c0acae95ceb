import { strayProblem, trimmed } from "./settingText";

/** The proxy variables that an agent is to honour, in the form that Node's agents take. */
export interface ProxyVariables {
  HTTP_PROXY?: string;
  HTTPS_PROXY?: string;
  NO_PROXY?: string;
}

/** What the environment says of proxies. With a problem in it no agent can be made. */
export interface Proxies {
  variables: ProxyVariables;
  /** Each names its variable. None repeats a value, which may hold a password. */
  problems: string[];
}

/** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case; a proxy without a scheme is an http one. */
export function proxiesOf(environment: NodeJS.ProcessEnv): Proxies {
  const given = (name: string): Variable | undefined =>
    [name.toLowerCase(), name]
      .map((spelled) => ({ name: spelled, text: trimmed(environment[spelled] ?? "") }))
      .find(({ text }) => text !== "");
  const all = given("ALL_PROXY");
  const [plain, tls] = [given("HTTP_PROXY") ?? all, given("HTTPS_PROXY") ?? all].map(
    (variable) => variable && { ...variable, text: withScheme(variable.text) },
  );
  const problems = [plain, tls].flatMap((variable) => {
    const problem = variable && problemOf(variable.text);
    return problem === undefined ? [] : [`${variable?.name ?? ""} ${problem}`];
  });
  return {
    variables: { HTTP_PROXY: plain?.text, HTTPS_PROXY: tls?.text, NO_PROXY: given("NO_PROXY")?.text },
    problems: [...new Set(problems)],
  };
}

/** What an answer of a proxy could repeat of its own URL. */
export function proxyPasswords(environment: NodeJS.ProcessEnv): string[] {
  const { HTTP_PROXY, HTTPS_PROXY } = proxiesOf(environment).variables;
  return [HTTP_PROXY, HTTPS_PROXY].flatMap((url) =>
    url !== undefined && URL.canParse(url) ? [new URL(url).password] : [],
  );
}

interface Variable {
  name: string;
  text: string;
}

const withScheme = (proxy: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;

/** Why a proxy's URL can't be used. Node itself throws for some of these, and takes another host for others. */
function problemOf(proxy: string): string | undefined {
  return (
    strayProblem(proxy, "phrase") ??
    credentialsProblem(proxy.slice(proxy.indexOf("://") + 3)) ??
    formProblem(proxy)
  );
}

function formProblem(proxy: string): string | undefined {
  // Node would go past a proxy of another kind, such as SOCKS, without a word.
  if (!/^https?:/i.test(proxy))
    return "is not of a kind that can be used: only http:// and https:// proxies are";
  return URL.canParse(proxy) ? undefined : "is no URL of the form http://user:password@host:port";
}

/** A user name and a password are written as a URL asks for. */
function credentialsProblem(afterScheme: string): string | undefined {
  const end = afterScheme.search(/[/?#\\]/);
  // What comes before such a character would be taken for the host, and the password's rest for a path.
  if (end >= 0 && afterScheme.includes("@", end)) return raw(afterScheme[end] ?? "");
  const authority = end < 0 ? afterScheme : afterScheme.slice(0, end);
  const credentials = authority.slice(0, Math.max(0, authority.lastIndexOf("@")));
  return isDecodable(credentials) ? undefined : raw("%");
}

const raw = (character: string): string =>
  `holds a raw ${character} in its user name or password, which must be written ` +
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a host is this machine itself: never behind a proxy, and the only one that may be spoken to without TLS. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
