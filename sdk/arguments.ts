import * as pulumi from "@pulumi/pulumi";
import { kindOf, notInputs } from "../provider/declared/inputs";

export { kindOf, notInputs };

/**
 * What a program without types, or with `any`, may hand to a class. It is a mistake of the program: Pulumi shows it without
 * a stack. What is wrong inside the inputs is the provider's to say, which names all of it at once.
 */

/** What an import by Pulumi's own means would end in, and what to use instead. */
const IMPORT =
  "`import` can't be used: Pulumi can't ask this provider about a resource that is in no state yet. Next: leave it out, and " +
  "`pulumi up` takes over what is there, without a submission; or `partnercenter import` writes a file for `pulumi import -f`.";

/** @throws RunError where the arguments are none, or the options say `import` */
export function requireArguments(
  type: string,
  name: string,
  args: unknown,
  opts?: pulumi.CustomResourceOptions,
): void {
  const mistakes = [
    ...(opts?.import === undefined ? [] : [IMPORT]),
    // Only `get` has none.
    ...(args === undefined && opts?.id !== undefined ? [] : notInputs("its arguments", args)),
  ];
  failWith(type, name, mistakes);
}

/** @throws RunError with all of them, naming class and resource; nothing, where there are none */
export function failWith(type: string, name: unknown, mistakes: readonly string[]): void {
  if (mistakes.length === 0) return;
  throw new pulumi.RunError(
    `${type} ${typeof name === "string" ? name : kindOf(name)}: ${mistakes.join(" ")}`,
  );
}

/**
 * What a program without types, or with `any`, may hand to a function: a mistake of the program that names the property.
 * Unchecked, a customer that is missing would be asked for by the name "undefined".
 */

/** What is wrong with one argument, if anything; `found` is what stands there. */
type Check = (property: string, found: unknown) => string[];

/** What each argument of a function must be. */
export type Checks = Readonly<Record<string, Check>>;

/** A text that must be there. */
export const text: Check = (property, found) =>
  typeof found === "string" && found !== "" ? [] : [`\`${property}\` must be a text; ${foundKind(found)}`];

/** A text, which may be empty. */
export const textOrEmpty: Check = (property, found) => (found === "" ? [] : text(property, found));

/** A day, such as 2026-11-01. */
export const day: Check = (property, found) =>
  typeof found === "string" &&
  /^\d{4}-\d{2}-\d{2}$/.test(found) &&
  !Number.isNaN(Date.parse(`${found}T00:00:00Z`))
    ? []
    : [`\`${property}\` must be a day such as 2026-11-01; ${foundKind(found)}`];

/** A whole number from 1. */
export const count: Check = (property, found) =>
  Number.isInteger(found) && Number(found) >= 1
    ? []
    : [`\`${property}\` must be a whole number from 1; ${foundKind(found)}`];

/** One of these words, in just this spelling. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (property, found) =>
    typeof found === "string" && words.includes(found)
      ? []
      : [`\`${property}\` must be one of ${words.join(", ")}; ${foundKind(found)}`];

/** An object with arguments of its own. */
export const object =
  (checks: Checks): Check =>
  (property, found) => {
    const none = notInputs(`\`${property}\``, found);
    return none.length > 0 ? none : mistakesIn(found as object, checks, `${property}.`);
  };

/** The same, where there may be none. */
export const optional =
  (check: Check): Check =>
  (property, found) =>
    isNothing(found) ? [] : check(property, found);

/** @throws RunError with every mistake in the arguments of a function */
export function requireFunctionArguments(name: string, args: unknown, checks: Checks): void {
  const none = notInputs("its arguments", args);
  const mistakes = none.length > 0 ? none : mistakesIn(args as object, checks);
  if (mistakes.length > 0) throw new pulumi.RunError(`${name}: ${mistakes.join(" ")}`);
}

function mistakesIn(args: object, checks: Checks, prefix = ""): string[] {
  const given = args as Readonly<Record<string, unknown>>;
  return Object.entries(checks).flatMap(([property, check]) => check(prefix + property, given[property]));
}

export const isNothing = (found: unknown): found is undefined | null => found === undefined || found === null;

/** Never the value: it may be a secret. */
function foundKind(found: unknown): string {
  const hint = pulumi.Output.isInstance(found) ? ": use the function's Output form" : "";
  const kind = found === "" ? "an empty one" : typeof found === "string" ? "another text" : kindOf(found);
  return `found ${kind}${hint}.`;
}
