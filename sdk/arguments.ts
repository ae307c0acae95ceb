import * as pulumi from "@pulumi/pulumi";
import { kindOf, notInputs } from "../provider/declared/inputs";
import { mistake } from "./mistake";
import type { Properties } from "../provider/engineValues";
import type { Failure } from "../provider/lifecycle/validation";

export { kindOf, notInputs };

/**
 * What a program without types, or with `any`, may hand to a class. It is a mistake of the program: Pulumi shows it without
 * a stack. What is wrong inside the inputs is the provider's to say, which names all of it at once.
 */

/** What an import by Pulumi's own means would end in, and what to use instead. */
const IMPORT =
  "`import` can't be used: Pulumi can't ask this provider about a resource that is in no state yet. Next: leave it out, and " +
  "`pulumi up` takes over what is there, without a submission; or `partnercenter import` writes a file for `pulumi import -f`.";

/** @throws RunError where the resource has no name, the arguments are none, or the options say `import` */
export function requireArguments(
  type: string,
  name: unknown,
  args: unknown,
  opts?: pulumi.CustomResourceOptions,
): void {
  // What is only read, by `get`, has none.
  const isRead = args === undefined && opts !== undefined && "id" in opts;
  failWith(type, name, [
    ...unnamed(name),
    ...(isNothing(opts?.import) ? [] : [IMPORT]),
    ...(isRead ? [] : notInputs("its arguments", args)),
  ]);
}

/** What Pulumi refuses with a stack in which only this package stands; a number it takes. */
export function unnamed(name: unknown): string[] {
  if (Boolean(name) && typeof name !== "object") return [];
  return [
    `it needs a name, a text, as its first argument; found ${name === "" ? "an empty text" : kindOf(name)}.`,
  ];
}

/**
 * The id of what `get` reads. What it names is the provider's to judge; without one, Pulumi would make a new resource of it.
 *
 * @param form what the id must be
 * @throws RunError where there is none; of an output, once it is known
 */
export function requireId(
  type: string,
  name: string,
  id: pulumi.Input<string> | undefined,
  form: string,
): pulumi.Input<string> {
  const judged = (given: unknown): string => {
    if (typeof given === "string" && given !== "") return given;
    const found = given === "" ? "an empty text" : kindOf(given);
    throw mistake(`${type} ${name}: \`get\` needs the id of what it reads, ${form}; found ${found}.`);
  };
  if (pulumi.Output.isInstance(id) || id instanceof Promise) return pulumi.output(id).apply(judged);
  return judged(id);
}

/** @throws RunError with all of them, naming class and resource; nothing, where there are none */
export function failWith(type: string, name: unknown, mistakes: readonly string[]): void {
  if (mistakes.length === 0) return;
  const whose = unnamed(name).length === 0 ? `${type} ${String(name)}` : type;
  throw mistake(`${whose}: ${mistakes.join(" ")}`);
}

const isNothing = (given: unknown): given is undefined | null => given === undefined || given === null;

/**
 * What of a function's arguments only a program in this process can give. What else is wrong, the provider says, as it does
 * to a program in any language; it has no form for an output, and whoever would wait for one would ask for a wrong customer.
 */
export function argumentMistakes(args: unknown): string[] {
  const none = notInputs("its arguments", args);
  return none.length > 0
    ? none
    : outputsIn(args as object, "", 2).map((property) => `\`${property}\`: ${OUTPUT}`);
}

const OUTPUT = "found an output: use the function's Output form.";

/** Where outputs are, as deep as arguments go. */
function outputsIn(values: object, prefix: string, depth: number): string[] {
  return Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
    if (pulumi.Output.isInstance(value)) return [prefix + name];
    const isInside = depth > 1 && typeof value === "object" && value !== null;
    return isInside ? outputsIn(value, `${prefix}${name}.`, depth - 1) : [];
  });
}

/**
 * What the provider says of an argument, without the value: it may be a secret, and nothing tells it from others once an
 * output is known.
 */
export function withoutValue({ property, reason }: Failure, args: object): Failure {
  const found = property.split(".").reduce((value: unknown, name) => (value as Properties)[name], args);
  const kind = found === "" ? "an empty text" : typeof found === "string" ? "another text" : kindOf(found);
  return { property, reason: reason.replace(/; found .*$/s, () => `; found ${kind}`) };
}
