import type { CustomerQualificationItem, QualificationName, QualificationRequest } from "./models";
import { type Decoded, decodeQualificationName, decodeQualifications } from "./decode/qualifications";

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

/** A path with those of the parameters that have a value. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>) {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? path : `${path}?${given.join("&")}`;
}

/** The contract since May 2023: "Update a customer's qualifications" of 28 June 2022, and "Get a customer's qualifications". */
const qualifications: Contract = {
  shows: "all",
  write: (customerId, { qualification, educationSegment, website, validationCode }) => ({
    method: "POST",
    path: `${customerPath(customerId)}/qualifications`,
    // JSON leaves out what is undefined.
    body: { qualification, educationSegment, website, validationCode },
  }),
  read: (customerId) => ({ method: "GET", path: `${customerPath(customerId)}/qualifications` }),
  decode: decodeQualifications,
};

/** The contract of 2021: the "Request example" of "Update a customer's qualifications" of 23 March 2021. */
const qualifications2021: Contract = {
  shows: "all",
  write: (customerId, { qualification, validationCode }) => ({
    method: "POST",
    path: withQuery(`${customerPath(customerId)}/qualifications`, { code: validationCode }),
    body: { Qualification: qualification },
  }),
  read: (customerId) => ({ method: "GET", path: `${customerPath(customerId)}/qualifications` }),
  decode: decodeQualifications,
};

/** Integers of the CustomerQualification enum; "Update a customer's qualification" of 2018 knows these two only. */
const ENUM: Partial<Record<QualificationName, number>> = { Education: 1, GovernmentCommunityCloud: 3 };

/** The synchronous contract of 2018: "Update a customer's qualification". One name, no vetting. */
const qualification2018: Contract = {
  shows: "one",
  write(customerId, { qualification, validationCode }) {
    const body = ENUM[qualification];
    if (body === undefined) {
      return {
        cannot: `The contract qualification-2018 cannot set ${qualification}, only ${Object.keys(ENUM).join(" or ")}.`,
      };
    }
    return {
      method: "PUT",
      path: withQuery(`${customerPath(customerId)}/qualification`, { code: validationCode }),
      body,
    };
  },
  read: (customerId) => ({ method: "GET", path: `${customerPath(customerId)}/qualification` }),
  decode: decodeQualificationName,
};

/** The documented contracts by name; the first is the default. */
export const CONTRACT_NAMES = ["qualifications", "qualifications-2021", "qualification-2018"] as const;

/** The name of a documented contract. */
export type ContractName = (typeof CONTRACT_NAMES)[number];

export const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  qualifications,
  "qualifications-2021": qualifications2021,
  "qualification-2018": qualification2018,
};
