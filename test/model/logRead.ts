import type { QualificationItem } from "../../emulator";
import type { HttpRequest } from "../../provider/partnercenter/transport";
import type { Sender } from "./wire";

/** What the tests read of the activity log's records themselves, apart from the provider's own reading. */

/** A submission that a record shows. */
export interface Logged {
  customerId: string;
  /** Absent: the record does not say which. */
  qualification?: string;
  at: number;
}

/** One request for the activity log, and what its answer showed. */
export interface LogRead {
  order: number;
  by: Sender;
  at: number;
  /** Of which customer it asked; undefined: of all. */
  customerId?: string;
  /** Whether its whole answer arrived, and says what it should. */
  intact: boolean;
  /** What may have been taken. */
  submissions: readonly Logged[];
}

export const isLogRead = ({ url }: Pick<HttpRequest, "url">): boolean => url.includes("/v1/auditrecords");

export function askedOf({ url }: Pick<HttpRequest, "url">): string | undefined {
  const filter = new URL(url).searchParams.get("filter");
  return filter === null ? undefined : (JSON.parse(filter) as { Value: string }).Value.toLowerCase();
}

interface Answered {
  items: {
    customerId?: string;
    operationType: string;
    operationStatus: string;
    operationDate: string;
    customizedData: { key: string; value: string }[];
  }[];
}

/** One that was recorded twice, when it began and when it had ended, is one. */
export function submissionsIn(body: string): Logged[] {
  const found = new Map<string, Logged>();
  for (const record of (JSON.parse(body) as Answered).items) {
    const { customerId, operationType, operationStatus, operationDate, customizedData } = record;
    if (customerId === undefined || operationType !== "update_customer_qualification") continue;
    if (operationStatus === "failed") continue;
    const qualification = customizedData.find(({ key }) => key === "Qualification")?.value;
    const at = Date.parse(operationDate);
    const logged = { customerId, at, ...(qualification !== undefined && { qualification }) };
    found.set(JSON.stringify([logged, operationDate]), logged);
  }
  return [...found.values()];
}

/** Whether the log shows a submission of this qualification, or one that may be of it. */
export const showsSubmission = (logged: readonly Logged[], qualification: string): boolean =>
  logged.some((one) => (one.qualification ?? qualification) === qualification);

/** Whether it shows one of this very qualification that is less than an hour old. */
export const showsLately = (logged: readonly Logged[], qualification: string, now: number): boolean =>
  logged.some((one) => one.qualification === qualification && Math.abs(now - one.at) < 3_600_000);

/** How many of a customer's requests it shows: verifications count together, a State-owned entity is not vetted. */
export function requestsShown(
  logged: readonly Logged[],
  qualification: QualificationItem["qualification"],
): number {
  const state = "StateOwnedEntity";
  return logged.filter((one) =>
    qualification === state ? (one.qualification ?? state) === state : one.qualification !== state,
  ).length;
}
