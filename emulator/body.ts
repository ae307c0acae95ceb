import { ERRORS, refuse } from "./errors";

/**
 * A JSON object of a request. The pages write keys in PascalCase and in camelCase: both are taken. Null is as if it
 * were not there. What is not understood is refused with 3000; which code the API has for it is not published.
 */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>;
  /** Where it stands in the request, for the words of a refusal. */
  readonly #path: string;

  constructor(value: unknown, path = "") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      refuse(
        ERRORS.invalidProperty(path === "" ? "The request's body is no object." : `${path} is no object.`),
      );
    }
    this.#values = new Map(
      Object.entries(value).map(([key, property]) => [key.toLowerCase(), property as unknown]),
    );
    this.#path = path;
  }

  /** As it came; undefined for null. */
  value(key: string): unknown {
    return this.#values.get(key.toLowerCase()) ?? undefined;
  }

  /** An empty text is none. */
  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || value === "") return undefined;
    return typeof value === "string" ? value : this.#invalid(key, "must be a text");
  }

  neededText(key: string): string {
    return this.text(key) ?? this.#invalid(key, "is required");
  }

  flag(key: string): boolean | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === "boolean") return value;
    return this.#invalid(key, "must be true or false");
  }

  fields(key: string): Fields | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : new Fields(value, this.pathOf(key));
  }

  neededFields(key: string): Fields {
    return this.fields(key) ?? this.#invalid(key, "is required");
  }

  /** The whole name of a property. */
  pathOf(key: string): string {
    return this.#path === "" ? key : `${this.#path}.${key}`;
  }

  #invalid(key: string, problem: string): never {
    return refuse(ERRORS.invalidProperty(`${this.pathOf(key)} ${problem}.`));
  }
}

/** The JSON of a body. */
export function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return refuse(ERRORS.invalidProperty("The request's body is no JSON."));
  }
}

/** The body as an object. */
export const readFields = (body: string) => new Fields(parseBody(body));
