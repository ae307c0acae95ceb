import {
  type AuditRecord,
  canonicalQualification,
  parseVettingDate,
  QUALIFICATION_OPERATION,
} from "../../partnercenter";
import { parseJson } from "../../partnercenter/decode/json";
import { isDocumentedQualification, plainName } from "../../partnercenter/names";

/** A submission as the activity log shows it, whoever made it. */
export interface LoggedSubmission {
  /** In lower case. */
  customerId: string;
  customerName?: string;
  /** Absent: the record does not say which. */
  qualification?: string;
  /** Milliseconds since 1970; absent where the record has no date that can be read. */
  at?: number;
  /** The date as it came. */
  operationDate?: string;
  /** succeeded, failed, progress; the set is open. */
  operationStatus?: string;
  userPrincipalName?: string;
  /** An application's id or name. */
  applicationId?: string;
}

/**
 * The submissions among records of the activity log, the oldest first, those without a date at the end. What a submission's
 * record holds, whether the portal's leave one, and how soon one shows up, is not published: what is here was submitted, and
 * what is not here may have been.
 *
 * @param customerId - of this customer only
 * @param qualification - of this one, and those of which the record does not say which they are of
 */
export function submissionsOf(
  records: Iterable<AuditRecord>,
  customerId?: string,
  qualification?: string,
): LoggedSubmission[] {
  const wanted = qualification === undefined ? undefined : canonicalQualification(qualification);
  const found = new Map<string, LoggedSubmission>();
  for (const record of records) {
    if (!isSubmission(record)) continue;
    const one = submissionOf(record);
    if (one === undefined || (customerId !== undefined && one.customerId !== customerId.toLowerCase()))
      continue;
    if (wanted !== undefined && one.qualification !== undefined && one.qualification !== wanted) continue;
    const key = one.operationDate === undefined ? `${found.size}` : keyOf(one);
    const known = found.get(key);
    // Of one that is there twice, what became of it counts.
    if (known === undefined || isUnderWay(known)) found.set(key, one);
  }
  return [...found.values()].sort(byDate);
}

/** Whether a record is one of a submission. */
export const isSubmission = ({ operationType = "" }: AuditRecord): boolean =>
  plainName(operationType) === plainName(QUALIFICATION_OPERATION);

/** Whether Microsoft may have counted it: what failed was refused, and any other word may mean that it was taken. */
export const mayHaveBeenTaken = ({ operationStatus }: Pick<LoggedSubmission, "operationStatus">): boolean =>
  plainName(operationStatus ?? "") !== "failed";

/** What may have counted as a verification request: a State-owned entity is not vetted. */
export const isVerification = (one: Pick<LoggedSubmission, "qualification" | "operationStatus">): boolean =>
  mayHaveBeenTaken(one) && one.qualification !== "StateOwnedEntity";

const isUnderWay = ({ operationStatus }: LoggedSubmission) => plainName(operationStatus ?? "") === "progress";
const byDate = (
  { at: a = Number.MAX_VALUE }: LoggedSubmission,
  { at: b = Number.MAX_VALUE }: LoggedSubmission,
) => a - b;

/**
 * Records that agree in all of this are of one submission: a date has seven digits of a second. One without a date is of one of
 * its own.
 */
const keyOf = (one: LoggedSubmission): string =>
  JSON.stringify([
    ...[one.customerId, one.qualification, one.operationDate],
    ...[one.userPrincipalName, one.applicationId],
  ]);

function submissionOf(record: AuditRecord): LoggedSubmission | undefined {
  const { customerId, customerName, operationDate, operationStatus, userPrincipalName, applicationId } =
    record;
  if (customerId === undefined) return undefined;
  const qualification = qualificationIn(record);
  const at = parseVettingDate(operationDate);
  return {
    customerId: customerId.toLowerCase(),
    ...(customerName !== undefined && { customerName }),
    ...(qualification !== undefined && { qualification }),
    ...(at !== undefined && { at }),
    ...(operationDate !== undefined && { operationDate }),
    ...(operationStatus !== undefined && { operationStatus }),
    ...(userPrincipalName !== undefined && { userPrincipalName }),
    ...(applicationId !== undefined && { applicationId }),
  };
}

/**
 * Which qualification a record is about: the one that its new value or its details name. More than one, or none that is
 * documented, is not known.
 */
function qualificationIn({ resourceNewValue, customizedData }: AuditRecord): string | undefined {
  const details = customizedData.flatMap(({ key, value }) => [[key, value ?? ""] as const]);
  const value = resourceNewValue === undefined ? undefined : parseJson(resourceNewValue);
  const names = [
    ...details.flatMap(([key, name]) => (isQualificationKey(key) ? [name] : [])),
    ...(value?.ok ? namesWithin(value.value) : [resourceNewValue ?? ""]),
  ].map((name) => canonicalQualification(name.trim()));
  const known = new Set(names.filter((name) => isDocumentedQualification(name) && name !== "None"));
  const [only] = known;
  return known.size === 1 ? only : undefined;
}

const isQualificationKey = (key: string) =>
  /^(customer)?qualifications?(name|type)?\d*$/.test(plainName(key));

/** The names under a key that says so, however they are wrapped; a document that is a text is one. */
function namesWithin(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (depth > 5 || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => namesWithin(entry, depth + 1));
  return Object.entries(value).flatMap(([key, property]: [string, unknown]) =>
    isQualificationKey(key) || typeof property === "object" ? namesWithin(property, depth + 1) : [],
  );
}
