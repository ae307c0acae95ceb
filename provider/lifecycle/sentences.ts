import { SETTINGS_NOT_KNOWN } from "../settings/settings";

/** Appends what Microsoft's support asks for first. */
export function correlated(message: string, correlationId: string | undefined): string {
  return correlationId === undefined || message.includes(correlationId)
    ? message
    : `${message} MS-CorrelationId: ${correlationId}.`;
}

/** What a preview says where nothing is to be done: after a failed `up` the engine shows an update nevertheless. */
export function nothingToDo(moved: boolean, lastUpFailed: boolean): string {
  if (!lastUpFailed) return moved ? "Nothing to do; `pulumi up --refresh` records it." : "";
  return (
    "The last `pulumi up` failed, so an update is shown although nothing is to be done: `pulumi up` or a refresh clears " +
    "it, and sends nothing."
  );
}

/** What a preview says of a look that was not made: of settings that are not known yet once, for they are everybody's. */
export const notObserved = (why: string, line: (text: string) => string): string =>
  why === SETTINGS_NOT_KNOWN
    ? "Partner Center is not looked at: the settings of a Provider are not known before `pulumi up`, which looks then."
    : line(`could not be observed. ${why}`);

/** An error's message, of two lines and with a full stop or without, within a text of one line. */
export function sentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
