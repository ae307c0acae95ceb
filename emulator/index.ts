export { type Clock, systemClock, VirtualClock } from "./clock";
export type { Settings } from "./control/settings";
export type { Agreement, AgreementType } from "./agreements/customerAgreements";
export { type AccountStatus, type Customer, type CustomerSeed, DEFAULT_CUSTOMERS } from "./customers";
export { Emulator } from "./emulator";
export type { EmulatorLogin } from "./environment";
export { ENTRA_ERROR_CODES, type EntraErrorCode } from "./entra/errors";
export type { FederatedCredential, OidcTokenOptions } from "./entra/federation";
export type { Rotation } from "./entra/refreshTokens";
export { type ErrorName, ERRORS, type MfaForm } from "./errors";
export type { Fault, RequestMatch } from "./faults";
export { type Disturbance, type EmulatorRequest, makeRequest, type Reply } from "./http";
export type { TokenKind } from "./entra/tokens";
export { type Behaviour, DEFAULT_RESELLER, type EmulatorOptions } from "./options";
export { PartnerCenter } from "./partnerCenter";
export type { AnswerStyle } from "./qualifications/answers";
export type { Contract } from "./qualifications/contracts";
export type { QualificationItem, VettingPlan } from "./qualifications/customerQualifications";
export {
  VETTING_EVENTS,
  VETTING_REASONS,
  VETTING_STATES,
  VETTING_TABLE,
  type VettingEvent,
  type VettingState,
} from "./qualifications/stateMachine";
export type { Creation, RecordedRequest, Submission } from "./recorder";
export { startEmulator } from "./start";
export type { Address, BillingProfile, BillingProfileSeed } from "./tenants/profiles";
export { MICROSOFT_LIMITS, type RateLimit, type ThrottleLimits } from "./throttle";
export type { ValidationCode } from "./validations";
