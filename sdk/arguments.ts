import * as pulumi from "@pulumi/pulumi";

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

/** What is wrong with what must be an object of inputs; nothing, if it is one. */
export function notInputs(what: string, given: unknown): string[] {
  if (
    typeof given === "object" &&
    given !== null &&
    !Array.isArray(given) &&
    !pulumi.Output.isInstance(given)
  )
    return [];
  const end = `${what} must be an object with inputs; found ${kindOf(given)}.`;
  return [end];
}

/** @throws RunError with all of them, naming class and resource; nothing, where there are none */
export function failWith(type: string, name: unknown, mistakes: readonly string[]): void {
  if (mistakes.length === 0) return;
  throw new pulumi.RunError(
    `${type} ${typeof name === "string" ? name : kindOf(name)}: ${mistakes.join(" ")}`,
  );
}

/** Never a value: it may be a secret. */
export function kindOf(given: unknown): string {
  if (given === undefined || given === null) return "nothing";
  if (Array.isArray(given)) return "a list";
  if (pulumi.Output.isInstance(given)) return "an output";
  return typeof given === "object" ? "an object" : `a ${typeof given}`;
}
