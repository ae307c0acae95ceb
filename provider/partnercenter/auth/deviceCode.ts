import type { NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import { unlessAborted } from "../bounds";
import { errorOf, transportFailure } from "../errors/describe";
import { Redactor } from "../redact";
import { type ClientSettings } from "../settings";
import { resolveConnection, type ResolvedConnection } from "../resolvedSettings";
import { Transport } from "../transport";
import { TransportFailure } from "../transportFailure";
import { entraFailure } from "./failure";
import { applicationOf } from "./msal";
import { loadMsal, Network } from "./network";

/** What a person needs for signing in elsewhere. */
export interface DeviceCodePrompt {
  /** The page to open. */
  verificationUri: string;
  /** The code to enter there. */
  userCode: string;
  /** How long the code can be entered. */
  expiresInSeconds: number;
}

export interface DeviceCodeSettings extends Omit<ClientSettings, "login" | "onRefreshToken"> {
  /** The partner's own tenant. */
  tenantId: string;
  /** The application (client) id of the app registration, a GUID. */
  clientId: string;
  /** Of a confidential application; left away where Microsoft Entra takes the application for a public client. */
  clientSecret?: string;
  /** Called once the login waits for the person. */
  onPrompt: (prompt: DeviceCodePrompt) => void;
  /** Ends the waiting. */
  signal?: AbortSignal;
}

/** A sign-in that a person has made. */
export interface DeviceCodeSignIn {
  /** Good for the same application and tenant. */
  refreshToken: string;
  /** Whether the refresh token is of a confidential client: it is redeemed with the client secret, else without. */
  needsClientSecret: boolean;
  /** Who has signed in, such as agent@contoso.com, where the login says it. */
  username?: string;
}

/**
 * Signs a user in by device code ("OAuth 2.0 device authorization grant"): shows a code, and waits until the user has
 * entered it in a browser, on whichever machine, and signed in there.
 * @throws PartnerCenterError with the remedy for the login's code; named AbortedError when the signal has ended it
 */
export async function signInByDeviceCode(settings: DeviceCodeSettings): Promise<DeviceCodeSignIn> {
  const { tenantId, clientId, clientSecret, onPrompt, signal } = settings;
  const connection = resolveConnection(settings);
  const transport = new Transport({ ...connection, environment: connection.proxyEnvironment });
  const redactor = new Redactor([clientSecret]);
  const network = new DeviceCodeNetwork(transport, connection, clientSecret, signal);
  const doing = `Signing in by device code to tenant ${tenantId}, application ${clientId}`;
  const application = new (loadMsal().PublicClientApplication)(
    applicationOf({ tenantId, clientId }, connection.authorityHost, network),
  );
  const request = {
    scopes: [`${connection.audience}/.default`],
    cancel: false,
    deviceCodeCallback: (code: { verificationUri: string; userCode: string; expiresIn: number }) => {
      // MSAL calls it with a refusal as well.
      if (network.lastCode !== undefined || !code.userCode) throw new Error("no device code");
      network.onPending = () => onPrompt({ ...code, expiresInSeconds: code.expiresIn });
    },
  };
  // Also while MSAL sleeps between two questions.
  const giveUp = () => {
    request.cancel = true;
    return errorOf(transportFailure({ doing }, ABORTED));
  };
  try {
    const result = await unlessAborted(application.acquireTokenByDeviceCode(request), signal, giveUp);
    const { refreshToken } = network;
    if (!result || refreshToken === undefined) throw new Error("no refresh token");
    return {
      refreshToken,
      needsClientSecret: network.sendsSecret,
      ...(result.account?.username && { username: result.account.username }),
    };
  } catch (error) {
    throw entraFailure(doing, error, network, redactor, connection.settingName);
  } finally {
    transport.close();
  }
}

const ABORTED = new TransportFailure({ kind: "aborted", sent: true, transient: false });

/** Sends the client secret along, which MSAL's device code flow does not, until the login says that the client is public. */
class DeviceCodeNetwork extends Network {
  /** Called when the login waits for the person, the first time. */
  onPending?: () => void;
  #clientSecret?: string;

  constructor(
    transport: Transport,
    settings: ResolvedConnection,
    clientSecret: string | undefined,
    signal: AbortSignal | undefined,
  ) {
    super(transport, settings, signal);
    this.#clientSecret = clientSecret;
  }

  get sendsSecret(): boolean {
    return this.#clientSecret !== undefined;
  }

  override async sendPostRequestAsync<T>(
    url: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    if (!isTokenRequest(options)) return super.sendPostRequestAsync<T>(url, options);
    const answer = await this.#ask<T>(url, options);
    const { error } = answer.body as { error?: unknown };
    if (error === "authorization_pending") {
      this.onPending?.();
      this.onPending = undefined;
    }
    return answer;
  }

  async #ask<T>(url: string, options: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    if (this.#clientSecret === undefined) return super.sendPostRequestAsync<T>(url, options);
    const body = `${options.body ?? ""}&client_secret=${encodeURIComponent(this.#clientSecret)}`;
    const answer = await super.sendPostRequestAsync<T>(url, { ...options, body });
    if (this.lastCode !== "AADSTS700025") return answer;
    this.#clientSecret = undefined;
    return super.sendPostRequestAsync<T>(url, options);
  }
}

const isTokenRequest = ({ body }: NetworkRequestOptions) => new URLSearchParams(body).has("grant_type");
