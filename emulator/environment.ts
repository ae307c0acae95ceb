import { join } from "node:path";
import { writeApplicationCertificate } from "./certificate";
import { OIDC_PATH } from "./entra/login";
import type { PartnerCenter } from "./partnerCenter";

/** The logins that an emulator can hand out. */
export type EmulatorLogin = "refreshToken" | "clientSecret" | "certificate" | "oidc" | "accessToken";

/** What an emulator wrote. */
export interface EmulatorFiles {
  directory: string;
  caFile: string;
  /** Whether the folder is the emulator's, to be removed at the end. */
  own: boolean;
}

/** An emulator, as far as the environment of a program that uses it is concerned. */
interface Reachable {
  partnerCenter: PartnerCenter;
  url: string;
  /** The certificate authority, PEM; absent without TLS. */
  caFile?: string;
  /** Where those who use it keep what they submit to it: it begins anew each time, and so must that. */
  lockFolder: string;
  accessToken(): string;
  refreshToken(): string;
}

/** What to export for one kind of login; for `certificate` all but the certificate's file. */
export function environmentOf(emulator: Reachable, login: EmulatorLogin): Record<string, string> {
  const { url, caFile, lockFolder } = emulator;
  const { tenant } = emulator.partnerCenter;
  const api = {
    PARTNERCENTER_API_BASE_URL: url,
    ...(caFile !== undefined && { PARTNERCENTER_CA_FILE: caFile }),
    PARTNERCENTER_LOCK_FOLDER: lockFolder,
  };
  if (login === "accessToken") return { PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken(), ...api };
  return {
    PARTNERCENTER_TENANT_ID: tenant.tenantId,
    PARTNERCENTER_CLIENT_ID: tenant.clientId,
    ...((login === "refreshToken" || login === "clientSecret") && {
      PARTNERCENTER_CLIENT_SECRET: tenant.clientSecret,
    }),
    ...(login === "refreshToken" && { PARTNERCENTER_REFRESH_TOKEN: emulator.refreshToken() }),
    ...(login === "oidc" && {
      PARTNERCENTER_OIDC_REQUEST_URL: `${url}${OIDC_PATH}`,
      PARTNERCENTER_OIDC_REQUEST_TOKEN: emulator.partnerCenter.login.federation.requestToken,
    }),
    ...api,
    PARTNERCENTER_AUTHORITY_HOST: url,
  };
}

/** What to export for one kind of login, whole. Without the files of TLS there is no login, only an access token. */
export async function environmentFor(
  emulator: Reachable,
  login: EmulatorLogin,
  files: EmulatorFiles | undefined,
): Promise<Record<string, string>> {
  if (login === "accessToken") return environmentOf(emulator, login);
  if (files === undefined) throw new Error("without TLS there is no login, only an access token");
  return login === "certificate"
    ? certificateEnvironment(emulator, files.directory)
    : environmentOf(emulator, login);
}

/** What to export for a login by certificate. A new one is made, which is written into a folder and trusted from now on. */
async function certificateEnvironment(
  emulator: Reachable,
  directory: string,
): Promise<Record<string, string>> {
  const file = join(directory, "application.pem");
  emulator.partnerCenter.login.certificates.push(await writeApplicationCertificate(file));
  return { ...environmentOf(emulator, "certificate"), PARTNERCENTER_CERTIFICATE_FILE: file };
}
