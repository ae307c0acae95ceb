import { readSettings } from "../../../provider/settings/settings";

/* Settings of both sources. */

export const env = {
  PARTNERCENTER_TENANT_ID: "env.onmicrosoft.com",
  PARTNERCENTER_CLIENT_ID: "env-client",
  PARTNERCENTER_CLIENT_SECRET: "env-secret",
  PARTNERCENTER_REFRESH_TOKEN: "env-refresh",
};
export const config = {
  "partnercenter:tenantId": "config.onmicrosoft.com",
  "partnercenter:clientId": "config-client",
  "partnercenter:clientSecret": "config-secret",
  "partnercenter:refreshToken": "config-refresh",
};
export const read = (configured: Record<string, string>, environment: Record<string, string> = {}) =>
  readSettings((key) => configured[key], environment);
