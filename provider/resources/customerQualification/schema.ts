import { z } from "zod";
import type { Properties } from "../../engineValues";
import { Refused } from "../../failure";
import {
  bool,
  guid,
  lowerCase,
  oneOf,
  seconds,
  shown,
  inputsIn,
  namesOf,
  validateInputs,
  type Failure,
  type Validated,
} from "../../lifecycle/validation";
import { SENT_ON_NAMES, type Desired, type Inputs } from "./model";

/**
 * What a program may declare. Strict: an unknown key is a mistake. Every problem is reported at once, each with its
 * property, before anything is sent.
 */

export type { Failure };

const WEBSITE_LOGIN =
  "holds a user name or password, which Microsoft would be sent and the state would keep in clear; leave it out";

const MAX_WAIT_SECONDS = 30 * 24 * 3600;

const schema = z.strictObject({
  customerId: guid("the customer's tenant id"),
  qualification: oneOf(["Education", "GovernmentCommunityCloud", "StateOwnedEntity"]),
  educationSegment: oneOf(["K12", "HigherEducation"]).optional(),
  website: z
    .string({ error: (issue) => `must be a URL or a host name${shown(issue.input)}` })
    .refine((text) => !holdsLogin(text), { error: WEBSITE_LOGIN, abort: true })
    .refine(isWebsite, {
      error: (issue) => `must be a URL or a host name, such as contoso.edu${shown(issue.input)}`,
    })
    .optional(),
  validationCode: z
    .string({ error: "must be a string, such as one that getValidationCodes returns" })
    .regex(/^\S{1,100}$/, { error: "must be 1 to 100 characters without white space" })
    .optional(),
  adoptExisting: bool().optional(),
  waitForVetting: bool().optional(),
  vettingTimeoutSeconds: seconds(MAX_WAIT_SECONDS).optional(),
  vettingPollIntervalSeconds: seconds(24 * 3600).optional(),
  resubmit: z
    .string({
      error: (issue) => `must be a string; a changed one asks for one more submission${shown(issue.input)}`,
    })
    .min(1, { error: "must not be empty; leave it out to ask for nothing" })
    .max(200, { error: "must be at most 200 characters" })
    .optional(),
  onDenied: oneOf(["fail", "warn"]).optional(),
} satisfies Record<keyof Inputs, z.ZodType>);

export const INPUT_NAMES = namesOf<Inputs>(schema);

/** The inputs out of outputs, old inputs or anything that carries them among other things. */
export const inputsOf = (properties: Properties): Inputs => inputsIn(schema, properties) as Inputs;

/** A user name or password before the host. */
function holdsLogin(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?[/\\]*[^/\\?#]*@/i.test(text);
}

function isWebsite(text: string): boolean {
  if (/\s/.test(text)) return false;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
    return (
      ["http:", "https:"].includes(url.protocol) &&
      url.username === "" &&
      url.password === "" &&
      /^[^.]+(\.[^.]+)+$/.test(url.hostname)
    );
  } catch {
    return false;
  }
}

/** What belongs to one qualification only ("Update a customer's qualifications", request body). */
const ONLY_FOR = {
  educationSegment: "Education",
  website: "Education",
  validationCode: "GovernmentCommunityCloud",
} as const;

/**
 * The inputs come back with `customerId` in lower case. Of what is only sent on and not known yet they say that it
 * will be there.
 */
export function validate(news: Properties): Validated<Desired> {
  const validated = validateInputs<Desired>(schema, news, ({ customerId }) =>
    customerId === undefined ? {} : { customerId: lowerCase(customerId) },
  );
  const { inputs, unknown } = validated;
  const invalid = new Set(validated.invalid);
  const failures = validated.failures.map(({ property, reason }) => failureOf(property, reason));
  const given: Partial<Record<string, unknown>> = { ...inputs };
  const declared = given["qualification"];
  for (const [name, qualification] of Object.entries(ONLY_FOR)) {
    if (
      name in given &&
      typeof declared === "string" &&
      declared !== qualification &&
      isQualification(declared)
    ) {
      invalid.add(name);
      failures.push(failureOf(name, `belongs to ${qualification} only; this is ${declared}`));
    }
  }

  const notKnownYet = SENT_ON_NAMES.filter((name) => unknown.has(name));
  return {
    ...validated,
    inputs: notKnownYet.length === 0 ? inputs : { ...inputs, notKnownYet },
    invalid,
    failures,
  };
}

export function failureOf(name: string, reason: string): Failure {
  // A failure that names a secret property makes the engine print its value in clear (pulumi/pulumi#19465).
  return name === "validationCode" || reason === WEBSITE_LOGIN
    ? { property: "", reason: `${name}: ${reason}` }
    : { property: name, reason };
}

/** @throws Refused where the id is not `{customerId}/{qualification}` */
export function identityOf(id: string): Desired {
  const [customerId, qualification, ...rest] = id.split("/");
  const { inputs, failures } = validate({ customerId, qualification });
  if (rest.length === 0 && failures.length === 0) return inputs;
  throw new Refused(
    `CustomerQualification: the id "${id.slice(0, 200)}" is not of the form {customerId}/{qualification}, such as ` +
      "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11/Education.",
  );
}

const isQualification = (text: string): boolean => schema.shape.qualification.safeParse(text).success;
