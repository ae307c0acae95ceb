import type { Clock } from "../clock";
import type { TokenClaims } from "../entra/tokens";
import { Refusal, type Reply } from "../http";
import type { Customer } from "../customers";
import type { SubmissionRequest } from "../qualifications/contracts";

/** Who does something, and through what. */
export interface Actor {
  userPrincipalName?: string;
  applicationId?: string;
}

/** Something that was done, before it is a record. */
export interface Activity extends Actor {
  customerId?: string;
  customerName?: string;
  resourceType?: string;
  operationType: string;
  /** Default succeeded. */
  operationStatus?: string;
  /** Written as JSON. */
  oldValue?: unknown;
  newValue?: unknown;
  customizedData?: readonly { key: string; value: string | null }[];
  /** When, in milliseconds since 1970; default now. */
  at?: number;
}

/** A colleague in the portal. */
export const PORTAL: Actor = {
  userPrincipalName: "colleague@partner.example",
  applicationId: "Partner Center Web App",
};

/** Who calls the API. Whether the record of an app-only call has a user is not published. */
export const actorOf = ({ upn, appid }: TokenClaims): Actor => ({
  ...(upn !== undefined && { userPrincipalName: upn }),
  applicationId: appid,
});

/** What was done in Partner Center. It keeps everything; what a reader gets of it is the route's. */
export class ActivityLog {
  readonly #clock: Clock;
  readonly #partnerId: string;
  readonly #done: { number: number; at: number; record: object & Activity }[] = [];

  constructor(clock: Clock, partnerId: string) {
    this.#clock = clock;
    this.#partnerId = partnerId;
  }

  add(activity: Activity): void {
    const at = activity.at ?? this.#clock.now();
    this.#done.push({ number: this.#done.length + 1, at, record: activity });
  }

  /** Records what is done here, and how it ended. That a refused call leaves a record is assumed. */
  during(activity: Activity, act: () => Reply): Reply {
    try {
      const reply = act();
      this.add(activity);
      return reply;
    } catch (error) {
      if (error instanceof Refusal) this.add({ ...activity, operationStatus: "failed" });
      throw error;
    }
  }

  /** What was done between these times (the second excluded), as the API answers it, in the order in which it was done. */
  between(from: number, to: number): AuditRecord[] {
    return this.#done
      .filter(({ at }) => at >= from && at < to)
      .sort((a, b) => a.at - b.at)
      .map(({ at, record }) => recordOf(this.#partnerId, at, record));
  }

  /** The newest of what was done that matches, newest first, each with its time and a number of its own. */
  newest(
    most: number,
    matches: (activity: Activity) => boolean,
  ): (Activity & { number: number; at: number })[] {
    return this.#done
      .filter(({ record }) => matches(record))
      .reverse()
      .sort((a, b) => b.at - a.at)
      .slice(0, most)
      .map(({ number, at, record }) => ({ ...record, number, at }));
  }

  /** How many records there are. */
  get total(): number {
    return this.#done.length;
  }

  /** All of it. */
  list(): AuditRecord[] {
    return this.between(-Infinity, Infinity);
  }
}

/** "Get a record of Partner Center activity", the example's keys in their order; what there is none of is left out. */
function recordOf(partnerId: string, at: number, activity: Activity) {
  const { oldValue, newValue } = activity;
  return {
    partnerId,
    ...(activity.customerId !== undefined && { customerId: activity.customerId }),
    ...(activity.customerName !== undefined && { customerName: activity.customerName }),
    ...(activity.userPrincipalName !== undefined && { userPrincipalName: activity.userPrincipalName }),
    ...(activity.applicationId !== undefined && { applicationId: activity.applicationId }),
    resourceType: activity.resourceType ?? "customer",
    ...(oldValue !== undefined && { resourceOldValue: JSON.stringify(oldValue) }),
    ...(newValue !== undefined && { resourceNewValue: JSON.stringify(newValue) }),
    operationType: activity.operationType,
    // Seven digits of a second.
    operationDate: new Date(at).toISOString().replace("Z", "0000Z"),
    operationStatus: activity.operationStatus ?? "succeeded",
    customizedData: activity.customizedData ?? [],
    attributes: { objectType: "AuditRecord" },
  };
}

/** A record as the API answers it. */
export type AuditRecord = ReturnType<typeof recordOf>;

type NamedCustomer = Pick<Customer, "id" | "companyName">;

/** Something that is done to a customer. */
export const customerActivity = (
  operationType: string,
  { id, companyName }: NamedCustomer,
  actor: Actor,
): Activity => ({
  ...actor,
  customerId: id,
  customerName: companyName,
  operationType,
  resourceType: "customer",
});

/**
 * A submission. What its record holds is not published: here the worst that it could, the validation code as well, so that a
 * reader that shows it is found out.
 */
export const qualificationActivity = (
  customer: NamedCustomer,
  wanted: Pick<SubmissionRequest, "qualification"> & Partial<SubmissionRequest>,
  actor: Actor,
): Activity => ({
  ...customerActivity("update_customer_qualification", customer, actor),
  newValue: {
    Qualification: wanted.qualification,
    ...(wanted.validationCode !== undefined && { ValidationCode: wanted.validationCode }),
  },
  customizedData: [{ key: "Qualification", value: wanted.qualification }],
});
