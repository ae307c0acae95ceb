import type { SettingName } from "../settingText";
import { errorOf, loginFailure, transportFailure } from "../errors/describe";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import type { Redactor } from "../redact";
import { TransportFailure } from "../transportFailure";
import type { Network } from "./network";

/** The error of a login that gave no token: by its answer's code, by what came instead of one, or in MSAL's word. */
export function entraFailure(
  doing: string,
  error: unknown,
  { last }: Pick<Network, "last">,
  redactor: Redactor,
  settingName: SettingName,
): PartnerCenterError {
  if (error instanceof PartnerCenterError) return error;
  if (last instanceof TransportFailure)
    return errorOf({ ...transportFailure({ doing, settingName }, last), scope: "partner" });
  if (last && last.status !== 200) return errorOf(loginFailure({ doing, settingName }, last, redactor));
  const { errorCode } = (error ?? {}) as { errorCode?: unknown };
  if (last === undefined) {
    const kind = typeof errorCode === "string" ? errorCode : error instanceof Error ? error.name : undefined;
    return errorOf({ ...transportFailure({ doing, settingName }, notMade(kind)), scope: "partner" });
  }
  return errorOf({
    name: "LoginFailedError",
    doing,
    found: typeof errorCode === "string" ? redactor.text(errorCode, 60) : "its answer was not understood",
    meaning: "Microsoft Entra did not give a token.",
    remedy: "Check the tenant, the authority host and whether a proxy answers in its place.",
    scope: "partner",
  });
}

/** MSAL, or Node, failed before anything was sent. Only its word for it is shown: a message may hold anything. */
const notMade = (kind: string | undefined): TransportFailure =>
  new TransportFailure({
    kind: "notMade",
    sent: false,
    transient: false,
    detail: kind !== undefined && /^\w{1,60}$/.test(kind) ? kind : undefined,
  });
