import type { Severity } from "./notices";
import type { Session } from "./session";
import { SETTINGS_NOT_KNOWN } from "../settings/settings";
import { notObserved } from "./sentences";

/**
 * Tells a person what was decided of one resource, loudly where somebody has to do something. What concerns every
 * resource alike is told once, of the stack.
 *
 * @param type - the resource's type, for what is told of all of them
 * @param line - the sentence; nothing is told without one
 * @param severity - of what is neither refused nor unseen
 */
export function tellDecided(
  session: Session,
  type: string,
  decision: { kind: string; why?: string },
  line: string | undefined,
  severity: Severity = "info",
): void {
  const { kind, why } = decision;
  if (kind === "notLooked") return session.notices.tellStackOnce(`${type}: not looked at: ${why}`);
  if (line === undefined) return;
  if (kind === "notObserved" && why === SETTINGS_NOT_KNOWN) return session.notices.tellStackOnce(line);
  // Where an `up` refuses, its error says so.
  if (kind === "refuse" && session.previewing === false) return;
  session.notices.tellOnce(line, kind === "refuse" || kind === "notObserved" ? "warning" : severity);
}

/** The same of a look that was not made, or failed. */
export function tellUnseen(
  session: Session,
  type: string,
  observed: { kind: "notObserved" | "notLooked"; why: string },
  subject: string,
): void {
  tellDecided(
    session,
    type,
    observed,
    notObserved(observed.why, (text) => `${subject}: ${text}`),
  );
}
