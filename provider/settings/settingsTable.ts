/**
 * Every setting, once: what it is called, which others it goes with, whether it is a secret, what it takes, and what it
 * means. The rest follows from here: what is read, checked and never shown (`settings.ts`), which of them an explicit
 * `Provider` takes, and docs/reference/settings.md. Nothing is imported, for a program loads this.
 */

/** What a setting takes. It always comes as a text; white space around it is no part of it. */
export type Takes =
  /** Without white space or invisible characters. */
  | { kind: "word" }
  /** The same, but that there may be spaces inside: a secret that somebody thought of. */
  | { kind: "phrase" }
  /** Like a word, a URL: the client checks its form. */
  | { kind: "url" }
  /** A tenant's GUID or one of its domains. */
  | { kind: "tenant" }
  /** A file's path. */
  | { kind: "file" }
  | { kind: "oneOf"; values: readonly [string, ...string[]] }
  /** A whole number from 1. Without a default the client has one. */
  | { kind: "count"; max: number; default?: number }
  /** `true` or `false`. */
  | { kind: "flag"; default?: boolean };

interface Setting {
  /** The environment variable. As configuration its name stands after `partnercenter:`. */
  variable: `PARTNERCENTER_${string}`;
  /** All of a login come from one source, and so do all of a cloud; any other setting comes alone. */
  group: "login" | "cloud" | "alone";
  /** Whether it must never be shown. */
  secret?: true;
  takes: Takes;
}

const word = { kind: "word" } as const;
const url = { kind: "url" } as const;
const file = { kind: "file" } as const;

