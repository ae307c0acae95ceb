import * as pulumi from "@pulumi/pulumi";

/** The value of an input that is known and no secret: what may be shown. */
export async function plainly(input: pulumi.Input<string | undefined>): Promise<string | undefined> {
  try {
    if (pulumi.Output.isInstance(input) && (await pulumi.isSecret(input))) return undefined;
    const value = await valueOf(input);
    return typeof value === "string" ? value : undefined;
  } catch {
    // Whoever made the input fail says so, and the resource's own input with it.
    return undefined;
  }
}

/** The value of an input, secret or not; undefined while it is not known, in whole or in part. */
export async function valueOf(input: unknown): Promise<unknown> {
  return (await knownOf(input))?.value;
}

/** The same, where undefined may be the value. */
export async function knownOf(input: unknown): Promise<{ value: unknown } | undefined> {
  // An output of a promise that fails would fail once more, where nobody hears it.
  if (input instanceof Promise) return knownOf(await input);
  const output: pulumi.Output<unknown> & Partial<OutputDetails> = pulumi.output(input);
  if (output.promise === undefined || !(await output.isKnown)) return undefined;
  return { value: await output.promise() };
}

/** What the SDK's outputs have beside what it declares, and what its own `all` reads. */
interface OutputDetails {
  isKnown: Promise<boolean>;
  promise(): Promise<unknown>;
}
