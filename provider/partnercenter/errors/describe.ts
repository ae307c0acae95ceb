import { parseJson } from "../decode/json";
import { decodeText } from "../decode/text";
import type { CallIds } from "../headers";
import type { Redactor } from "../redact";
import type { HttpAnswer } from "../transport";
import type { TransportFailure } from "../transportFailure";
import { asNamed, type SettingName } from "../settingText";
import { failureEntryOf } from "./failures";
import { NO_OIDC_TOKEN } from "./credentialErrors";
import { parseFault, type ApiFault } from "./parse";
import { type ErrorFacts, PartnerCenterError } from "./PartnerCenterError";
import { entryOf, type ErrorEntry, isKnownCode, loginEntryOf } from "./table";

/** What was being done when it failed. */
export interface Doing {
  /** A phrase such as "Reading the qualifications of customer …". */
  doing: string;
  ids?: CallIds;
  /** By default a remedy names settings as the table does. */
  settingName?: SettingName;
}

/** Facts of an error before it is made, so that a submission can add what it knows. */
export type Failure = ErrorFacts;

/** An answer of the API that is no success. */
export function apiFailure(doing: Doing, answer: HttpAnswer, redactor: Redactor, note = ""): Failure {
  const fault = faultOf(answer);
  return answered(doing, answer, entryOf(answer.status, fault), fault, redactor, note);
}

/** The body's fault; where it says nothing, a reason phrase such as "Unauthorized - MFA required" may. */
function faultOf(answer: HttpAnswer): ApiFault {
  const fault = parseFault(decodeText(answer.body));
  return fault.description === undefined && / - /.test(answer.statusText)
    ? { ...fault, description: answer.statusText }
    : fault;
}

/** An answer of the login that is no token. */
export function loginFailure(doing: Doing, answer: HttpAnswer, redactor: Redactor): Failure {
  const fault = parseFault(decodeText(answer.body));
  // A proxy, a redirect or a failing service are said as such; only the login's own answers have its codes.
  const entry =
    answer.status === 400 || answer.status === 401
      ? loginEntryOf(fault)
      : loginStatusEntry(answer.status, fault);
  return answered(doing, answer, { ...entry, scope: "partner", submission: undefined }, fault, redactor);
}

const loginStatusEntry = (status: number, fault: ApiFault): ErrorEntry =>
  isOfTheWay(status) ? entryOf(status, {}) : loginEntryOf(fault);

const isOfTheWay = (status: number): boolean =>
  status === 407 || status === 429 || status >= 500 || (status >= 300 && status < 400);

/** An answer of a pipeline's platform that is no OIDC token; `words` of it may be shown. */
export function oidcFailure(
  doing: Doing,
  answer: HttpAnswer,
  words: string | undefined,
  redactor: Redactor,
): Failure {
  const entry = isOfTheWay(answer.status) ? entryOf(answer.status, {}) : NO_OIDC_TOKEN;
  const fault = words === undefined ? {} : { description: words };
  return answered(doing, answer, { ...entry, scope: "partner", submission: undefined }, fault, redactor);
}

function answered(
  { doing, ids, settingName }: Doing,
  answer: HttpAnswer,
  entry: ErrorEntry,
  fault: ApiFault,
  redactor: Redactor,
  note = "",
): Failure {
  const code =
    fault.code === undefined || isKnownCode(fault.code) ? fault.code : redactor.text(fault.code, 40);
  const description = fault.description === undefined ? undefined : redactor.text(fault.description);
  const { name, meaning, remedy, scope, submission } = entry;
  const status = `HTTP ${answer.status}${code === undefined ? "" : `, code ${code}`}`;
  return {
    name,
    doing,
    found: `${status}${description === undefined ? "" : `: ${JSON.stringify(description)}`}${note}`,
    inOurWords: `${status}${note}`,
    meaning,
    remedy: asNamed(remedy, settingName),
    scope,
    submission,
    httpStatus: answer.status,
    code,
    description,
    ...ids,
  };
}

/** A request without an answer. */
export function transportFailure(
  { doing, ids, settingName }: Doing,
  failure: TransportFailure,
  note = "",
): Failure {
  const { name, found, meaning, remedy, scope } = failureEntryOf(failure);
  return {
    name,
    doing,
    found: found + note,
    meaning,
    remedy: asNamed(remedy, settingName),
    scope,
    ...(failure.status !== undefined && { httpStatus: failure.status }),
    ...ids,
  };
}

/** A success whose body says nothing that can be relied on. It never means "none": none is what gets submitted. */
export function notUnderstood(
  { doing, ids }: Doing,
  answer: HttpAnswer,
  why: string,
  redactor: Redactor,
  secret = false,
): Failure {
  const body = secret ? "not shown, for it may hold a password" : shownBody(answer, redactor);
  const inOurWords = `HTTP ${answer.status}, but its body was not understood (${why})`;
  return {
    name: "NotUnderstoodError",
    doing,
    found: `${inOurWords}: ${body}`,
    inOurWords,
    meaning: "An answer that isn't understood is never taken for “none”.",
    remedy:
      "Check the base URL, the contract setting and whether a proxy answers in the API's place; if it stays, report it with this text.",
    scope: "customer",
    httpStatus: answer.status,
    ...ids,
  };
}

/** A success that was understood, and does not say for certain all that a customer has: no submission rests on it. */
export function uncertain(
  { doing, ids }: Doing,
  answer: HttpAnswer,
  why: string,
  redactor: Redactor,
  note = "",
): Failure {
  const status = `HTTP ${answer.status}, but it does not say for certain what the customer has`;
  return {
    name: "UncertainAnswerError",
    doing,
    found: `${status} (${redactor.text(why)})${note}: ${shownBody(answer, redactor)}`,
    inOurWords: `${status}${note}`,
    meaning: "A submission can't be taken back, so it rests on an answer that is certain, and on no other.",
    remedy:
      "Look at the customer's account page in Partner Center and run again; if the answer stays like this, look for a newer version of this package, and report it with this text.",
    scope: "customer",
    httpStatus: answer.status,
    ...ids,
  };
}

function shownBody(answer: HttpAnswer, redactor: Redactor): string {
  const text = decodeText(answer.body).trim();
  if (text === "") return "nothing";
  const json = parseJson(text);
  return json.ok
    ? redactor.value(json.value, 200)
    : JSON.stringify(redactor.text(parseFault(text).description ?? "", 200));
}

/** The error of a failure. */
export const errorOf = (failure: Failure) => new PartnerCenterError(failure);
