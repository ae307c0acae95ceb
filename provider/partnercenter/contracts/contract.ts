import type { CustomerQualificationItem, QualificationRequest } from "../models";
import type { Decoded } from "../decode/qualifications";

/** A request as a contract words it; the path starts after the API's base URL. */
export interface ContractRequest {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Besides those of every request. */
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
}

/** One documented way to write and read a customer's qualifications. All of them serve the same model. */
export interface Contract {
  /** What the API can say of a customer's qualifications: all of them with their vetting, or one name only. */
  readonly shows: "all" | "one";
  /** The request that submits. The error's text if this contract cannot say it. */
  write(customerId: string, request: QualificationRequest): ContractRequest | { cannot: string };
  /** The request that reads. */
  read(customerId: string): ContractRequest;
  /** Reads the body of either's answer. */
  decode(body: unknown): Decoded<CustomerQualificationItem[]>;
}

/** The path of a customer, the id escaped. */
export const customerPath = (customerId: string) => `/v1/customers/${encodeURIComponent(customerId)}`;

/** `?code=` where a validation code is given: the two older contracts carry it in the query. */
export const codeQuery = (validationCode: string | undefined) =>
  validationCode === undefined ? "" : `?code=${encodeURIComponent(validationCode)}`;
