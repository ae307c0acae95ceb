import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import { parseJson } from "../decode/json";
import { decodeText } from "../decode/text";
import { parseFault } from "../errors/parse";
import { sendWithRetries } from "../retry";
import type { ResolvedConnection } from "../resolvedSettings";
import type { HttpAnswer, Outcome, Sender } from "../transport";
import { TransportFailure } from "../transportFailure";

/** MSAL's way to the network: our transport and our retry policy. Remembers what MSAL does not hand out. */
export class Network implements INetworkModule {
  /** How the last request ended. */
  last?: Outcome;
  /** The refresh token of the last answer that had one. */
  refreshToken?: string;
  readonly #transport: Sender;
  readonly #settings: ResolvedConnection;
  readonly #signal?: AbortSignal;

  constructor(transport: Sender, settings: ResolvedConnection, signal?: AbortSignal) {
    this.#transport = transport;
    this.#settings = settings;
    this.#signal = signal;
  }

  /** The login's code in the last answer, such as AADSTS700025. */
  get lastCode(): string | undefined {
    const { last } = this;
    if (last === undefined || last instanceof TransportFailure) return undefined;
    return parseFault(decodeText(last.body)).code;
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
    const request = {
      method,
      url,
      headers: options?.headers ?? {},
      body: options?.body,
      signal: this.#signal,
    };
    const answer = await sendWithRetries(this.#transport, request, this.#settings, (seen) => {
      this.last = seen;
    });
    if (answer instanceof TransportFailure) throw answer;
    return answer;
  }
}

const NO_JSON = { kind: "dropped", sent: true, transient: false } as const;

/* eslint-disable @typescript-eslint/no-require-imports --
   A process is started for every pulumi operation: MSAL is loaded when the first token is needed. */
export const loadMsal = () => require("@azure/msal-node") as typeof import("@azure/msal-node");
