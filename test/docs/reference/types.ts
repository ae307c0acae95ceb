import type { Declaration, Entry, Signature, Type } from "./typedoc";

/** Types as a reader of Markdown sees them. */

/** Where a type is described: its page and anchor, seen from the page that is written. */
export type LinkTo = (name: string) => string | undefined;

/** Names whose type is a list of words: shown as the words. */
const isWord = (type: Type): boolean => type.type === "literal" && typeof type.value === "string";

/** What a program may leave out, or what has no value, is said by other words than `undefined`. */
const isUndefined = (type: Type): boolean => type.type === "intrinsic" && type.name === "undefined";

export class TypeText {
  constructor(
    private readonly entry: Entry,
    private readonly linkTo: LinkTo,
  ) {}

  /** As Markdown, with links; an input's or output's own wrapping is left away, for the page says it once. */
  of(type: Type | undefined): string {
    if (type === undefined) return "";
    switch (type.type) {
      case "reference":
        return this.#reference(type);
      case "union":
        return unique(type.types.filter((one) => !isUndefined(one)).map((one) => this.of(one))).join(" \\| ");
      case "array":
        return `list of ${this.of(type.elementType)}`;
      case "reflection":
        return this.#object(type.declaration);
      case "query":
      case "intrinsic":
      case "literal":
        return code(plain(type));
      default:
        return code(plain(type));
    }
  }

  /** Whether a value may be missing. */
  static mayBeUndefined(type: Type | undefined): boolean {
    if (type?.type === "union") return type.types.some(isUndefined);
    return type?.type === "reference" && type.typeArguments?.length === 1
      ? TypeText.mayBeUndefined(type.typeArguments[0])
      : false;
  }

  #reference(type: Extract<Type, { type: "reference" }>): string {
    const [first] = type.typeArguments ?? [];
    if (["Input", "Output", "OutputInstance", "Promise"].includes(type.name) && first !== undefined)
      return this.of(first);
    if (type.name === "InputsOf" && first !== undefined) return this.of(first);
    // What an input is for is said by its text.
    if (type.name === "Name") return this.#words("QualificationName") ?? "";
    if (type.name === "OnlyFor") return this.of(type.typeArguments?.[2]);
    if (type.name === "TenantQualifications") {
      const element = "TenantQualificationArgs";
      return `list of [${code(element)}](${this.linkTo(element) ?? ""})`;
    }
    const words = this.#words(type.name);
    if (words !== undefined) return words;
    const link = this.linkTo(type.name);
    return link === undefined ? code(type.name) : `[${code(type.name)}](${link})`;
  }

  #words(name: string): string | undefined {
    const alias = this.entry.exports.find((one) => one.name === name)?.type;
    return alias?.type === "union" && alias.types.every(isWord) ? this.of(alias) : undefined;
  }

  #object(declaration: Declaration): string {
    if (declaration.signatures?.[0]) return code(signatureText("", declaration.signatures[0]));
    return code(plain({ type: "reflection", declaration }));
  }
}

/** A function's or method's first line. */
export function signatureText(name: string, signature: Signature): string {
  const parameters = (signature.parameters ?? []).map((parameter) => {
    const optional = parameter.flags.isOptional || parameter.defaultValue !== undefined ? "?" : "";
    return `${parameter.flags.isRest ? "..." : ""}${parameter.name}${optional}: ${plain(parameter.type)}`;
  });
  const separator = name === "" ? " => " : ": ";
  return `${name}(${parameters.join(", ")})${separator}${plain(signature.type)}`;
}

/** As TypeScript, without links. */
export function plain(type: Type | undefined): string {
  if (type === undefined) return "";
  switch (type.type) {
    case "intrinsic":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "reference": {
      const given = type.typeArguments?.map(plain).join(", ");
      const name = type.qualifiedName ?? type.name;
      // A parameter's default.
      return given === undefined || given === "QualificationName" ? name : `${name}<${given}>`;
    }
    case "union":
      return type.types.map(plain).join(" | ");
    case "array":
      return `${plain(type.elementType)}[]`;
    case "tuple":
      return `[${(type.elements ?? []).map(plain).join(", ")}]`;
    case "typeOperator":
      return `${type.operator} ${plain(type.target)}`;
    case "indexedAccess":
      return `${plain(type.objectType)}[${plain(type.indexType)}]`;
    case "query":
      return plain(type.queryType);
    case "predicate":
      return "boolean";
    case "reflection": {
      const { signatures, children = [], indexSignatures = [] } = type.declaration;
      if (signatures?.[0]) return signatureText("", signatures[0]);
      const members = children.map(
        ({ name, flags, type: member }) => `${name}${flags.isOptional ? "?" : ""}: ${plain(member)}`,
      );
      const indexed = indexSignatures.map(
        ({ parameters, type: member }) => `[${parameters?.[0]?.name ?? "key"}: string]: ${plain(member)}`,
      );
      return `{ ${[...members, ...indexed].join("; ")} }`;
    }
    case "mapped":
      return `{ [${type.parameter} in ${plain(type.parameterType)}]: ${plain(type.templateType)} }`;
    case "intersection":
      // An open set of words: `string`, which the compiler is kept from taking for all of it.
      return "string";
    default:
      return type.type;
  }
}

const code = (text: string): string => `\`${text.replace(/^"(.*)"$/, "$1")}\``;
const unique = (texts: string[]): string[] => [...new Set(texts)];
