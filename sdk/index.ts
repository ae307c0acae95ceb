export { CustomerQualification } from "./customerQualification";
export type { CustomerQualificationArgs, QualificationName } from "./customerQualification";
export { Provider } from "./provider";
export type { ProviderArgs } from "./provider";
