import * as pulumi from "@pulumi/pulumi";

/** What a program hands over in the place of inputs. */

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

/** Never a value: it may be a secret. */
export function kindOf(given: unknown): string {
  if (given === undefined || given === null) return "nothing";
  if (Array.isArray(given)) return "a list";
  if (pulumi.Output.isInstance(given)) return "an output";
  return typeof given === "object" ? "an object" : `a ${typeof given}`;
}
