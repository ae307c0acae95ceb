import type { Decision } from "../../../../provider/resources/customerQualification/decision";

/* What the tables of decisions assert: each decision in a few words, and what many rows have in common. */

/** A decision in a few words: what the tables below assert. */
export function words(decision: Decision): string {
  switch (decision.kind) {
    case "submit":
      return `submit ${decision.request}`;
    case "refuse":
      return `refuse: ${decision.because}`;
    case "record":
      return `record: ${decision.because}`;
    case "warn":
      return `warn: ${decision.because}${decision.alreadyRecorded && !decision.edited ? ", unchanged" : ""}`;
    case "adopt":
      return decision.thenWait ? "adopt, wait" : "adopt";
    case "notLooked":
      return decision.edited ? "not looked, edited" : "not looked";
    case "nothing":
    case "wait":
    case "notObserved":
      return decision.kind;
  }
}

export const INDIFFERENT = { "not observed": "notObserved", "not looked": "not looked" };
export const EDITED = { "not observed": "notObserved", "not looked": "not looked, edited" };
/** What can't be seen to be there. */
export const absent = (what: string, logged = shown(what)): Record<string, string> => ({
  nothing: what,
  "None listed": what,
  "GCC denied": what,
  "State-owned beside nothing": what,
  ...logged,
});
type Shown = Record<"own" | "lately" | "unnamedLately" | "counted", string>;
/** The same where the activity log shows something: `counted` where it shows three verification requests. */
export const shown = (
  what: string,
  { own = what, lately = own, unnamedLately = lately, counted = what }: Partial<Shown> = {},
): Record<string, string> => ({
  "nothing, and the log shows one of it of 20 minutes ago": lately,
  "nothing, and the log shows one of 20 minutes ago that it does not say": unnamedLately,
  "nothing, and the log shows a submission of it": own,
  "nothing, and the log shows one of a qualification that it does not say": own,
  "nothing, and the log shows three of GCC": counted,
  "nothing, and the log shows one that failed, and one of a State-owned entity": what,
});
/** What a new resource does. */
export const FIRST = absent(
  "submit 1",
  shown("submit 1", {
    own: "refuse: submittedBefore",
    lately: "refuse: submittedLately",
    counted: "refuse: limit",
  }),
);
/** What a new resource does whose `resubmit` is set. */
export const ASKED_ANEW = shown("submit 1", {
  own: "submit 2",
  lately: "refuse: submittedLately",
  unnamedLately: "submit 2",
  counted: "refuse: limit",
});
/** What a changed `resubmit` does, after one that is recorded. */
export const SECOND = absent("submit 2", shown("submit 2", { counted: "refuse: limit" }));
/** What is there and not denied. */
export const present = (what: string): Record<string, string> => ({
  InReview: what,
  Approved: what,
  "no status": what,
  "a status nobody knows yet": what,
});
export const deniedEither = (what: string): Record<string, string> => ({ Denied: what, ...deniedAnew(what) });
export const deniedAnew = (what: string): Record<string, string> => ({
  "Denied, newer": what,
  "Denied, a minute ago": what,
  "Revoked, newer": what,
});
