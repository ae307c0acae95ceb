import type { EmulatorState } from "../state";

/** Records that are shown, the newest that match. */
const RECORDS_SHOWN = 50;

/**
 * The activity log as the API has it, newest first. `activity` is a part of a record's customer, operation, status or
 * user. Values are left out: a validation code may be among them.
 */
export function activityOf(
  { activity, behaviour, clock }: EmulatorState,
  { activity: text = "" }: { activity?: string },
) {
  const wanted = text.trim().toLowerCase();
  const now = clock.now();
  const items = activity
    .newest(
      RECORDS_SHOWN,
      (record) =>
        wanted === "" ||
        [
          record.customerName,
          record.customerId,
          record.operationType,
          statusOf(record),
          record.userPrincipalName,
        ]
          .join(" ")
          .toLowerCase()
          .includes(wanted),
    )
    .map((record) => ({
      number: record.number,
      at: record.at,
      operationType: record.operationType,
      operationStatus: statusOf(record),
      customerId: record.customerId,
      customerName: record.customerName,
      userPrincipalName: record.userPrincipalName,
      applicationId: record.applicationId,
      qualification: record.customizedData?.find(({ key }) => key === "Qualification")?.value ?? undefined,
      // Until then the API does not show it.
      shownInMs: Math.max(0, record.at + behaviour.activityLogBehindMs - now),
    }));
  return {
    total: activity.total,
    readable: behaviour.activityLogReadable,
    behindMs: behaviour.activityLogBehindMs,
    items,
  };
}

const statusOf = ({ operationStatus = "succeeded" }: { operationStatus?: string }) => operationStatus;
