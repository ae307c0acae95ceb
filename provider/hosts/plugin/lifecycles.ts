import type { Lifecycle } from "../../lifecycle/lifecycle";
import { Refused } from "../../failure";

export type TypeName = "CustomerQualification" | "Customer" | "CustomerAgreement";

/** The resource types by their names, and what only a host of their states has to know of each. */
export interface ResourceType {
  readonly lifecycle: Lifecycle;
  /**
   * The text that the dynamic provider's resources carry (sdk/resource.ts). It stays in the outputs, so that a program
   * can go back to the Node classes, and destroy there what was made here.
   */
  readonly text: string;
  /** The outputs that a creation makes: not known before, unless it is declared or there already. */
  readonly madeNames: readonly string[];
  /** Those of them that an update may change, although the program does not. */
  readonly movingNames: readonly string[];
  /** The outputs that say what this stack itself has done: no look tells them. */
  readonly ownNames: readonly string[];
  /** The input that has a creation wait, so that its outputs may be others than what is there before. */
  readonly waitName?: string;
  /** The inputs and outputs of a resource that was read to be imported. */
  imported(inputs: object | undefined, outputs: object): { inputs: object; outputs: object };
}

const VETTING = [
  ...["vettingStatus", "vettingReason", "vettingCreateDate"],
  ...["submissions", "submissionError", "submittedAt"],
];
const ACCEPTANCE = ["accepted", "acceptedHow", "dateAgreed", "agreementLink"];

/* eslint-disable @typescript-eslint/no-require-imports --
   A process is started for every pulumi operation: of the resources, only those that a program has are loaded. */
const TYPES: Readonly<Record<TypeName, () => ResourceType>> = {
  CustomerQualification: () => ({
    lifecycle:
      require("../../resources/customerQualification") as typeof import("../../resources/customerQualification"),
    text: textOf("customerQualification"),
    madeNames: VETTING,
    movingNames: VETTING,
    ownNames: ["submissions"],
    waitName: "waitForVetting",
    // What was there before is nobody's submission.
    imported: (inputs = {}, outputs) => ({ inputs, outputs: { ...outputs, submissions: 0 } }),
  }),
  Customer: () => ({
    lifecycle: require("../../resources/customer") as typeof import("../../resources/customer"),
    text: textOf("customer"),
    madeNames: [
      ...["domain", "customerId", "companyName", "email", "culture", "language", "address"],
      ...["organizationRegistrationNumber", "associatedPartnerId"],
      ...["commerceId", "relationshipToPartner", "adminUserName", "adminPassword", "adopted"],
    ],
    movingNames: [],
    ownNames: ["adopted"],
    // What a program does not declare stays as it is, and with an id nothing is ever created.
    imported: (_, outputs) => ({
      inputs: { customerId: (outputs as { customerId: string }).customerId },
      outputs: { ...outputs, adopted: true },
    }),
  }),
  CustomerAgreement: () => ({
    lifecycle:
      require("../../resources/customerAgreement") as typeof import("../../resources/customerAgreement"),
    text: textOf("customerAgreement"),
    madeNames: ACCEPTANCE,
    movingNames: ACCEPTANCE,
    ownNames: [],
    waitName: "waitForAcceptance",
    imported: (inputs = {}, outputs) => ({ inputs, outputs }),
  }),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const textOf = (name: string): string =>
  `exports.handler = () => require("pulumi-partnercenter/provider").${name};`;

const loaded = new Map<string, ResourceType>();

/** @throws Refused where there is no such type */
export const resourceType = (urn: string): ResourceType => typeNamed(typeNameOf(urn));

/** @throws Refused where there is no such type */
export function typeNameOf(urn: string): TypeName {
  const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const name = /^partnercenter:index:(\w+)$/.exec(token)?.[1] ?? "";
  if (!isTypeName(name)) throw new Refused(`${token}: is not a resource of the package partnercenter.`);
  return name;
}

export function typeNamed(name: TypeName): ResourceType {
  const type = loaded.get(name) ?? TYPES[name]();
  loaded.set(name, type);
  return type;
}

/** Those that this process was asked about. */
export const typesInUse = (): ResourceType[] => [...loaded.values()];

const isTypeName = (name: string): name is TypeName => Object.hasOwn(TYPES, name);
