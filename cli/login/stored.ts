import type { Proof, SignIn } from "./prove";

/** What was stored, and what the user should know. */
export interface Stored {
  /** Such as "in the configuration of stack dev". */
  place: string;
  /** The settings that were set. */
  names: string[];
  notes: string[];
  /** Commands. */
  next: string[];
}

/** A login that was seen to work. */
export type ProvenLogin = SignIn & Proof;

/** What a run needs besides. */
export function secretNote({ needsClientSecret, clientSecret }: ProvenLogin, name: string): string[] {
  if (needsClientSecret) return [`It is redeemed with the client secret: ${name} must be set as well.`];
  return clientSecret === undefined
    ? []
    : [
        `Microsoft Entra takes the application for a public client here: ${name} is not sent with this token.`,
      ];
}
