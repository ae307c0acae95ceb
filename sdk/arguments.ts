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
