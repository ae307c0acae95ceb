import { anchorOf, table } from "../markdown";
import { defaultValue, summary, tag } from "./comments";
import { KIND, type Declaration, type Entry, type Signature } from "./typedoc";
import { plain, signatureText, TypeText, type LinkTo } from "./types";

/** The pages of docs/reference that are made from the docstrings. */

/** A page: what it is called, and which exports it describes, in this order. */
export interface Page {
  file: string;
  title: string;
  /** What the index says of it. */
  about: string;
  sections: readonly Section[];
}

export type Section =
  /** A resource class with its inputs. */
  | { kind: "resource"; name: string; inputs: string }
  /** A type with properties, or a list of words. */
  | { kind: "type"; name: string }
  /** A function and its form with outputs; with its arguments and result. */
  | { kind: "function"; name: string; args?: string; result: string }
  /** An interface or class of which the methods are wanted; `as` is how a program reaches it. */
  | { kind: "methods"; name: string; as: string }
  /** A function that has no form with outputs. */
  | { kind: "helper"; name: string }
  /** Said elsewhere on the page, by its own words. */
  | { kind: "mentioned"; name: string };

export class Writer {
  readonly #byName: ReadonlyMap<string, Declaration>;
  readonly #linkTo: LinkTo;
  /** The page that is being written. */
  #file = "";
  readonly #types: TypeText;

