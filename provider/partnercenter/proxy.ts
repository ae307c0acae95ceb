/** The proxy variables that an agent is to honour, in the form that Node's agents take. */
export interface ProxyVariables {
  HTTP_PROXY?: string;
  HTTPS_PROXY?: string;
  NO_PROXY?: string;
}

/**
 * HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case; a proxy without a scheme is an http one.
 * Undefined if a proxy is of a kind that Node can't use, such as SOCKS: Node would go past it without a word.
 */
export function proxyVariables(environment: NodeJS.ProcessEnv): ProxyVariables | undefined {
  const value = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  const all = value("ALL_PROXY");
  const proxies = [value("HTTP_PROXY") ?? all, value("HTTPS_PROXY") ?? all].map((proxy) =>
    proxy === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`,
  );
  if (!proxies.every((proxy) => proxy === undefined || isUsable(proxy))) return undefined;
  return { HTTP_PROXY: proxies[0], HTTPS_PROXY: proxies[1], NO_PROXY: value("NO_PROXY") };
}

function isUsable(proxy: string): boolean {
  return URL.canParse(proxy) && ["http:", "https:"].includes(new URL(proxy).protocol);
}

/** Whether a host is this machine itself: never behind a proxy, and the only one that may be spoken to without TLS. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
