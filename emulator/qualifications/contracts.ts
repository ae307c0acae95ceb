import { parseBody, readFields } from "../body";
import type { EmulatorRequest } from "../http";
import { ERRORS, refuse } from "../errors";
import { REQUESTABLE, type RequestableQualification } from "./stateMachine";

/** The documented ways to write a qualification, the current one first. */
export const CONTRACTS = ["qualifications", "qualifications-2021", "qualification-2018"] as const;
export type Contract = (typeof CONTRACTS)[number];

/** What a partner asks for. */
export interface SubmissionRequest {
  contract: Contract;
  qualification: RequestableQualification;
  educationSegment?: string;
  website?: string;
  validationCode?: string;
}

/**
 * Reads a POST: "Update a customer's qualifications" of 2022, or of 2021 where that is allowed. Both share the path;
 * only the older one has `?code=` and an Education without a segment.
 */
export function readPost(request: EmulatorRequest, allowed: readonly Contract[]): SubmissionRequest {
  const fields = readFields(request.body);
  const qualification = requestable(fields.value("qualification"));
  const found: SubmissionRequest = {
    contract: "qualifications",
    qualification,
    educationSegment: fields.text("educationSegment"),
    website: fields.text("website"),
    validationCode: fields.text("validationCode"),
  };
  const problem = problemOf(found);
  if (allowed.includes("qualifications") && problem === undefined) return found;
  if (!allowed.includes("qualifications-2021")) {
    // Which code a missing property has is not published: "invalid property" is the nearest.
    return refuse(problem ?? ERRORS.notSupportedHere());
  }
  return {
    contract: "qualifications-2021",
    qualification,
    validationCode: neededCode(qualification, request.query.code),
  };
}

/**
 * Reads a PUT: "Update a customer's qualification" of 2018. The body is an integer of the enum; only Education and
 * Government Community Cloud could be set.
 */
export function readPut(request: EmulatorRequest): SubmissionRequest {
  const value = parseBody(request.body);
  const qualification = typeof value === "number" ? ENUM_2018[value] : undefined;
  if (qualification === undefined) return refuse(ERRORS.unparsableEnum(request.body.slice(0, 40)));
  return {
    contract: "qualification-2018",
    qualification,
    validationCode: neededCode(qualification, request.query.code),
  };
}

const ENUM_2018: Readonly<Record<number, RequestableQualification>> = {
  1: "Education",
  3: "GovernmentCommunityCloud",
};

/** The names compared as the sources spell them: any case, with or without underscores. */
export const plainName = (name: string) => name.toLowerCase().replaceAll("_", "");

/** The refusal that the page's "Request body" asks for, if any. Properties of other qualifications are ignored. */
function problemOf({ qualification, educationSegment, validationCode }: SubmissionRequest) {
  if (qualification === "Education") {
    if (educationSegment === undefined)
      return ERRORS.invalidProperty("EducationSegment is required for Education.");
    if (!["k12", "highereducation"].includes(plainName(educationSegment))) {
      return ERRORS.unparsableEnum(educationSegment.slice(0, 40));
    }
  }
  if (qualification === "GovernmentCommunityCloud" && validationCode === undefined) {
    return ERRORS.invalidProperty("ValidationCode is required for GovernmentCommunityCloud.");
  }
  return undefined;
}

function neededCode(qualification: RequestableQualification, code: string | undefined): string | undefined {
  if (qualification !== "GovernmentCommunityCloud") return undefined;
  if (!code) return refuse(ERRORS.invalidProperty("code is required for GovernmentCommunityCloud."));
  return code;
}

/** "Other values such as None and Nonprofit cannot be set"; with which code is not published. */
function requestable(value: unknown): RequestableQualification {
  if (typeof value !== "string") return refuse(ERRORS.invalidProperty("Qualification is required."));
  const found = REQUESTABLE.find((name) => plainName(name) === plainName(value));
  if (found !== undefined) return found;
  if (["none", "nonprofit"].includes(plainName(value))) {
    return refuse(ERRORS.invalidProperty(`Qualification ${value} cannot be set.`));
  }
  return refuse(ERRORS.unparsableEnum(value.slice(0, 40)));
}