  constructor(
    private readonly entry: Entry,
    pages: readonly Page[],
  ) {
    this.#byName = new Map(entry.exports.map((one) => [one.name, one]));
    const places = new Map<string, string>();
    for (const { file, sections } of pages) {
      for (const { kind, name } of sections) {
        if (!this.#byName.has(name)) throw new Error(`${file}: ${name} is not exported`);
        if (places.has(name)) throw new Error(`${name} is described twice`);
        const isWholePage = kind === "mentioned" || kind === "resource";
        places.set(name, isWholePage ? file : `${file}#${anchorOf(name)}`);
      }
      // A resource's inputs stand with it.
      for (const section of sections)
        if (section.kind === "resource") places.set(section.inputs, `${file}#${anchorOf("Inputs")}`);
    }
    const left = entry.exports.map(({ name }) => name).filter((name) => !places.has(name));
    const described = pages.flatMap(({ sections }) =>
      sections.flatMap((one) => (one.kind === "function" ? [`${one.name}Output`] : [])),
    );
    const missing = left.filter((name) => !described.includes(name));
    if (missing.length > 0) throw new Error(`The reference says nothing of ${missing.join(", ")}`);
    this.#linkTo = (name) => places.get(name)?.replace(new RegExp(`^${this.#file}(?=#)`), "");
    this.#types = new TypeText(entry, this.#linkTo);
  }

  page({ file, title, about, sections }: Page): string {
    this.#file = file;
    const parts = sections.flatMap((section) => this.#section(section));
    return [`# ${title}`, MADE, about, ...parts].filter((part) => part !== "").join("\n\n") + "\n";
  }

  /** The entry's own words, such as its example. */
  introduction(): string {
    const { comment } = this.entry;
    return [summary(comment, this.#linkTo), tag(comment, "@example", this.#linkTo)].join("\n\n");
  }

  declaration(name: string): Declaration {
    const found = this.#byName.get(name);
    if (found === undefined) throw new Error(`${name} is not exported`);
    return found;
  }

  summaryOf(declaration: Declaration): string {
    return summary(declaration.comment, this.#linkTo);
  }

  defaultOf(declaration: Declaration): string {
    return defaultValue(declaration.comment, this.#linkTo);
  }

  typeOf(declaration: Declaration): string {
    return this.#types.of(declaration.type);
  }

  #section(section: Section): string[] {
    switch (section.kind) {
      case "resource":
        return this.#resource(section);
      case "type":
        return this.#type(section.name);
      case "function":
        return this.#function(section);
      case "methods":
        return this.#methods(section);
      case "helper":
        return this.#helper(this.declaration(section.name));
      case "mentioned":
        return [];
    }
  }

  #helper(declaration: Declaration): string[] {
    if (declaration.kind === KIND.function) return this.#callables(declaration.name, declaration, 2);
    const [signature] =
      declaration.type?.type === "reflection" ? (declaration.type.declaration.signatures ?? []) : [];
    const line = signature && ["```ts", signatureText(declaration.name, signature), "```"].join("\n");
    return [`## ${declaration.name}`, line ?? "", this.summaryOf(declaration)];
  }

  #resource({ name, inputs }: Extract<Section, { kind: "resource" }>): string[] {
    const resource = this.declaration(name);
    const inputNames = this.#properties(this.declaration(inputs)).map((one) => one.name);
    const own = this.#properties(resource).filter(({ flags }) => !flags.isStatic && !flags.isInherited);
    const said = own.filter(
      (one) => !inputNames.includes(one.name) || !this.summaryOf(one).startsWith("As declared"),
    );
    const type = this.#properties(resource).find((one) => one.name === "type" && one.flags.isStatic);
    const methods = (resource.children ?? []).filter(
      (one) => one.kind === KIND.method && !one.flags.isInherited,
    );
    const see = tag(resource.comment, "@see", this.#linkTo).replace(/\n/g, " ");
    return [
      this.summaryOf(resource),
      see === "" ? "" : `Follows ${see}.`,
      type === undefined ? "" : `Type token: ${this.#types.of(type.type)}.`,
      tag(resource.comment, "@example", this.#linkTo),
      "## Inputs",
      `${this.summaryOf(this.declaration(inputs))} Each takes a plain value or an output of another resource, unless it says otherwise.`,
      this.#propertyTable(this.declaration(inputs), "input"),
      "## Outputs",
      own.length > said.length ? "Every input is an output as well, as it was declared. Besides:" : "",
      table(
        ["output", "type", "what it is"],
        said.map((one) => [`\`${one.name}\``, this.#outputType(one), this.summaryOf(one)]),
      ),
      ...(methods.length === 0 ? [] : ["## Functions of the class"]),
      ...methods.flatMap((method) => this.#callables(`${name}.${method.name}`, method, 3)),
    ];
  }

  #outputType(declaration: Declaration): string {
    const missing = TypeText.mayBeUndefined(declaration.type) ? " or undefined" : "";
    return `${this.typeOf(declaration)}${missing}`;
  }

  #type(name: string): string[] {
    const declaration = this.declaration(name);
    const said = this.summaryOf(declaration);
    if (declaration.kind === KIND.typeAlias || declaration.kind === KIND.variable)
      return [`## ${name}`, said, `\`${plain(declaration.type)}\``];
    const hasConstructor = (declaration.children ?? []).some((one) => one.kind === KIND.constructor);
    const from = (declaration.extendedTypes ?? [])
      .map((one) => this.#types.of(one))
      .filter((one) => !one.includes("Omit"));
    return [
      `## ${name}`,
      said,
      from.length === 0 ? "" : `Extends ${from.join(", ")}.`,
      this.#propertyTable(
        declaration,
        "property",
        from.length > 0 || declaration.extendedTypes !== undefined,
      ),
      ...(hasConstructor ? [] : this.#callablesOf(declaration, "")),
    ];
  }

  #propertyTable(declaration: Declaration, what: "input" | "argument" | "property", ownOnly = false): string {
    const rows = this.#properties(declaration)
      .filter(({ flags, inheritedFrom }) => !flags.isStatic && !(ownOnly && inheritedFrom !== undefined))
      .map((one) => [
        this.#nameOf(one, what),
        this.#types.of(one.type),
        this.defaultOf(one),
        this.#saidOf(one, declaration),
        tag(one.comment, "@changing", this.#linkTo),
      ]);
    return rows.length === 0 ? "" : table([what, "type", "default", "what it is", "changing it"], rows);
  }

  /** An input says that it is required, everything else that it may be missing: whichever is the exception. */
  #nameOf({ name, flags }: Declaration, what: "input" | "argument" | "property"): string {
    if (what === "input") return `\`${name}\`${flags.isOptional ? "" : " (required)"}`;
    return `\`${name}${flags.isOptional ? "?" : ""}\``;
  }

  #saidOf(property: Declaration, of: Declaration): string {
    const said = this.summaryOf(property);
    if (said === "") throw new Error(`${of.name}.${property.name} has no description`);
    return said;
  }

  #function({ name, args, result }: Extract<Section, { kind: "function" }>): string[] {
    const output = this.declaration(`${name}Output`);
    return [
      ...this.#callables(name, this.declaration(name), 2),
      `\`${name}Output\`: ${summary(output.signatures?.[0]?.comment, this.#linkTo)}`,
      ...(args === undefined ? [] : ["Arguments:", this.#propertyTable(this.declaration(args), "argument")]),
      "Result:",
      this.#propertyTable(this.declaration(result), "property"),
    ];
  }

  #methods({ name, as }: Extract<Section, { kind: "methods" }>): string[] {
    const declaration = this.declaration(name);
    return [`## ${name}`, this.summaryOf(declaration), ...this.#callablesOf(declaration, as)];
  }

  #callablesOf(declaration: Declaration, as: string): string[] {
    return (declaration.children ?? [])
      .filter(({ kind, flags }) => (kind === KIND.method || kind === KIND.constructor) && !flags.isInherited)
      .flatMap((one) =>
        this.#callables(
          one.kind === KIND.constructor
            ? `new ${declaration.name}`
            : as === ""
              ? one.name
              : `${as}.${one.name}`,
          one,
          3,
        ),
      );
  }

  /** A function or method: its first line, what it does, its parameters, what it returns and throws. */
  #callables(name: string, declaration: Declaration, level: number): string[] {
    return (declaration.signatures ?? []).flatMap((signature) => [
      `${"#".repeat(level)} ${name}`,
      ["```ts", signatureText(name, signature), "```"].join("\n"),
      summary(signature.comment, this.#linkTo),
      this.#parameters(signature),
      this.#tagLine(signature, "@returns", "Returns"),
      this.#tagLine(signature, "@throws", "Fails"),
    ]);
  }

  #parameters({ parameters = [] }: Signature): string {
    return parameters
      .map((one) => [one.name, summary(one.comment, this.#linkTo)] as const)
      .filter(([, said]) => said !== "")
      .map(([name, said]) => `- \`${name}\`: ${said.replace(/^- /, "")}`)
      .join("\n");
  }

  #tagLine({ comment }: Signature, name: `@${string}`, word: string): string {
    const said = tag(comment, name, this.#linkTo);
    return said === "" ? "" : `${word}: ${said.replace(/\s*\n\s*/g, " ")}`;
  }

  #properties(declaration: Declaration): Declaration[] {
    return (declaration.children ?? []).filter(({ kind }) => kind === KIND.property);
  }
}

export const MADE = "<!-- Made from the code. UPDATE_DOCS=1 npm test -- unit test/docs writes it anew. -->";
