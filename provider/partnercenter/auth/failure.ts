import { errorOf, loginFailure, transportFailure } from "../errors/describe";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import type { Redactor } from "../redact";
import type { Network } from "./network";

/** The error of a login that gave no token: by its answer's code, by what came instead of one, or in MSAL's word. */
export function entraFailure(
  doing: string,
  error: unknown,
  { last }: Pick<Network, "last">,
  redactor: Redactor,
  settingName: (name: string) => string,
): PartnerCenterError {
  if (error instanceof PartnerCenterError) return error;
  if (last && "failure" in last)
    return errorOf({ ...transportFailure({ doing }, last.failure), scope: "partner" });
  if (last && last.answer.status !== 200) {
    const failure = loginFailure(doing, last.answer, redactor);
    return errorOf({ ...failure, remedy: asNamed(failure.remedy, settingName) });
  }
  const { errorCode } = (error ?? {}) as { errorCode?: unknown };
  return errorOf({
    name: "LoginFailedError",
    doing,
    found: typeof errorCode === "string" ? redactor.text(errorCode, 60) : "its answer was not understood",
    meaning: "Microsoft Entra did not give a token.",
    remedy: "Check the tenant, the authority host and whether a proxy answers in its place.",
    scope: "partner",
  });
}

/** The table calls settings by their environment variables: a user who has set them elsewhere reads his own names. */
function asNamed(remedy: string, settingName: (name: string) => string): string {
  return remedy.replace(/PARTNERCENTER_([A-Z_]+[A-Z])/g, (variable, rest: string) => {
    const name = rest.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const given = settingName(name);
    return given === name || given === `login.${name}` ? variable : given;
  });
}
