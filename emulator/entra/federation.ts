import { generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import type { Clock } from "../clock";
import { type EmulatorRequest, jsonReply, type Reply, textReply } from "../http";
import type { EntraErrorCode } from "./errors";
import { encode } from "./tokens";

/** What an application trusts ("Federated identity credentials"): all three to the letter. */
export interface FederatedCredential {
  issuer: string;
  subject: string;
  audience: string;
}

/** Another issuer's tokens; what is not given is as the application trusts it. */
export interface OidcTokenOptions extends Partial<FederatedCredential> {
  /** Seconds from now to its end; default 300, as GitHub's. */
  lifetimeSeconds?: number;
}

/** The usual audience of a token that stands in the place of a secret. */
const AUDIENCE = "api://AzureADTokenExchange";

const CLAIMS: Readonly<Partial<Record<EntraErrorCode, string>>> = {
  700211: "iss",
  700212: "aud",
  700213: "sub",
  7002138: "sub",
};

/**
 * The platforms that a pipeline runs on, as an issuer of OIDC tokens, and what the application trusts of them. Nobody
 * fetches the issuer's keys: they are here.
 */
export class Federation {
  /** What the application trusts. */
  readonly credentials: FederatedCredential[] = [
    {
      issuer: "https://issuer.example",
      subject: "repo:partner/customers:environment:production",
      audience: AUDIENCE,
    },
  ];
  /** The bearer token for a request of an OIDC token. */
  readonly requestToken: string;
  /** The service connection that Azure Pipelines issues tokens for. */
  readonly serviceConnectionId = "7e3a9fb2-5d6e-4f70-8192-a3b4c5d6e7f8";
  readonly #clock: Clock;
  #keys?: { publicKey: KeyObject; privateKey: KeyObject };

  constructor(clock: Clock, requestToken: string) {
    this.#clock = clock;
    this.requestToken = requestToken;
  }

  /** An OIDC token, as the issuer would sign it. */
  token({ lifetimeSeconds = 300, ...claims }: OidcTokenOptions = {}): string {
    const { issuer, subject, audience } = { ...this.credentials[0], ...claims };
    const now = Math.floor(this.#clock.now() / 1000);
    const text = [
      { alg: "RS256", typ: "JWT", kid: "issuer-key" },
      { iss: issuer, sub: subject, aud: audience, iat: now, nbf: now, exp: now + lifetimeSeconds },
    ]
      .map(encode)
      .join(".");
    return `${text}.${sign("sha256", Buffer.from(text), this.#pair.privateKey).toString("base64url")}`;
  }

  /** What is wrong with a token that an application shows in the place of a secret; undefined: nothing. */
  problem(token: string): EntraErrorCode | undefined {
    const [head, payload, signature = ""] = token.split(".");
    const header = parse(head);
    const claims = parse(payload);
    if (header === undefined || claims === undefined) return 50027;
    const ofIssuer = this.credentials.filter(({ issuer }) => issuer === claims.iss);
    if (ofIssuer.length === 0) return 700211;
    const ofSubject = ofIssuer.filter(({ subject }) => subject === claims.sub);
    if (ofSubject.length === 0) {
      const small = String(claims.sub).toLowerCase();
      return ofIssuer.some(({ subject }) => subject.toLowerCase() === small) ? 7002138 : 700213;
    }
    if (!ofSubject.some(({ audience }) => audience === claims.aud)) return 700212;
    if (header.alg !== "RS256" || header.kid !== "issuer-key") return 7000272;
    const signed = Buffer.from(`${head}.${payload}`);
    if (!verify("sha256", signed, this.#pair.publicKey, Buffer.from(signature, "base64url"))) return 50013;
    return typeof claims.exp === "number" && claims.exp * 1000 > this.#clock.now() ? undefined : 700024;
  }

  /** What a token has in the place of what no credential trusts, which the login's answer says. */
  shown(token: string | null, code: EntraErrorCode): string | undefined {
    const claim = CLAIMS[code];
    return claim && String(parse(token?.split(".")[1])?.[claim]);
  }

  /** A pipeline's request of an OIDC token: a GET as on GitHub, a POST as on Azure DevOps. */
  handle({ method, query, headers }: EmulatorRequest): Reply {
    if (headers.authorization !== `Bearer ${this.requestToken}`)
      return textReply(401, "The token is not valid.");
    if (method === "GET") {
      const value = this.token({ audience: query.audience ?? "https://github.com/partner" });
      return jsonReply(200, { count: value.length, value });
    }
    if (query.serviceConnectionId === this.serviceConnectionId)
      return jsonReply(200, { oidcToken: this.token() });
    const value = `There is no explicit reference to service connection ${query.serviceConnectionId} from current stage up.`;
    return jsonReply(400, { count: value.length, value });
  }

  /** Made when it is first needed: it takes a while. */
  get #pair() {
    return (this.#keys ??= generateKeyPairSync("rsa", { modulusLength: 2048 }));
  }
}

function parse(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString());
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
