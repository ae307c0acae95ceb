/**
 * A client of the Partner Center API for customers and their special qualifications; knows nothing of Pulumi.
 *
 * @example
 * ```ts
 * import { PartnerCenterClient, PartnerCenterError } from "pulumi-partnercenter/client";
 *
 * async function main() {
 *   const client = new PartnerCenterClient({
 *     login: {
 *       kind: "refreshToken",
 *       tenantId: process.env.PARTNERCENTER_TENANT_ID ?? "",
 *       clientId: process.env.PARTNERCENTER_CLIENT_ID ?? "",
 *       clientSecret: process.env.PARTNERCENTER_CLIENT_SECRET,
 *       refreshToken: process.env.PARTNERCENTER_REFRESH_TOKEN ?? "",
 *     },
 *     // For the emulator; leave them away for Microsoft.
 *     apiBaseUrl: process.env.PARTNERCENTER_API_BASE_URL,
 *     authorityHost: process.env.PARTNERCENTER_AUTHORITY_HOST,
 *     caFile: process.env.PARTNERCENTER_CA_FILE,
 *   });
 *   try {
 *     // The customer's tenant id, as an argument.
 *     const qualifications = await client.getCustomerQualifications(process.argv[2] ?? "");
 *     for (const { qualification, vettingStatus, vettingReason } of qualifications) {
 *       console.log(qualification, vettingStatus ?? "(not vetted)", vettingReason ?? "");
 *     }
 *     if (qualifications.length === 0) console.log("none");
 *   } catch (error) {
 *     if (!(error instanceof PartnerCenterError)) throw error;
 *     console.error(error.message); // what was done and found, then what to do
 *     process.exitCode = 1;
 *   } finally {
 *     client.close();
 *   }
 * }
 *
 * void main();
 * ```
 *
 * @packageDocumentation
 */
export {
  ACTIVITY_LOG_DAYS,
  type AuditDetail,
  type AuditRecord,
  type AuditRecordFilter,
  QUALIFICATION_OPERATION,
} from "./activity/models";
export type { Agreements } from "./agreements/agreements";
export {
  AGREEMENT_TYPES,
  type AgreementConfirmation,
  type AgreementContact,
  type AgreementTemplate,
  type AgreementType,
  type ConfirmationResult,
  type CustomerAgreement,
} from "./agreements/models";
export type { TokenFacts } from "./auth/claims";
export {
  type DeviceCodePrompt,
  type DeviceCodeSettings,
  type DeviceCodeSignIn,
  signInByDeviceCode,
} from "./auth/deviceCode";
export { PartnerCenterClient } from "./client";
export { type Cloud, CLOUDS, type Environment, ENVIRONMENTS } from "./clouds";
export { type Clock, systemClock } from "./clock";
export { CONTRACT_NAMES, type ContractName } from "./contracts";
export type { Customers } from "./customers/customers";
export type {
  Address,
  AddressValidation,
  BillingProfile,
  CountryRules,
  CreatedCustomer,
  CreationResult,
  Customer,
  CustomerFilter,
  CustomerSearchField,
  ListOptions,
  NewCustomer,
} from "./customers/models";
export { parseVettingDate, sameVetting, sameVettingDate } from "./decode/dates";
export { entryOfCode, type ErrorEntry, type Finding, FINDINGS } from "./errors/table";
export { type ErrorScope, PartnerCenterError, type SubmissionOutcome } from "./errors/PartnerCenterError";
export {
  type AccessCheck,
  type CallOptions,
  type CustomerQualificationItem,
  type CustomerValidationCode,
  type ObserveOptions,
  type OnceOnlyOptions,
  QUALIFICATION_NAMES,
  type QualificationName,
  type QualificationRequest,
  type QualificationsAnswer,
  type SubmissionAsk,
  type SubmissionResult,
  type SubmitOptions,
  type ValidationCode,
} from "./models";
export { canonicalQualification, canonicalVettingStatus } from "./names";
export { Reachability, type Reached } from "./reachability";
export {
  type AccessTokenLogin,
  type CertificateLogin,
  type ClientSecretLogin,
  type ClientSettings,
  isAppOnly,
  type Login,
  type OidcCredential,
  type OidcLogin,
  type RefreshTokenLogin,
} from "./settings";
