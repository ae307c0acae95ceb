import type { Declaration, Entry, Type } from "../reference/typedoc";

/** Types of the Node classes as types of Pulumi's schema. */

export interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  plain?: true;
}

export interface EnumSpec {
  type: "string";
  description?: string;
  enum: { value: string }[];
}

/** Names that would not do in another language, or that say in Node what they are for. */
const NAMES: Readonly<Record<string, string>> = {
  // Go calls the output of a CustomerAddress so.
  CustomerAddressOutput: "CustomerAddressResult",
  CustomerArgs: "TenantCustomer",
  CustomerAgreementArgs: "TenantAgreement",
  CustomerQualificationArgs: "TenantQualification",
};

export const token = (name: string): string => `partnercenter:index:${NAMES[name] ?? name}`;
const refTo = (name: string): TypeSpec => ({ $ref: `#/types/${token(name)}` });

type Literal = Extract<Type, { type: "literal" }> & { value: string };
const isWord = (type: Type): type is Literal => type.type === "literal" && typeof type.value === "string";

/** A value that may be missing has no form of its own: what is not required may be. */
const isNothing = (type: Type): boolean =>
  (type.type === "intrinsic" && type.name === "undefined") ||
  (type.type === "literal" && type.value === null);

export class SchemaTypes {
  /** The enums and objects that were referred to, by token. */
  readonly enums: Record<string, EnumSpec> = {};
  readonly objects = new Map<string, Declaration>();

  constructor(private readonly entry: Entry) {}

  declaration(name: string): Declaration {
    const found = this.entry.exports.find((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} is not exported`);
    return found;
  }

  /** @param place what a type without a name of its own is named after */
  of(type: Type | undefined, place: string): TypeSpec {
    const given = required(type, place);
    switch (given.type) {
      case "intrinsic":
        // Every number here is a whole one.
        return { type: given.name === "number" ? "integer" : given.name };
      case "array":
        return { type: "array", items: this.of(given.elementType, place) };
      case "union":
        return this.#union(
          given.types.filter((one) => !isNothing(one)),
          place,
        );
      case "reference":
        return this.#reference(given, place);
      case "reflection":
        return this.#object(given.declaration, place);
      default:
        throw new Error(`${place}: a ${given.type} has no form in the schema`);
    }
  }

  #union(types: readonly Type[], place: string): TypeSpec {
    const [first] = types;
    if (types.length === 1) return this.of(first, place);
    if (types.every(isWord)) return this.#enumOf(place, types);
    // Words that Microsoft may add to, or true and false.
    return { type: types.every(({ type }) => type === "literal") ? "boolean" : "string" };
  }

  #reference(type: Extract<Type, { type: "reference" }>, place: string): TypeSpec {
    const given = type.typeArguments ?? [];
    if (["Input", "Output", "OutputInstance", "Promise"].includes(type.name)) return this.of(given[0], place);
    if (type.name === "Name") return this.#named("QualificationName");
    if (type.name === "OnlyFor") return this.of(given[2], place);
    return this.#named(type.name);
  }

  #named(name: string): TypeSpec {
    const found = this.declaration(name);
    if (found.type === undefined) {
      this.objects.set(token(name), found);
      return refTo(name);
    }
    const words = found.type.type === "union" ? found.type.types : [];
    return words.length > 0 && words.every(isWord)
      ? this.#enumOf(name, words, found)
      : this.of(found.type, name);
  }

  #enumOf(name: string, words: readonly Literal[], declaration?: Declaration): TypeSpec {
    const description = declaration && docs(declaration);
    this.enums[token(name)] = {
      type: "string",
      ...(description !== undefined && description !== "" && { description }),
      enum: words.map(({ value }) => ({ value })),
    };
    return refTo(name);
  }

  #object(
    declaration: Declaration | { children?: unknown; indexSignatures?: unknown },
    place: string,
  ): TypeSpec {
    const { indexSignatures = [], ...whole } = declaration as Declaration;
    const [index] = indexSignatures;
    if (index) return { type: "object", additionalProperties: this.of(index.type, place) };
    this.objects.set(token(place), whole);
    return refTo(place);
  }
}

function required(type: Type | undefined, place: string): Type {
  if (type === undefined) throw new Error(`${place} has no type`);
  return type;
}

/** Whether a value may be missing: left out, undefined or null. */
export function mayBeMissing({ flags, type }: Declaration): boolean {
  const within = (one: Type | undefined): boolean => {
    if (one?.type === "union") return one.types.some((each) => isNothing(each) || within(each));
    return one?.type === "reference" && one.typeArguments?.length === 1 && within(one.typeArguments[0]);
  };
  return flags.isOptional === true || within(type);
}

/** A docstring: what it says first, its default, and what becomes of a change. */
export function docs({ comment, signatures }: Declaration): string {
  const said = comment ?? signatures?.[0]?.comment;
  const text = (parts: { kind: string; text: string }[] = []): string =>
    parts
      .map((part) => (part.kind === "inline-tag" ? `\`${part.text}\`` : part.text))
      .join("")
      .replace(/^```ts\n([^]*)\n```$/, "$1")
      .trim();
  const tag = (name: string): string => text(said?.blockTags?.find((one) => one.tag === name)?.content);
  const [fallback, changing] = [tag("@defaultValue"), tag("@changing")];
  return [
    text(said?.summary),
    fallback === "" ? "" : `Default: ${fallback}.`,
    changing === "" ? "" : `A changed value: ${changing}.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
