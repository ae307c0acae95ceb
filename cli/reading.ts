import type { CustomerQualificationItem, PartnerCenterError } from "../provider/partnercenter";
import type { Environment } from "../provider/partnercenter/clouds";

/** A customer that was read, or why it could not be. */
export interface ReadCustomer {
  /** Tenant id, a GUID in lower case. */
  customerId: string;
  /** Known where the customers were listed. */
  companyName?: string;
  domain?: string;
  /** Empty also where it could not be read. */
  qualifications: readonly CustomerQualificationItem[];
  error?: PartnerCenterError;
  /** The MS-CorrelationId of the read. */
  correlationId?: string;
  /** How many verification requests the activity log shows; absent where it was not read. */
  verificationRequests?: number;
  /** Why its name is not known, where it was asked for. */
  nameError?: PartnerCenterError;
}

/** What came of reading many customers. */
export interface Reading {
  /** Those that were tried, in the order in which they were named or listed. */
  customers: readonly ReadCustomer[];
  /** How many there are to read; undefined where they were not listed to the end. */
  total?: number;
  /** Why the rest was not read: an error that every further read would have met. */
  stopped?: Error;
  /** Ended by Ctrl-C before all were read. */
  interrupted: boolean;
  /** The setting: verification requests that a customer has. */
  maxSubmissions?: number;
  /** The partner's own tenant, where the login names it. */
  tenantId?: string;
  /** Where Partner Center runs; absent: the global one. */
  cloud?: Environment;
  /** The setting: certificate authorities to trust besides the usual ones. */
  caFile?: string;
}
