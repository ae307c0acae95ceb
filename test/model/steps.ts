import type { Fault } from "../../emulator";
import type { Args } from "./engine";

/** What people and Microsoft may do, as plain data, so that a failing walk shrinks and can be read. */

export const COMMANDS = ["up", "up --refresh", "preview", "preview --refresh", "refresh", "destroy"] as const;

export type Command = (typeof COMMANDS)[number];

export type Trouble = { /** At which request of the process, from 1. */ at: number } & (
  | { what: "fault"; fault: Fault; times: number }
  | { what: "kill"; when: "before" | "after" }
  | { what: "interrupt" }
  | { what: "fate"; fate: Fate }
);

export interface Fate {
  customer: number;
  qualification: number;
  event: (typeof EVENTS)[number];
}
export const EVENTS = [
  "approve",
  "deny",
  "denyAnew",
  "forget",
  "inReview",
  "escalate",
  "approveWithoutStatus",
  "noneListed",
  "loseRelationship",
  "restoreRelationship",
  // Somebody's own submissions, and what the activity log has of them.
  "submittedInPortal",
  "submittedInPortalAndGone",
  "submittedWithoutName",
  "refusedInPortal",
  "recordedTwice",
] as const;

export type Edit = { [Name in keyof Args]-?: { name: Name; value: Args[Name] } }[keyof Args];

export type Step =
  | {
      do: "command";
      command: Command;
      continueOnError: boolean;
      troubles: Trouble[];
      inPreview: boolean;
      /** `--replace`, of the resource in this place of the program. */
      replace?: number;
      /** Of the other stack, where there are two. */
      other?: boolean;
      /** At the same time the other stack's, where there are two and it is an `up`. */
      beside?: boolean;
    }
  | { do: "edit"; slot: number; edit: Edit }
  | { do: "move"; slot: number; customer: number }
  | { do: "declare" | "undeclare"; slot: number }
  | { do: "rename" | "replace on changes" | "taint"; slot: number }
  | { do: "unknown"; slot: number; input: keyof Args | undefined }
  | { do: "fate"; fate: Fate }
  | { do: "lose the state" }
  | { do: "pass"; minutes: number }
  | { do: "token"; token: (typeof TOKENS)[number] };

export const TOKENS = [
  "appUser",
  "appOnly",
  "withoutMfa",
  "withoutRole",
  "wrongAudience",
  "expired",
] as const;

export const LOGINS = ["accessToken", "refreshToken"] as const;

export interface World {
  answerStyle: "pages" | "swagger" | "changeLog";
  idempotent: boolean;
  vetting: "by hand" | "approved soon" | "denied soon";
  login: (typeof LOGINS)[number];
  liveDiff: boolean;
  maxSubmissions: number;
  latencyMs: number;
  /** How long a list does not show what was submitted. */
  listBehindMs: number;
  /** How long the activity log does not show what was done. */
  logBehindMs: number;
  /** Whether this login may read it. */
  logReadable: boolean;
  /** How many providers a program has, each a process of its own. */
  providers: 1 | 2;
  /** How many stacks have resources for the same customer, on the same machine. */
  stacks: 1 | 2;
  steps: Step[];
}

export const VALIDATION_CODES = ["90417723", "55180264"] as const;

/** Not one of the partner's. */
export const WRONG_CODE = "13377331";
