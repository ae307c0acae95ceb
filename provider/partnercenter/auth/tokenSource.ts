import type { Clock } from "../clock";

/** An access token. */
export interface Token {
  value: string;
  /** Milliseconds since 1970; absent if not known. */
  expiresAt?: number;
}

/** Where tokens come from. */
export interface Tokens {
  /** A token that is good for the next call. */
  get(): Promise<string>;
  /** A token in the place of one that the API rejected; undefined if there is no other. */
  renew(rejected: string): Promise<string | undefined>;
}

/** A token is renewed that long before it ends: a call that waits for its turn still finds it valid. */
const RENEW_BEFORE_MS = 120_000;

/** Holds one token for all calls; whoever needs one while it is being obtained waits for the same request. */
export class TokenSource implements Tokens {
  readonly #obtain: () => Promise<Token>;
  readonly #clock: Clock;
  #token?: Token;
  #renewAt = -Infinity;
  #pending?: Promise<Token>;

  constructor(obtain: () => Promise<Token>, clock: Clock) {
    this.#obtain = obtain;
    this.#clock = clock;
  }

  async get(): Promise<string> {
    if (this.#token && this.#clock.now() < this.#renewAt) return this.#token.value;
    return (await this.#single()).value;
  }

  async renew(rejected: string): Promise<string> {
    // Another call with the same token may have been rejected, and have renewed it, before.
    if (this.#token && this.#token.value !== rejected) return this.#token.value;
    return (await this.#single()).value;
  }

  #single(): Promise<Token> {
    this.#pending ??= this.#renewed().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #renewed(): Promise<Token> {
    const token = await this.#obtain();
    const now = this.#clock.now();
    const lifetimeMs = (token.expiresAt ?? Infinity) - now;
    // Half of a very short life, for a test tenant may issue such tokens.
    this.#renewAt = now + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 2);
    this.#token = token;
    return token;
  }
}
