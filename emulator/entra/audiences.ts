/** Audiences that the Partner Center API accepts: its own in each cloud, and its application's id. */
export const API_AUDIENCES = [
  "https://api.partnercenter.microsoft.com",
  "https://partner.partnercenterapi.microsoftonline.cn",
  "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd",
] as const;

/** Other resources that a tenant knows; the first was Partner Center's own until August 2025. */
const OTHER_AUDIENCES = [
  "https://graph.windows.net",
  "https://graph.chinacloudapi.cn",
  "https://graph.microsoft.com",
] as const;

/** What a token is for if nobody says: Microsoft Graph. */
const NO_AUDIENCE = "00000003-0000-0000-c000-000000000000";

/**
 * The audience that a request asks for: `resource` (v1) or the first scope of a resource (v2). Undefined: the tenant
 * knows no such resource.
 */
export function audienceOf(resource: string | null, scope: string): string | undefined {
  const scoped = scope.split(/\s+/).find((entry) => /^(https:\/\/|[0-9a-f-]{36}\/)/i.test(entry));
  const asked = (resource ?? scoped?.replace(/\/[^/]*$/, ""))?.replace(/\/+$/, "");
  if (asked === undefined || asked === "") return NO_AUDIENCE;
  return [...API_AUDIENCES, ...OTHER_AUDIENCES].find((known) => known === asked.toLowerCase());
}
