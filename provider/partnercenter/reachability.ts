import { apiFailure, errorOf, loginFailure, transportFailure } from "./errors/describe";
import { Redactor } from "./redact";
import { type ClientSettings } from "./settings";
import { resolveConnection, type ResolvedConnection } from "./resolvedSettings";
import { Transport } from "./transport";
import { TransportFailure } from "./transportFailure";
import { decodePage } from "./customers/list";
import { PartnerCenterError } from "./errors/PartnerCenterError";
import type { AccessCheck, CallOptions } from "./models";
import type { Answered, Pipeline } from "./pipeline";
import { sendWithRetries } from "./retry";

/** A host that has answered. */
export interface Reached {
  /** Its origin, such as https://login.microsoftonline.com. */
  host: string;
  /** Status of its answer. */
  httpStatus: number;
  /** How far this machine's clock is ahead of the host's, in milliseconds; negative if behind. Absent if it gave no date. */
  clockAheadMs?: number;
}

/** Asks the login's host and the API's host whether they are there, without a login. */
export class Reachability {
  readonly #settings: ResolvedConnection;
  readonly #transport: Transport;

  /** @throws PartnerCenterError named SettingsError */
  constructor(settings: Omit<ClientSettings, "login">) {
    this.#settings = resolveConnection(settings);
    this.#transport = new Transport({ ...this.#settings, environment: this.#settings.proxyEnvironment });
  }

  /** The public description of a tenant's login. @throws PartnerCenterError if no host of a login answers */
  login(tenantId = "organizations"): Promise<Reached> {
    const { authorityHost } = this.#settings;
    return this.#reach(authorityHost, `/${tenantId}/v2.0/.well-known/openid-configuration`, "login");
  }

  /** The API without a token, which it refuses. @throws PartnerCenterError if no host of an API answers */
  api(): Promise<Reached> {
    return this.#reach(this.#settings.apiBaseUrl, "/v1/customers?size=1", "api");
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    this.#transport.close();
  }

  async #reach(base: string, path: string, endpoint: "login" | "api"): Promise<Reached> {
    const host = new URL(base).origin;
    const { settingName, clock } = this.#settings;
    const doing = { doing: `Reaching ${host}`, settingName };
    const startedAt = clock.now();
    const answer = await sendWithRetries(
      this.#transport,
      { method: "GET", url: base + path, headers: { Accept: "application/json" } },
      this.#settings,
    );
    if (answer instanceof TransportFailure)
      throw errorOf({ ...transportFailure(doing, answer), scope: "partner" });
    // Another refusal is the host's own, and says that it is there.
    if (isOfTheWay(answer.status)) {
      const redactor = new Redactor();
      throw errorOf(
        endpoint === "login"
          ? loginFailure(doing, answer, redactor)
          : { ...apiFailure(doing, answer, redactor), submission: undefined, scope: "partner" },
      );
    }
    const now = (startedAt + clock.now()) / 2;
    const date = Date.parse(answer.headers.date ?? "");
    return {
      host,
      httpStatus: answer.status,
      ...(!Number.isNaN(date) && { clockAheadMs: Math.round(now - date) }),
    };
  }
}

const isOfTheWay = (status: number) => status === 407 || status >= 500 || (status >= 300 && status < 400);

/** One call of the list of customers, asked whether the sign-in would do. */
export async function checkAccess(pipeline: Pipeline, options: CallOptions): Promise<AccessCheck> {
  const answered = await pipeline.send(
    "Reading a page of the partner's customers",
    { method: "GET", path: "/v1/customers?size=1", headers: { ValidateMfa: "true" } },
    options,
  );
  const { answer, call } = answered;
  const compliant = /^(true|false)$/i.exec(answer.headers.ismfacompliant ?? "")?.[0].toLowerCase();
  return {
    correlationId: call.ids.correlationId,
    ...(compliant !== undefined && { mfaCompliant: compliant === "true" }),
    ...refusalOf(pipeline, answered),
  };
}

function refusalOf(pipeline: Pipeline, answered: Answered): { refusal?: PartnerCenterError } {
  try {
    pipeline.understood(answered, decodePage);
    return {};
  } catch (error) {
    if (error instanceof PartnerCenterError) return { refusal: error };
    throw error;
  }
}
