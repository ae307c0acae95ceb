import { z } from "zod";
import { containsUnknown } from "../unknown";
import { INPUT_NAMES, SUBMITTED_NAMES, type Inputs } from "./model";

/**
 * What a program may declare. Strict: an unknown key is a mistake. Every problem is reported at once, each with its
 * property, before anything is sent.
 */

export interface Failure {
  property: string;
  reason: string;
}

export interface Validated {
  /** The inputs as the engine shall keep them: `customerId` in lower case, unknown values as they came. */
  inputs: Inputs;
  /** Names of the inputs whose value is not known yet. */
  unknown: ReadonlySet<string>;
  failures: Failure[];
}

const MAX_WAIT_SECONDS = 30 * 24 * 3600;

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: (issue) => `must be one of ${values.join(", ")}${shown(issue.input)}` });

const seconds = (max: number) => {
  const error = (issue: { input?: unknown }): string =>
    `must be a whole number of seconds from 1 to ${max}${shown(issue.input)}`;
  return z.number({ error }).int({ error }).min(1, { error }).max(max, { error });
};

const schema = z.strictObject({
  customerId: z
    .string({ error: (issue) => `must be the customer's tenant id, a GUID${shown(issue.input)}` })
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, {
      error: (issue) => `must be the customer's tenant id, a GUID${shown(issue.input)}`,
    }),
  qualification: oneOf(["Education", "GovernmentCommunityCloud", "StateOwnedEntity"]),
  educationSegment: oneOf(["K12", "HigherEducation"]).optional(),
  website: z
    .string({ error: (issue) => `must be a URL or a host name${shown(issue.input)}` })
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
});

function bool() {
  return z.boolean({ error: (issue) => `must be true or false${shown(issue.input)}` });
}

/** The value that was given, cut. Never used for `validationCode`. */
function shown(input: unknown): string {
  if (input === undefined) return "; it is not set";
  const text = JSON.stringify(input);
  return `; found ${text.length > 80 ? `${text.slice(0, 77)}...` : text}`;
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

/** What the engine and `check` add to what the program declares. */
const NOT_DECLARED: readonly string[] = ["__provider", "drift"];

/** What belongs to one qualification only ("Update a customer's qualifications", request body). */
const ONLY_FOR = {
  educationSegment: "Education",
  website: "Education",
  validationCode: "GovernmentCommunityCloud",
} as const;

export function validate(news: Readonly<Record<string, unknown>>): Validated {
  const given = Object.entries(news).filter(
    ([name, value]) => !NOT_DECLARED.includes(name) && value !== undefined && value !== null,
  );
  const unknown = new Set(given.filter(([, value]) => containsUnknown(value)).map(([name]) => name));
  const known = Object.fromEntries(given.filter(([name]) => !unknown.has(name)));
  const failures: Failure[] = [];

  const parsed = schema.safeParse(known);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === "unrecognized_keys") {
      // The engine prints the value of a property that a failure names; one that is not ours may hold anything.
      for (const key of issue.keys) {
        failures.push({
          property: "",
          reason: `${key}: is not an input. The inputs are ${INPUT_NAMES.join(", ")}`,
        });
      }
      continue;
    }
    const name = String(issue.path[0]);
    if (!unknown.has(name)) failures.push(failureOf(name, issue.message));
  }
  for (const name of unknown) {
    if (!INPUT_NAMES.some((input) => input === name)) {
      failures.push({
        property: "",
        reason: `${name}: is not an input. The inputs are ${INPUT_NAMES.join(", ")}`,
      });
    }
  }
  for (const [name, qualification] of Object.entries(ONLY_FOR)) {
    const declared = known["qualification"];
    if (
      name in known &&
      typeof declared === "string" &&
      declared !== qualification &&
      isQualification(declared)
    ) {
      failures.push(failureOf(name, `belongs to ${qualification} only; this is ${declared}`));
    }
  }

  const inputs = Object.fromEntries(given) as unknown as Inputs;
  if (typeof inputs.customerId === "string") inputs.customerId = inputs.customerId.toLowerCase();
  return { inputs, unknown, failures };
}

export function failureOf(name: string, reason: string): Failure {
  // A failure that names a secret property makes the engine print its value in clear (pulumi/pulumi#19465).
  return name === "validationCode"
    ? { property: "", reason: `validationCode: ${reason}` }
    : { property: name, reason };
}

const isQualification = (text: string): boolean => schema.shape.qualification.safeParse(text).success;

/**
 * The inputs to decide with in a preview. What is not known yet is left out, but for what is only sent on: that it
 * will be there is enough.
 */
export function withoutUnknown(inputs: Inputs, unknown: ReadonlySet<string>): Inputs {
  const kept = Object.entries(inputs).filter(
    ([name]) => !unknown.has(name) || SENT_ON.some((sent) => sent === name),
  );
  return Object.fromEntries(kept) as unknown as Inputs;
}

const SENT_ON = [...SUBMITTED_NAMES, "resubmit"] as const;
