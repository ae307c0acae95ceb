export { Customer } from "./customer";
export type { CustomerAddress, CustomerAddressOutput, CustomerArgs, CustomerOnDelete } from "./customerArgs";
export { CustomerAgreement } from "./customerAgreement";
export type { AgreementAttestation, AgreementType, CustomerAgreementArgs } from "./customerAgreement";
export { CustomerQualification } from "./customerQualification";
export type {
  CustomerQualificationArgs,
  EducationSegment,
  QualificationName,
  VettingStatus,
} from "./customerQualificationArgs";
export {
  checkDomainAvailability,
  checkDomainAvailabilityOutput,
  getCustomer,
  getCustomerAgreements,
  getCustomerAgreementsOutput,
  getCustomerOutput,
  getCustomerQualifications,
  getCustomerQualificationsOutput,
  getCustomers,
  getCustomersOutput,
  getQualificationHistory,
  getQualificationHistoryOutput,
  getValidationCodes,
  getValidationCodesOutput,
} from "./functions";
export type {
  CheckDomainAvailabilityArgs,
  CheckDomainAvailabilityResult,
  CustomerFilter,
  CustomerSummary,
  FunctionOptions,
  GetCustomerAgreementsArgs,
  GetCustomerAgreementsResult,
  GetCustomerArgs,
  GetCustomerQualificationsArgs,
  GetCustomerQualificationsResult,
  GetCustomerResult,
  GetCustomersArgs,
  GetCustomersResult,
  GetQualificationHistoryArgs,
  GetQualificationHistoryResult,
  GetValidationCodesResult,
  InputsOf,
  ListedAgreement,
  ListedQualification,
  ListedValidationCode,
  LoggedSubmission,
} from "./functionTypes";
export { Provider } from "./provider";
export type { ProviderArgs } from "./provider";
export { QualifiedTenant } from "./qualifiedTenant";
export type { QualifiedTenantArgs, TenantAgreementArgs, TenantQualificationArgs } from "./qualifiedTenant";
