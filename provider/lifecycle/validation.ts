import { z } from "zod";
import { typed, type RecordedType } from "./recorded";
import { containsUnknown, UNKNOWN, type Properties } from "../engineValues";

/**
 * How the inputs of a resource are validated: strictly, for an unknown key is a mistake, and every problem at once,
 * each with its property, before anything is sent.
 */

export interface Failure {
  property: string;
  reason: string;
}

export interface Validated<Inputs> {
  /** What is known of the inputs, to judge and decide with. No unknown value is in it. */
  inputs: Inputs;
  /** All inputs as the engine shall keep them, unknown values as they came. Nothing else may read it. */
  kept: Record<string, unknown>;
  /** Names of the inputs whose value, or a part of it, is not known yet. */
  unknown: ReadonlySet<string>;
  /** Names of the inputs whose value is wrong. A failure may not name a secret one as its property. */
  invalid: ReadonlySet<string>;
  failures: Failure[];
}

/** What `check` adds to what the program declares. */
const ADDED: readonly string[] = ["drift", "planned"];
/** What the engine adds as well. */
const NOT_DECLARED: readonly string[] = ["__provider", ...ADDED];

/** The inputs without what `check` has added to them. */
export const withoutAdded = (inputs: Properties): Record<string, unknown> =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !ADDED.includes(name)));

/**
 * Validates what is known. The schema is a strict object. `asWritten` gives known inputs the form that the API answers
 * them in, such as lower case; they may be of any type, for they may be wrong.
 */
export function validateInputs<Inputs extends object>(
  schema: z.ZodObject,
  news: Properties,
  asWritten: (known: Partial<Record<keyof Inputs, unknown>>) => Partial<Record<keyof Inputs, unknown>>,
): Validated<Inputs> {
  const names = Object.keys(schema.shape);
  const given = Object.entries(news).filter(
    ([name, value]) => !NOT_DECLARED.includes(name) && value !== undefined && value !== null,
  );
  const unknown = new Set(given.filter(([, value]) => containsUnknown(value)).map(([name]) => name));
  const known = Object.fromEntries(given.filter(([name]) => !unknown.has(name)));
  const notAnInput = (name: string): Failure => ({
    // The engine prints the value of a property that a failure names; one that is not ours may hold anything.
    property: "",
    reason: `${name}: is not an input. The inputs are ${names.join(", ")}`,
  });
  const invalid = new Set<string>();
  const failures = (schema.safeParse(known).error?.issues ?? []).flatMap((issue): Failure[] => {
    const within = issue.path.map(String);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) =>
        within.length === 0
          ? notAnInput(key)
          : { property: "", reason: `${[...within, key].join(".")}: is not an input` },
      );
    }
    const [name = ""] = within;
    if (unknown.has(name)) return [];
    invalid.add(name);
    return [{ property: within.join("."), reason: issue.message }];
  });
  failures.push(...[...unknown].filter((name) => !names.includes(name)).map(notAnInput));
  const inputs = { ...known, ...asWritten(known as Partial<Record<keyof Inputs, unknown>>) };
  const kept = { ...Object.fromEntries(given), ...inputs };
  return { inputs: inputs as Inputs, kept, unknown, invalid, failures };
}

/** The names of a schema's inputs. */
export const namesOf = <Inputs>(schema: z.ZodObject): (keyof Inputs & string)[] =>
  Object.keys(schema.shape) as (keyof Inputs & string)[];

/** Of properties of a state, the inputs that are recorded as what the schema says: a text, a number, an object of texts. */
export function inputsIn(schema: z.ZodObject, properties: Properties): object {
  return typed(
    Object.fromEntries(Object.entries(schema.shape).map(([name, type]) => [name, recordedType(type)])),
    properties,
  );
}

function recordedType(type: unknown): RecordedType {
  if (type instanceof z.ZodOptional) return recordedType(type.unwrap());
  if (type instanceof z.ZodNumber) return "number";
  if (type instanceof z.ZodBoolean) return "boolean";
  return type instanceof z.ZodObject ? "texts" : "string";
}

/** What is wrong with inputs that are to be acted on: there nothing may be unknown any more. */
export function problemsToAct({ failures, unknown }: Validated<unknown>): Failure[] {
  const notKnown = [...unknown].map((name) => ({ property: "", reason: `${name}: is not known yet` }));
  return [...failures, ...notKnown];
}

/** A text in lower case; anything else as it is. */
export const lowerCase = (value: unknown): unknown =>
  typeof value === "string" ? value.toLowerCase() : value;

/** `a: is …; b: is …` */
export function listed(failures: readonly Failure[]): string {
  return failures
    .map(({ property, reason }) => (property === "" ? reason : `${property}: ${reason}`))
    .join("; ");
}

/** The value that was given, cut. Never used for a secret. */
export function shown(input: unknown): string {
  if (input === undefined) return "; it is not set";
  const text = jsonOf(input);
  return `; found ${text.length > 80 ? `${text.slice(0, 77)}...` : text}`;
}

/** A program without types may give what JSON does not have, such as a function or what contains itself. */
function jsonOf(input: unknown): string {
  try {
    return JSON.stringify(input) ?? `a ${typeof input}`;
  } catch {
    return `a ${typeof input}`;
  }
}

type Issue = { input?: unknown };

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: (issue) => `must be one of ${values.join(", ")}${shown(issue.input)}` });

export const bool = () =>
  z.boolean({ error: (issue: Issue) => `must be true or false${shown(issue.input)}` });

export const seconds = (max: number) => {
  const error = (issue: Issue): string =>
    `must be a whole number of seconds from 1 to ${max}${shown(issue.input)}`;
  return z.number({ error }).int({ error }).min(1, { error }).max(max, { error });
};

/** A text that a test accepts; `must` says what it has to be. */
export const text = (must: string, test: (value: string) => boolean) => {
  const error = (issue: Issue): string => `must be ${must}${shown(issue.input)}`;
  return z.string({ error }).refine(test, { error });
};

export const guid = (what: string) => text(`${what}, a GUID`, isGuid);

export const isGuid = (value: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);

export const isKnownGuid = (value: unknown): value is string =>
  typeof value === "string" && value !== UNKNOWN && isGuid(value);

/** "Validate names and addresses" refuses Microsoft's own addresses. */
export const isEmail = (value: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value);
