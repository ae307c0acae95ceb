import { SettingsError } from "../failure";
import type { OidcCredential } from "../partnercenter";
import type { SettingName, SettingValues } from "./settingsTable";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where an OIDC token comes from. */
export interface OidcSource {
  credential: OidcCredential;
  /** What a part of it is called where no setting of ours gave it, but the platform. */
  names?: Partial<Record<SettingName, string>>;
}

/**
 * Where the OIDC token comes from that the application proves itself by; undefined: it has none.
 * @throws SettingsError where the platform should give one and does not
 */
export function oidcSource(
  values: Readonly<Partial<SettingValues>>,
  environment: Environment,
  label: (name: SettingName) => string,
): OidcSource | undefined {
  const { useOidc, oidcToken, oidcTokenFile, oidcRequestUrl, oidcRequestToken } = values;
  const { adoPipelineServiceConnectionId } = values;
  if (useOidc === false) return undefined;
  if (oidcToken !== undefined) return { credential: { oidcToken } };
  if (oidcTokenFile !== undefined) return { credential: { oidcTokenFile } };
  if (oidcRequestUrl !== undefined)
    return { credential: { oidcRequestUrl, oidcRequestToken, adoPipelineServiceConnectionId } };
  if (oidcRequestToken !== undefined)
    throw new SettingsError(
      `${label("oidcRequestUrl")} is not set, which ${label("oidcRequestToken")} is for.`,
    );
  if (useOidc !== true) return undefined;
  const found = ofPlatform(environment, adoPipelineServiceConnectionId);
  if (found !== undefined) return found;
  throw new SettingsError(
    `${label("useOidc")} is true, and there is no OIDC token in this environment. ${missing(environment)}`,
  );
}

/** By the variables that a platform sets, as other providers of Azure read them. */
function ofPlatform(environment: Environment, serviceConnection: string | undefined): OidcSource | undefined {
  const set = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const request = (url: string, token: string, more: OidcCredential = {}): OidcSource | undefined => {
    const [oidcRequestUrl, oidcRequestToken] = [set(url), set(token)];
    return oidcRequestUrl === undefined || oidcRequestToken === undefined
      ? undefined
      : {
          credential: { oidcRequestUrl, oidcRequestToken, ...more },
          names: { oidcRequestUrl: url, oidcRequestToken: token },
        };
  };
  const gitHub = request("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  if (gitHub) return gitHub;
  const connection = serviceConnection ?? set("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID");
  const azure =
    connection &&
    request("SYSTEM_OIDCREQUESTURI", "SYSTEM_ACCESSTOKEN", { adoPipelineServiceConnectionId: connection });
  if (azure) return azure;
  const oidcTokenFile = set("AZURE_FEDERATED_TOKEN_FILE");
  return oidcTokenFile === undefined
    ? undefined
    : { credential: { oidcTokenFile }, names: { oidcTokenFile: "AZURE_FEDERATED_TOKEN_FILE" } };
}

/** What the platform wants, to give one. */
function missing(environment: Environment): string {
  if (environment["GITHUB_ACTIONS"]) return "Give the job `permissions: id-token: write`.";
  if (environment["TF_BUILD"])
    return (
      "Run the step within the task AzureCLI@2, with `SYSTEM_ACCESSTOKEN: $(System.AccessToken)` in its `env`, or set " +
      "PARTNERCENTER_ADO_PIPELINE_SERVICE_CONNECTION_ID as well."
    );
  if (environment["GITLAB_CI"])
    return "Give the job `id_tokens` with PARTNERCENTER_OIDC_TOKEN, and leave that setting away.";
  return (
    "It is for GitHub Actions, Azure Pipelines and workload identity (AZURE_FEDERATED_TOKEN_FILE). Elsewhere set " +
    "PARTNERCENTER_OIDC_TOKEN_FILE in its place."
  );
}
