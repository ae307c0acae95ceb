// The steps that lead to where a bug can show.
import type { Fate, Step } from "../steps";

export const UP: Extract<Step, { do: "command" }> = {
  do: "command",
  command: "up",
  continueOnError: false,
  troubles: [],
  inPreview: false,
};
export const WARN: Step = { do: "edit", slot: 0, edit: { name: "onDenied", value: "warn" } };
export const RESUBMIT: Step = { do: "edit", slot: 0, edit: { name: "resubmit", value: "1" } };
/** Another customer's look takes twenty seconds. */
export const SLOW_REFRESH: Step = {
  ...UP,
  command: "up --refresh",
  troubles: [{ at: 1, what: "fault", fault: { kind: "delay", ms: 20_000 }, times: 1 }],
};
/** The second request of an `up` that creates county: the partner's validation codes. */
export const SLOW_CODES: Step = {
  ...UP,
  troubles: [{ at: 2, what: "fault", fault: { kind: "throttle", retryAfter: 60 }, times: 1 }],
};
/** The POST of an `up` that creates is throttled, and before it looks again somebody else has submitted. */
export const OVERTAKEN: Step = {
  ...UP,
  troubles: [
    { at: 2, what: "fault", fault: { kind: "throttle", retryAfter: 60 }, times: 1 },
    { at: 3, what: "fate", fate: { customer: 0, qualification: 0, event: "inReview" } },
  ],
};
export const microsoft = (event: Fate["event"], qualification = 0): Step => ({
  do: "fate",
  fate: { customer: 0, qualification, event },
});
export const declare = (slot: number): Step => ({ do: "declare", slot });

export const DAY: Step = { do: "pass", minutes: 1440 };
export const again = (slot: number, value: string): Step => ({
  do: "edit",
  slot,
  edit: { name: "resubmit", value },
});
export const RENAME: Step = { do: "rename", slot: 0 };
/** The first request of an `up` that creates is answered with this: its look. */
export const answered = (body: string, command: "up" | "preview" = "up"): Step => ({
  ...UP,
  command,
  troubles: [{ at: 1, what: "fault", fault: { kind: "body", body }, times: 1 }],
});
/** Both stacks at the same time. */
export const BESIDE: Step = { ...UP, beside: true };
/** The answer of a POST of an `up` that creates does not come. */
export const UNANSWERED: Step = {
  ...UP,
  troubles: [{ at: 2, what: "fault", fault: { kind: "dropAfter" }, times: 1 }],
};
/** The POST of an `up` that creates is refused for its content. */
export const REFUSED: Step = {
  ...UP,
  troubles: [{ at: 2, what: "fault", fault: { kind: "error", error: "invalidProperty" }, times: 1 }],
};
/** It dies when it is about to submit. */
export const DEATH: Step = { ...UP, troubles: [{ at: 2, what: "kill", when: "before" }] };
