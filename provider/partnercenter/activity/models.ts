/**
 * What somebody, or an application, has done in Partner Center ("Get a record of Partner Center activity"). Every property is
 * as it came, and absent where the record has none: which of them Microsoft fills for which operation is not published.
 */
export interface AuditRecord {
  /** The partner's tenant. */
  partnerId?: string;
  /** The customer's tenant id. */
  customerId?: string;
  /** The organization's name at that time. */
  customerName?: string;
  /** Who did it. */
  userPrincipalName?: string;
  /** Through what it was done: an application's id, or a name such as "Partner Center Native App". */
  applicationId?: string;
  /** customer, order, agreement, …; the set is open. */
  resourceType?: string;
  /** What was there before, most often JSON as a text. Whatever may be a secret in it is REDACTED. */
  resourceOldValue?: string;
  /** What was there afterwards, the same way. */
  resourceNewValue?: string;
  /** update_customer_qualification, add_customer, …; the set is open. */
  operationType?: string;
  /** When, such as 2017-06-15T22:56:05.0589308Z. */
  operationDate?: string;
  /** succeeded, failed or progress; the set is open. */
  operationStatus?: string;
  /** More about it. Whatever may be a secret in it is REDACTED. */
  customizedData: AuditDetail[];
  /** What else the record has, under the API's own keys; absent if nothing. */
  otherProperties?: { [key: string]: unknown };
}

/** A detail of an operation. */
export interface AuditDetail {
  /** What it is, such as OrderId. */
  key: string;
  /** Absent where the API gives none. */
  value?: string;
}

/** Which records are wanted. Capitals do not matter. */
export type AuditRecordFilter =
  | {
      /** Those of one customer. */
      field: "CustomerId";
      /** The customer's tenant id. */
      equals: string;
    }
  | {
      /** Those of organizations by their name. */
      field: "CompanyName";
      /** A part of the name. */
      substring: string;
    }
  | {
      /** Those of one kind of thing. */
      field: "ResourceType";
      /** Such as Subscription. */
      equals: string;
    };

/** The operation type of a submission's record. */
export const QUALIFICATION_OPERATION = "update_customer_qualification";

/** How far back Partner Center keeps the log, in days. */
export const ACTIVITY_LOG_DAYS = 90;
