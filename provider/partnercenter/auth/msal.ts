import type { PartnerCenterError } from "../errors/PartnerCenterError";
import type { Redactor } from "../redact";
import type { Login } from "../settings";
import type { ResolvedSettings } from "../resolvedSettings";
import { settingsError } from "../resolvedSettings";
import type { Sender } from "../transport";
import { readCertificate } from "./certificate";
import { entraFailure } from "./failure";
import { loadMsal, Network } from "./network";
import { hasOidcToken, obtainOidcToken } from "./oidcToken";
import { writeRefreshToken } from "./refreshTokenFile";
import type { Token } from "./tokenSource";

type EntraLogin = Exclude<Login, { kind: "accessToken" }>;

/** Tokens of Microsoft Entra by MSAL, over our own transport: its proxy, authorities and time limits apply. */
export class EntraTokens {
  readonly #login: EntraLogin;
  readonly #settings: ResolvedSettings;
  readonly #transport: Sender;
  readonly #redactor: Redactor;
  /** The login may rotate it. */
  #refreshToken?: string;
  #isPublicClient = false;

  constructor(login: EntraLogin, settings: ResolvedSettings, transport: Sender, redactor: Redactor) {
    this.#login = login;
    this.#settings = settings;
    this.#transport = transport;
    this.#redactor = redactor;
    if (login.kind === "refreshToken") this.#refreshToken = login.refreshToken;
  }

  /** Obtains a new token. @throws PartnerCenterError with the remedy for the login's code. */
  async obtain(): Promise<Token> {
    const network = new Network(this.#transport, this.#settings);
    const result = await this.#acquire(network).catch((error: unknown) => {
      throw this.#errorOf(error, network);
    });
    if (!result?.accessToken) throw this.#errorOf(undefined, network);
    this.#redactor.add(result.accessToken);
    await this.#keepRotated(network.refreshToken);
    return { value: result.accessToken, expiresAt: result.expiresOn?.getTime() };
  }

  /** A new application each time: MSAL's caches would give the rejected token again, and remember failures. */
  async #acquire(network: Network) {
    const login = this.#login;
    const scopes = [`${this.#settings.audience}/.default`];
    const msal = loadMsal();
    if (login.kind !== "refreshToken") {
      const application = new msal.ConfidentialClientApplication(await this.#configuration(network));
      return application.acquireTokenByClientCredential({ scopes });
    }
    const request = { scopes, refreshToken: this.#refreshToken ?? login.refreshToken };
    const asPublicClient = async () =>
      new msal.PublicClientApplication(await this.#configuration(network, true)).acquireTokenByRefreshToken(
        request,
      );
    if ((!login.clientSecret && !hasOidcToken(login)) || this.#isPublicClient) return asPublicClient();
    try {
      const application = new msal.ConfidentialClientApplication(await this.#configuration(network));
      return await application.acquireTokenByRefreshToken(request);
    } catch (error) {
      // An application that allows public client flows has a secret or an OIDC token for its app-only login, but a
      // refresh token of its device code sign-in must come without either.
      if (network.lastCode !== PUBLIC_CLIENT) throw error;
      this.#isPublicClient = true;
      return asPublicClient();
    }
  }

  async #configuration(network: Network, asPublicClient = false) {
    const { auth, system } = applicationOf(this.#login, this.#settings.authorityHost, network);
    return { system, auth: { ...auth, ...(asPublicClient ? {} : await this.#proof()) } };
  }

  /** By what the application proves that it is itself. */
  async #proof() {
    const login = this.#login;
    if (login.kind === "certificate")
      return { clientCertificate: readCertificate(login.certificateFile, this.#settings.settingName) };
    if (hasOidcToken(login))
      return {
        clientAssertion: await obtainOidcToken(login, this.#settings, this.#transport, this.#redactor),
      };
    return "clientSecret" in login && login.clientSecret ? { clientSecret: login.clientSecret } : {};
  }

  async #keepRotated(refreshToken: string | undefined): Promise<void> {
    if (refreshToken === undefined || refreshToken === this.#refreshToken) return;
    this.#redactor.add(refreshToken);
    if (this.#login.kind !== "refreshToken") return;
    this.#refreshToken = refreshToken;
    const file = this.#login.refreshTokenFile;
    if (file !== undefined) await this.#write(file, refreshToken);
    this.#settings.onRefreshToken?.(refreshToken);
  }

  async #write(file: string, refreshToken: string): Promise<void> {
    await writeRefreshToken(file, refreshToken).catch((error: NodeJS.ErrnoException) => {
      throw settingsError([
        `${this.#settings.settingName("refreshTokenFile")} can't be written (${error.code ?? "unknown error"})`,
      ]);
    });
  }

  #errorOf(error: unknown, network: Network): PartnerCenterError {
    const doing = `Logging in to Microsoft Entra as ${DESCRIPTIONS[this.#login.kind]}, tenant ${this.#login.tenantId}`;
    return entraFailure(doing, error, network, this.#redactor, this.#settings.settingName);
  }
}

const PUBLIC_CLIENT = "AADSTS700025";

/** What MSAL is told of an application. */
export function applicationOf(
  { tenantId, clientId }: { tenantId: string; clientId: string },
  authorityHost: string,
  networkClient: Network,
) {
  const authority = `${authorityHost}/${tenantId}`;
  return {
    auth: {
      clientId,
      authority,
      // Named, the host needs no discovery at another one.
      knownAuthorities: [new URL(authorityHost).host],
      authorityMetadata: JSON.stringify(endpointsOf(authority)),
    },
    // Retries are ours.
    system: { networkClient, disableInternalRetries: true },
  };
}

/**
 * Where Microsoft Entra answers, alike in all of its clouds. MSAL knows it by heart for Microsoft's own addresses only,
 * and would ask any other one before each login.
 */
function endpointsOf(authority: string) {
  return {
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  };
}

const DESCRIPTIONS: Readonly<Record<EntraLogin["kind"], string>> = {
  refreshToken: "App+User (refresh token)",
  clientSecret: "application (client secret)",
  certificate: "application (certificate)",
  oidc: "application (OIDC token)",
};
