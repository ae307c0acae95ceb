import { randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import type { EntraErrorCode } from "./errors";

/** What becomes of a refresh token that was used: it may come back as it is, or a new one with the old still good or not. */
export const ROTATIONS = ["same", "rotate", "rotateAndRevoke"] as const;
export type Rotation = (typeof ROTATIONS)[number];

/** Who has signed in, where, and how. */
export interface SignIn {
  clientId: string;
  mfa: boolean;
  adminAgent: boolean;
  /** By device code at a public client: it is redeemed without a secret. */
  ofPublicClient?: boolean;
}

interface Kept extends SignIn {
  lastUsedAt: number;
  /** Sign-ins count up from 1; a token that comes in the place of another is of the same one. */
  number: number;
}

/** A refresh token that was not used for so long is dead. */
const INACTIVITY_MS = 90 * 24 * 3600 * 1000;

/** The refresh tokens that were given out. */
export class RefreshTokens {
  rotation: Rotation;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  #signIns = 0;
  /** Sign-ins up to this one count as made without multifactor authentication. */
  #distrusted = 0;

  constructor(clock: Clock, rotation: Rotation) {
    this.#clock = clock;
    this.rotation = rotation;
  }

  /** One for somebody who has just signed in. */
  add(signIn: SignIn): string {
    return this.#keep({ ...signIn, number: (this.#signIns += 1) });
  }

  isOfPublicClient(token: string): boolean {
    return this.#kept.get(token)?.ofPublicClient === true;
  }

  /** Whose it is, and the one that comes in its place; or why it is worth nothing. */
  redeem(token: string, clientId: string): (SignIn & { refresh: string }) | EntraErrorCode {
    const kept = this.#kept.get(token);
    if (kept === undefined || kept.clientId !== clientId) return 70000;
    if (this.#clock.now() - kept.lastUsedAt > INACTIVITY_MS) return 700082;
    kept.lastUsedAt = this.#clock.now();
    const { mfa, adminAgent, number } = kept;
    return {
      clientId,
      mfa: mfa && number > this.#distrusted,
      adminAgent,
      refresh: this.#rotate(token, kept),
    };
  }

  /** Sign-ins until now count as made without multifactor authentication. @returns what takes that back */
  distrust(): () => void {
    this.#distrusted = this.#signIns;
    return () => {
      this.#distrusted = 0;
    };
  }

  #rotate(token: string, kept: Kept): string {
    if (this.rotation === "same") return token;
    if (this.rotation === "rotateAndRevoke") this.#kept.delete(token);
    return this.#keep(kept);
  }

  #keep(signIn: Omit<Kept, "lastUsedAt">): string {
    const token = `0.${randomBytes(48).toString("base64url")}`;
    this.#kept.set(token, { ...signIn, lastUsedAt: this.#clock.now() });
    return token;
  }
}
