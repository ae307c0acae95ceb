import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import { parseJson } from "../decode/json";
import { decodeText } from "../decode/text";
import { errorOf, loginFailure, transportFailure } from "../errors/describe";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import { loadMsal } from "../lazy";
import type { Redactor } from "../redact";
import { type Attempt, attemptOf, Attempts } from "../sending";
import type { Login, ResolvedSettings } from "../settings";
import { settingsError } from "../settings";
import type { HttpAnswer, Sender } from "../transport";
import { TransportFailure } from "../transportFailure";
import { readCertificate } from "./certificate";
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
    const { authorityHost, audience, settingName } = this.#settings;
    const login = this.#login;
    const msal = loadMsal();
    const certificate =
      login.kind === "certificate" ? await readCertificate(login.certificateFile, settingName) : undefined;
    const configuration = {
      auth: {
        clientId: login.clientId,
        authority: `${authorityHost}/${login.tenantId}`,
        // Named, the host needs no discovery at another one.
        knownAuthorities: [new URL(authorityHost).host],
        ...("clientSecret" in login && login.clientSecret && { clientSecret: login.clientSecret }),
        ...(certificate && { clientCertificate: certificate }),
      },
      // Retries are ours.
      system: { networkClient: network, disableInternalRetries: true },
    };
    const scopes = [`${audience}/.default`];
    if (login.kind !== "refreshToken") {
      return new msal.ConfidentialClientApplication(configuration).acquireTokenByClientCredential({ scopes });
    }
    const application = login.clientSecret
      ? new msal.ConfidentialClientApplication(configuration)
      : new msal.PublicClientApplication(configuration);
    return application.acquireTokenByRefreshToken({
      scopes,
      refreshToken: this.#refreshToken ?? login.refreshToken,
    });
  }

  async #keepRotated(refreshToken: string | undefined): Promise<void> {
    if (refreshToken === undefined || refreshToken === this.#refreshToken) return;
    this.#redactor.add(refreshToken);
    if (this.#login.kind !== "refreshToken") return;
    this.#refreshToken = refreshToken;
    const file = this.#login.refreshTokenFile;
    if (file === undefined) return;
    await writeRefreshToken(file, refreshToken).catch((error: NodeJS.ErrnoException) => {
      throw settingsError([
        `${this.#settings.settingName("refreshTokenFile")} can't be written (${error.code ?? "unknown error"})`,
      ]);
    });
  }

  #errorOf(error: unknown, network: Network): PartnerCenterError {
    if (error instanceof PartnerCenterError) return error;
    const doing = `Logging in to Microsoft Entra as ${DESCRIPTIONS[this.#login.kind]}, tenant ${this.#login.tenantId}`;
    const last = network.last;
    if (last && "failure" in last)
      return errorOf({ ...transportFailure({ doing }, last.failure), scope: "partner" });
    if (last && last.answer.status !== 200) return errorOf(loginFailure(doing, last.answer, this.#redactor));
    const { errorCode } = (error ?? {}) as { errorCode?: unknown };
    return errorOf({
      name: "LoginFailedError",
      doing,
      found:
        typeof errorCode === "string" ? this.#redactor.text(errorCode, 60) : "its answer was not understood",
      meaning: "Microsoft Entra did not give a token.",
      remedy: "Check the tenant, the authority host and whether a proxy answers in its place.",
      scope: "partner",
    });
  }
}

const DESCRIPTIONS: Readonly<Record<EntraLogin["kind"], string>> = {
  refreshToken: "App+User (refresh token)",
  clientSecret: "application (client secret)",
  certificate: "application (certificate)",
};

/** MSAL's way to the network: our transport and our retry policy. Remembers what MSAL does not hand out. */
class Network implements INetworkModule {
  /** How the last request ended. */
  last?: Attempt;
  /** The refresh token of the last answer that had one. */
  refreshToken?: string;
  readonly #transport: Sender;
  readonly #settings: ResolvedSettings;

  constructor(transport: Sender, settings: ResolvedSettings) {
    this.#transport = transport;
    this.#settings = settings;
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>("GET", url, options);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>("POST", url, options);
  }

  async #send<T>(method: string, url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const answer = await this.#answer(method, url, options);
    const json = parseJson(decodeText(answer.body));
    const body: unknown = json.ok ? json.value : undefined;
    if (typeof body !== "object" || body === null) throw new TransportFailure(NO_JSON);
    const { refresh_token: refreshToken } = body as { refresh_token?: unknown };
    if (typeof refreshToken === "string" && refreshToken !== "") this.refreshToken = refreshToken;
    return { headers: { ...answer.headers }, body: body as T, status: answer.status };
  }

  async #answer(method: string, url: string, options?: NetworkRequestOptions): Promise<HttpAnswer> {
    const { retry, clock, random } = this.#settings;
    const attempts = new Attempts(retry, clock, random);
    for (;;) {
      const request = { method, url, headers: options?.headers ?? {}, body: options?.body };
      const attempt = await attemptOf(() => this.#transport.send(request));
      this.last = attempt;
      const decision = attempts.after(attempt);
      if (decision.retry) await clock.sleep(decision.delayMs);
      else if ("failure" in attempt) throw attempt.failure;
      else return attempt.answer;
    }
  }
}

const NO_JSON = { kind: "dropped", sent: true, transient: false } as const;
