import { API_ERRORS, TAGGING_DENIED } from "./apiErrors";
import { CUSTOMER_ERRORS } from "./customerErrors";
import type { ErrorEntry } from "./PartnerCenterError";
import { LOGIN_ERRORS, OTHER_LOGIN_ERROR } from "./loginErrors";
import type { ApiFault } from "./parse";
import { OTHER_CLIENT_ERROR, REDIRECTED, SERVER_ERROR, STATUS_ERRORS } from "./statusErrors";

export type { ErrorEntry } from "./PartnerCenterError";
export { type Finding, FINDINGS } from "./findings";

const ERRORS_BY_CODE = { ...API_ERRORS, ...CUSTOMER_ERRORS };

/** Whatever the code, these statuses mean the same: the code adds only words. */
const STATUS_DECIDES = new Set([408, 429]);

/** The row of the table for an answer of the API that is no success. */
export function entryOf(status: number, { code, description }: ApiFault): ErrorEntry {
  const byStatus = STATUS_ERRORS[status];
  if (STATUS_DECIDES.has(status) && byStatus) return byStatus;
  if (status >= 500) return SERVER_ERROR;
  if (status >= 300 && status < 400) return REDIRECTED;
  const byCode =
    code === undefined ? undefined : (own(ERRORS_BY_CODE, `${status}/${code}`) ?? own(ERRORS_BY_CODE, code));
  if (byCode) return byCode;
  // The form of 2020: no body, and a reason phrase.
  if (status === 401 && /\bMFA required\b/i.test(description ?? ""))
    return own(API_ERRORS, "900421") ?? SERVER_ERROR;
  if (/\btagging denied\b/i.test(description ?? "")) return TAGGING_DENIED;
  return byStatus ?? (status >= 400 ? OTHER_CLIENT_ERROR : SERVER_ERROR);
}

/** The row of the table for a code of the API that was not answered, but would be. */
export function entryOfCode(code: keyof typeof API_ERRORS): ErrorEntry {
  return own(ERRORS_BY_CODE, code) ?? OTHER_CLIENT_ERROR;
}

/** The row of the table for an answer of the login that is no token. */
export function loginEntryOf({ code, error }: ApiFault): ErrorEntry {
  // The number of a declined sign-in is not published: its word decides.
  const key = error === "authorization_declined" ? error : code;
  const known = key === undefined ? undefined : own(LOGIN_ERRORS, key);
  return known ?? (error === "expired_token" ? own(LOGIN_ERRORS, error) : undefined) ?? OTHER_LOGIN_ERROR;
}

/** Whether a code is one of the tables', and so no secret. */
export const isKnownCode = (code: string): boolean =>
  own(ERRORS_BY_CODE, code) !== undefined || own(LOGIN_ERRORS, code) !== undefined;

/** Codes come from outside: `constructor` is none. */
function own(table: Readonly<Record<string, ErrorEntry>>, key: string): ErrorEntry | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