export const SETTINGS = {
  /** The partner's own tenant: its GUID or a domain of it. Goes with `clientId`, and a secret or token below. */
  tenantId: { variable: "PARTNERCENTER_TENANT_ID", group: "login", takes: { kind: "tenant" } },
  /** The application (client) id of the app registration that Partner Center knows, a GUID. */
  clientId: { variable: "PARTNERCENTER_CLIENT_ID", group: "login", takes: word },
  /** The application's client secret; none for a public client. Alone it is an app-only login, which can look but not submit. */
  clientSecret: {
    variable: "PARTNERCENTER_CLIENT_SECRET",
    group: "login",
    secret: true,
    takes: { kind: "phrase" },
  },
  /** The refresh token of an App+User sign-in with MFA (secure application model). A submission needs one. Dies after 90 idle days. */
  refreshToken: { variable: "PARTNERCENTER_REFRESH_TOKEN", group: "login", secret: true, takes: word },
  /** A file that a refresh token is written to, for its owner only, whenever a login answers with a new one. Never read. */
  refreshTokenFile: { variable: "PARTNERCENTER_REFRESH_TOKEN_FILE", group: "login", takes: file },
  /** A token obtained elsewhere, used as it is until it ends. It needs no other setting of a login. */
  accessToken: { variable: "PARTNERCENTER_ACCESS_TOKEN", group: "login", secret: true, takes: word },
  /** A PEM file with the application's certificate, alone or in a chain, and its unencrypted RSA key: an app-only login, which can look but not submit. */
  certificateFile: { variable: "PARTNERCENTER_CERTIFICATE_FILE", group: "login", takes: file },
  /**
   * Whether the application proves itself by an OIDC token of the platform that the program runs on, in the place of a
   * client secret: of GitHub Actions (`permissions: id-token: write`), of Azure Pipelines (within the task `AzureCLI@2`,
   * with `SYSTEM_ACCESSTOKEN`), or of workload identity (`AZURE_FEDERATED_TOKEN_FILE`). The application needs a federated
   * credential for it. With a refresh token it is an App+User login, alone an app-only one. `false` leaves the five
   * settings below unused.
   */
  useOidc: { variable: "PARTNERCENTER_USE_OIDC", group: "login", takes: { kind: "flag" } },
  /** The OIDC token itself, as GitLab gives it to a job (`id_tokens`). It is used until it ends, so it must live as long as the job. */
  oidcToken: { variable: "PARTNERCENTER_OIDC_TOKEN", group: "login", secret: true, takes: word },
  /** A file with the OIDC token. It is read anew for each login, so whoever keeps the file may replace the token. */
  oidcTokenFile: { variable: "PARTNERCENTER_OIDC_TOKEN_FILE", group: "login", takes: file },
  /** Where an OIDC token is requested for each login, as GitHub's `ACTIONS_ID_TOKEN_REQUEST_URL` says. `http://` only to this machine. */
  oidcRequestUrl: { variable: "PARTNERCENTER_OIDC_REQUEST_URL", group: "login", takes: url },
  /** The bearer token for `oidcRequestUrl`, as GitHub's `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  oidcRequestToken: {
    variable: "PARTNERCENTER_OIDC_REQUEST_TOKEN",
    group: "login",
    secret: true,
    takes: word,
  },
  /** The id of the service connection that Azure Pipelines issues an OIDC token for. `AzureCLI@2` says its own. */
  adoPipelineServiceConnectionId: {
    variable: "PARTNERCENTER_ADO_PIPELINE_SERVICE_CONNECTION_ID",
    group: "login",
    takes: word,
  },
  /**
   * The cloud; `China` is 21Vianet.
   *
   * @defaultValue `Global`
   */
  environment: {
    variable: "PARTNERCENTER_ENVIRONMENT",
    group: "cloud",
    takes: { kind: "oneOf", values: ["Global", "USGovernment", "China"] },
  },
  /** Partner Center's address instead of the cloud's. `http://` only to this machine. */
  apiBaseUrl: { variable: "PARTNERCENTER_API_BASE_URL", group: "cloud", takes: url },
  /** The sign-in service's address instead of the cloud's; `https://` always. */
  authorityHost: { variable: "PARTNERCENTER_AUTHORITY_HOST", group: "cloud", takes: url },
  /** The resource that the token is for, instead of the cloud's. */
  audience: { variable: "PARTNERCENTER_AUDIENCE", group: "cloud", takes: word },
  /** A PEM file with certificate authorities to trust besides the usual ones. */
  caFile: { variable: "PARTNERCENTER_CA_FILE", group: "alone", takes: file },
  /**
   * Which documented form of the qualifications API is spoken.
   *
   * @defaultValue `qualifications`
   */
  contract: {
    variable: "PARTNERCENTER_CONTRACT",
    group: "alone",
    takes: { kind: "oneOf", values: ["qualifications", "qualifications-2021", "qualification-2018"] },
  },
  /**
   * The request budget of one process, in requests a minute, from 1 to 100000. Microsoft's limit is 500 for a partner
   * tenant. A preview and the `up` after it are two processes.
   *
   * @defaultValue `450`
   */
  requestsPerMinute: {
    variable: "PARTNERCENTER_REQUESTS_PER_MINUTE",
    group: "alone",
    takes: { kind: "count", max: 100_000 },
  },
  /**
   * Submissions that one resource may make for its customer, from 1 to 1000. The default is Microsoft's published limit.
   *
   * @defaultValue `3`
   */
  maxSubmissions: {
    variable: "PARTNERCENTER_MAX_SUBMISSIONS",
    group: "alone",
    takes: { kind: "count", max: 1000, default: 3 },
  },
  /**
   * Submissions that one `pulumi up` may make with one provider, from 1 to 100000: a preview that would make more fails, and so
   * does the `up` at the one after. For programs in which a mistake would spend hundreds. Without it there is no bound.
   */
  maxNewSubmissions: {
    variable: "PARTNERCENTER_MAX_NEW_SUBMISSIONS",
    group: "alone",
    takes: { kind: "count", max: 100_000 },
  },
  /**
   * Whether previews look at Partner Center. `false` is for work offline: drift is then not seen.
   *
   * @defaultValue `true`
   */
  liveDiff: { variable: "PARTNERCENTER_LIVE_DIFF", group: "alone", takes: { kind: "flag", default: true } },
  /**
   * A folder of this machine, for locks that keep its provider processes from submitting for one customer at the same time,
   * and for a journal of what they submit; made for its owner only where it is not there. All that run for the same
   * customers need the same one. Without it, a folder among the user's caches.
   */
  lockFolder: { variable: "PARTNERCENTER_LOCK_FOLDER", group: "alone", takes: file },
} as const satisfies Record<string, Setting>;

/** A setting's name, as in the configuration after `partnercenter:`. */
export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);

export const isSecretSetting = (name: SettingName): boolean => "secret" in SETTINGS[name];

/** What a program gives for a setting that takes this. */
export type GivenFor<T extends Takes> = T extends { kind: "oneOf"; values: readonly (infer Value)[] }
  ? Value
  : T extends { kind: "count" }
    ? number
    : T extends { kind: "flag" }
      ? boolean
      : string;

/** The settings as they are used: those that are set, and those that have a default here. */
export type SettingValues = {
  -readonly [Name in SettingName]: Used<(typeof SETTINGS)[Name]["takes"]>;
};
// No `infer T extends`: programs without a TypeScript of their own are compiled by one that doesn't know it (3.8).
type Used<T extends Takes> = GivenFor<T> | (T extends { default: unknown } ? never : undefined);
