import { type Environment } from "./clouds";
import { type Clock } from "./clock";
import { type ContractName } from "./contracts";
import { type RetryPolicy } from "./retry";
import type { Sender } from "./transport";

/**
 * Where an OIDC token comes from that an application shows in the place of a client secret ("Workload identity
 * federation"). The application trusts it by a federated credential for its issuer, subject and audience. Of several the
 * first is used. All of them are read or requested anew for each login, but for `oidcToken`.
 */
export interface OidcCredential {
  /** The token itself, used until it ends. A secret. */
  oidcToken?: string;
  /** A file with the token. */
  oidcTokenFile?: string;
  /** Where a token is requested; http:// only to this machine. Goes with `oidcRequestToken`. */
  oidcRequestUrl?: string;
  /** The bearer token for that request. A secret. */
  oidcRequestToken?: string;
  /** The request is one of Azure Pipelines, for this service connection; without it, one of GitHub Actions. */
  adoPipelineServiceConnectionId?: string;
}

/** App+User by the secure application model: the only login, besides a ready-made token, that may submit. */
export interface RefreshTokenLogin extends OidcCredential {
  /** Which login this is. */
  kind: "refreshToken";
  /** The partner's own tenant. */
  tenantId: string;
  /** The application (client) id of the app registration, a GUID. */
  clientId: string;
  /** Absent for a public client, and where there is an OIDC token, which comes first. */
  clientSecret?: string;
  /** Of a sign-in with MFA to that application. A secret; dies after 90 idle days. */
  refreshToken: string;
  /** A refresh token that the login rotates is written there, for its owner only. The file is never read. */
  refreshTokenFile?: string;
}

/** App-only by secret: may read, not submit. */
export interface ClientSecretLogin {
  /** Which login this is. */
  kind: "clientSecret";
  /** The partner's own tenant. */
  tenantId: string;
  /** The application (client) id, a GUID. */
  clientId: string;
  /** The secret's value, not its id. A secret. */
  clientSecret: string;
}

/** App-only by certificate: may read, not submit. */
export interface CertificateLogin {
  /** Which login this is. */
  kind: "certificate";
  /** The partner's own tenant. */
  tenantId: string;
  /** The application (client) id, a GUID. */
  clientId: string;
  /** A PEM file with the certificate, alone or in a chain, and its unencrypted private RSA key. */
  certificateFile: string;
}

/** App-only by a token of another issuer: may read, not submit. */
export interface OidcLogin extends OidcCredential {
  /** Which login this is. */
  kind: "oidc";
  /** The partner's own tenant. */
  tenantId: string;
  /** The application (client) id, a GUID. */
  clientId: string;
}

/** A token obtained elsewhere, used as it is until it ends. */
export interface AccessTokenLogin {
  /** Which login this is. */
  kind: "accessToken";
  /** A bearer token for the audience. A secret. */
  accessToken: string;
}

/** One source for a login. */
export type Login = RefreshTokenLogin | ClientSecretLogin | CertificateLogin | OidcLogin | AccessTokenLogin;

/** Whether a login is an application's alone. A ready-made token is taken for a user's: the API says if it isn't. */
export const isAppOnly = (login: Login): boolean =>
  login.kind === "clientSecret" || login.kind === "certificate" || login.kind === "oidc";

/** How a client is set up. Only `login` is required; times are in milliseconds. */
export interface ClientSettings {
  /** Who calls. */
  login: Login;
  /**
   * The cloud; `China` is 21Vianet.
   *
   * @defaultValue `Global`
   */
  environment?: Environment;
  /** Base URL of the API instead of the cloud's. http:// only to this machine. */
  apiBaseUrl?: string;
  /** Origin of the login instead of the cloud's; https:// always. */
  authorityHost?: string;
  /** The resource that tokens are requested for, instead of the cloud's. */
  audience?: string;
  /** A PEM file of certificate authorities to trust besides the usual ones. */
  caFile?: string;
  /**
   * Which documented form of the qualifications API to speak; `qualifications` is the one since May 2023.
   *
   * @defaultValue `qualifications`
   */
  contract?: ContractName;
  /**
   * Requests in any minute; Microsoft's limit is 500 per tenant. Counted per process: a preview and an `up` right after it
   * count apart.
   *
   * @defaultValue `450`
   */
  requestsPerMinute?: number;
  /**
   * Requests that may start at once after a quiet time.
   *
   * @defaultValue `300`
   */
  burst?: number;
  /**
   * GETs that run at the same time.
   *
   * @defaultValue `128`
   */
  maxConcurrentReads?: number;
  /**
   * Calls that change something, at the same time.
   *
   * @defaultValue `8`
   */
  maxConcurrentWrites?: number;
  /**
   * From a request to the end of its answer.
   *
   * @defaultValue `60000`
   */
  requestTimeoutMs?: number;
  /**
   * Until a connection stands.
   *
   * @defaultValue `10000`
   */
  connectTimeoutMs?: number;
  /**
   * Longest answer that is read, in bytes.
   *
   * @defaultValue `4194304`
   */
  maxAnswerBytes?: number;
  /**
   * Attempts of one call in all.
   *
   * @defaultValue `5`
   */
  maxAttempts?: number;
  /**
   * From a call's first attempt to the start of its last one.
   *
   * @defaultValue `300000`
   */
  retryBudgetMs?: number;
  /** The rest of the retry policy. */
  retry?: Partial<Omit<RetryPolicy, "maxAttempts" | "budgetMs">>;
  /**
   * Sent as MS-PartnerCenter-Application.
   *
   * @defaultValue `pulumi-partnercenter`
   */
  applicationName?: string;
  /**
   * Sent as X-Locale.
   *
   * @defaultValue `en-US`
   */
  locale?: string;
  /** For tests: time. A client with a clock of its own shares no limiter. */
  clock?: Clock;
  /** For tests: chance, in [0, 1). */
  random?: () => number;
  /**
   * What an error calls a setting (`apiBaseUrl`, `tenantId` of the login, …): the name under which the user has set it.
   *
   * @defaultValue its name here
   */
  settingName?: (name: string) => string;
  /** Called with a refresh token that the login rotated, once it has been written to `refreshTokenFile` if there is one. */
  onRefreshToken?: (refreshToken: string) => void;
  /** For tests: what carries the requests in the place of sockets. */
  transport?: Sender;
  /**
   * Where HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY are looked up.
   *
   * @defaultValue `process.env`
   */
  proxyEnvironment?: NodeJS.ProcessEnv;
}
