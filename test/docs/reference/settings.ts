import { environmentName, SECRET_SETTINGS, SETTING_NAMES } from "../../../provider/settings/settings";
import { table } from "../markdown";
import { MADE, type Writer } from "./pages";

/** docs/reference/settings.md: the names from the provider's own list, their meaning from `ProviderArgs`. */
export function settingsPage(writer: Writer): string {
  const declared = new Map(
    (writer.declaration("ProviderArgs").children ?? []).map((one) => [one.name, one] as const),
  );
  const rows = SETTING_NAMES.map((name) => {
    const setting = declared.get(name);
    if (setting === undefined) throw new Error(`ProviderArgs has no ${name}`);
    const isSecret = SECRET_SETTINGS.includes(name);
    const type = writer.typeOf(setting);
    const words = type.includes("|") ? `${type}. ` : "";
    return [
      `\`${environmentName(name)}\``,
      `\`partnercenter:${name}\`${isSecret ? " (`--secret`)" : ""}`,
      writer.defaultOf(setting),
      `${words}${writer.summaryOf(setting)}`,
    ];
  });
  if (declared.size !== SETTING_NAMES.length)
    throw new Error("ProviderArgs and the settings differ in their names");
  const provider = writer.declaration("Provider");
  return `# Provider and settings

${MADE}

${table(["environment", "configuration", "default", "what it is"], rows)}

## Where they come from

1. An explicit \`Provider\` resource.
2. The environment.
3. The stack's configuration: \`pulumi config set partnercenter:tenantId …\`, secrets with \`--secret\`.

A login (from \`tenantId\` to \`adoPipelineServiceConnectionId\`, as far as they are set) comes whole from the first of these
that has any part of it, and so does the cloud (\`environment\`, \`apiBaseUrl\`, \`authorityHost\`, \`audience\`): half of one and half of
another would submit with the wrong partner's login.

\`refresh\` and \`destroy\` see the configuration that the state recorded, not today's. So a secret of the default provider
that is rotated belongs in the environment, or into an explicit \`Provider\`.

A name that is no setting has no effect: a run warns of it, and so does \`partnercenter doctor\`. Of a variable a run warns where it is
nearly a setting's, for a pipeline may have others of its own.

White space around a setting, such as a line end that a file or a secret store adds, is no part of it. A line break, or a
character that can't be seen, inside one is an error that names the setting.

A setting of an explicit \`Provider\` may be an output that is not known before \`pulumi up\`. Then the preview looks at
nothing that goes by this \`Provider\`, and shows none of it as unchanged.

## For the command alone

\`PARTNERCENTER_WEBHOOK_URL\` is where \`partnercenter status --webhook\` tells a channel of Slack or Microsoft Teams what has
changed. The address is a secret, so it is taken from the environment alone and never shown. It is no setting of the provider.

## The logins

| what is set | login | can |
| --- | --- | --- |
| \`tenantId\`, \`clientId\`, \`refreshToken\`, and an OIDC token or \`clientSecret\`, but for a public client | App+User | look and submit |
| \`tenantId\`, \`clientId\`, and an OIDC token | app-only | look |
| \`tenantId\`, \`clientId\`, \`certificateFile\` | app-only | look |
| \`tenantId\`, \`clientId\`, \`clientSecret\` | app-only | look |
| \`accessToken\` | whatever the token is | what it is for, until it ends |

Where more than one would do, \`accessToken\` comes first, then \`refreshToken\`, then an OIDC token, then
\`certificateFile\`.

## An OIDC token in the place of a client secret

A pipeline's platform, or a cluster, can sign for what it runs: an OIDC token that lives for minutes. Microsoft Entra takes
it in the place of a client secret ("workload identity federation"), so no secret of the application is stored anywhere.

1. In Microsoft Entra, add a federated credential to the application (*Certificates & secrets*). Issuer, subject and audience
   must be those of the token, to the letter. Where they differ, the login's error says what the token has.
2. Say where the token comes from. The first of these that is set is used:

| what is set | the token | for |
| --- | --- | --- |
| \`oidcToken\` | is given, and used until it ends | GitLab CI |
| \`oidcTokenFile\` | is in a file that is read for each login | whatever keeps a file up to date |
| \`oidcRequestUrl\`, \`oidcRequestToken\` | is requested for each login | whatever answers as GitHub does; with \`adoPipelineServiceConnectionId\`, as Azure Pipelines does |
| \`useOidc\` | is the platform's | GitHub Actions (\`ACTIONS_ID_TOKEN_REQUEST_URL\`), Azure Pipelines (\`SYSTEM_OIDCREQUESTURI\`), workload identity (\`AZURE_FEDERATED_TOKEN_FILE\`) |

A token is requested for the audience \`api://AzureADTokenExchange\` (\`…USGov\`, \`…China\` in these clouds), unless the
address has one of its own. The names are those of the Azure providers (\`use_oidc\`, \`oidc_token\`, \`oidc_request_url\`,
\`ado_pipeline_service_connection_id\`), and \`oidc_token_file_path\` is \`oidcTokenFile\`. Variables of the platform are
read with \`useOidc\` only: without it, a pipeline that has them logs in as before.

An App+User login still needs its refresh token: an OIDC token says which program it is, not which person.
[examples/pipelines](../../examples/pipelines/README.md) has it for three platforms.

## Provider

${writer.summaryOf(provider)}

\`\`\`ts
const east = new Provider("east", {
  tenantId: config.require("tenantId"),
  clientId: config.require("clientId"),
  refreshToken: config.requireSecret("refreshToken"),
});
new CustomerQualification("school", { customerId, qualification: "StateOwnedEntity" }, { provider: east });
\`\`\`

Its inputs are the names of the configuration keys above, without \`partnercenter:\`. A name that is no setting is an error.
An example with two of them: [examples/two-partners](../../examples/two-partners/README.md).
`;
}
