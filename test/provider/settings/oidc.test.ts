// An OIDC token in the place of a client secret: by our settings, or by what the platform says.
import { SettingsError } from "../../../provider/failure";
import { EXPLICIT_MARKER, readSettings } from "../../../provider/settings/settings";

const APP = { PARTNERCENTER_TENANT_ID: "t.com", PARTNERCENTER_CLIENT_ID: "c" };
const USE = { ...APP, PARTNERCENTER_USE_OIDC: "true" };
const login = (env: Record<string, string>) => readSettings(() => undefined, env).client();

const GITHUB = {
  GITHUB_ACTIONS: "true",
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://github.example/token?api-version=2.0",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "s3cret-github",
};
const AZURE = {
  TF_BUILD: "True",
  SYSTEM_OIDCREQUESTURI: "https://azure.example/token",
  SYSTEM_ACCESSTOKEN: "s3cret-azure",
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "connection",
};
const WORKLOAD = { AZURE_FEDERATED_TOKEN_FILE: "/var/run/token" };
const GITHUB_TOKEN = {
  oidcRequestUrl: GITHUB.ACTIONS_ID_TOKEN_REQUEST_URL,
  oidcRequestToken: "s3cret-github",
};

test.each<[string, Record<string, string>, object]>([
  ["GitHub's", GITHUB, GITHUB_TOKEN],
  [
    "Azure's, for the connection that its task names",
    AZURE,
    {
      oidcRequestUrl: AZURE.SYSTEM_OIDCREQUESTURI,
      oidcRequestToken: "s3cret-azure",
      adoPipelineServiceConnectionId: "connection",
    },
  ],
  [
    "Azure's, for another connection",
    { ...AZURE, PARTNERCENTER_ADO_PIPELINE_SERVICE_CONNECTION_ID: "another" },
    { adoPipelineServiceConnectionId: "another" },
  ],
  ["workload identity's", WORKLOAD, { oidcTokenFile: "/var/run/token" }],
  ["GitHub's on a machine with workload identity", { ...WORKLOAD, ...GITHUB }, GITHUB_TOKEN],
  [
    "our own setting before the platform's",
    { ...GITHUB, PARTNERCENTER_OIDC_TOKEN: "own" },
    { oidcToken: "own" },
  ],
])("useOidc takes the platform's token: %s", (_, env, credential) => {
  expect(login({ ...USE, ...env }).login).toMatchObject({ kind: "oidc", tenantId: "t.com", ...credential });
  const both = login({ ...USE, ...env, PARTNERCENTER_REFRESH_TOKEN: "r" }).login;
  expect(both).toMatchObject({ kind: "refreshToken", refreshToken: "r", ...credential });
});

test("nothing of the platform is taken by itself: a login goes on as before", () => {
  const env = { ...APP, ...GITHUB, ...AZURE, ...WORKLOAD, PARTNERCENTER_CLIENT_SECRET: "s" };
  const plain = { kind: "clientSecret", tenantId: "t.com", clientId: "c", clientSecret: "s" };
  expect(login(env).login).toEqual(plain);
  const own = { PARTNERCENTER_OIDC_TOKEN: "own", PARTNERCENTER_OIDC_TOKEN_FILE: "file" };
  expect(login({ ...env, ...own, PARTNERCENTER_USE_OIDC: "false" }).login).toEqual(plain);
  expect(login({ ...env, ...own }).login).toMatchObject({ kind: "oidc", oidcToken: "own" });
});

test("an explicit Provider may take the platform's as well", () => {
  const given: Record<string, string> = {
    "partnercenter:tenantId": "t.com",
    "partnercenter:clientId": "c",
    "partnercenter:useOidc": "true",
    [EXPLICIT_MARKER]: "true",
  };
  expect(readSettings((key) => given[key], GITHUB).client().login).toMatchObject(GITHUB_TOKEN);
});

test.each<[string, Record<string, string>, RegExp]>([
  ["GitHub", { ...GITHUB, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "" }, /`permissions: id-token: write`/],
  ["Azure", { ...AZURE, SYSTEM_ACCESSTOKEN: "" }, /SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\)/],
  ["Azure without a connection", { ...AZURE, AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "" }, /AzureCLI@2/],
  ["GitLab", { GITLAB_CI: "true" }, /`id_tokens` with PARTNERCENTER_OIDC_TOKEN/],
  ["elsewhere", {}, /PARTNERCENTER_OIDC_TOKEN_FILE/],
])("a platform that gives none: what it wants (%s)", (_, env, expected) => {
  const act = () => login({ ...USE, ...env });
  expect(act).toThrow(SettingsError);
  expect(act).toThrow(/^PARTNERCENTER_USE_OIDC is true, and there is no OIDC token in this environment\. /);
  expect(act).toThrow(expected);
  expect(act).not.toThrow("s3cret");
});

test("an error calls what the platform gave by the platform's name", () => {
  const { settingName } = login({ ...USE, ...WORKLOAD });
  expect(settingName?.("oidcTokenFile")).toBe("AZURE_FEDERATED_TOKEN_FILE");
  expect(settingName?.("tenantId")).toBe("PARTNERCENTER_TENANT_ID");
  expect(login({ ...USE, PARTNERCENTER_OIDC_TOKEN_FILE: "f" }).settingName?.("oidcTokenFile")).toBe(
    "PARTNERCENTER_OIDC_TOKEN_FILE",
  );
});

test("a bearer token without its address is named", () => {
  expect(() => login({ ...APP, PARTNERCENTER_OIDC_REQUEST_TOKEN: "s3cret" })).toThrow(
    "PARTNERCENTER_OIDC_REQUEST_URL is not set, which PARTNERCENTER_OIDC_REQUEST_TOKEN is for.",
  );
});
