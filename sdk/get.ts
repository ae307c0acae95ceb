import * as pulumi from "@pulumi/pulumi";
import { plainly } from "./outputs";

/** What a class passes along for a resource that is only read: whether the provider may answer that it was not read. */
export function forGet(): { __preview?: true; __notRead: undefined } {
  return { ...(pulumi.runtime.isDryRun() && { __preview: true as const }), __notRead: undefined };
}

/**
 * Fails the program for a `get` that could not be read in a preview, when all else has been looked at: an error that
 * nobody catches ends a program at its end, not at once.
 */
export async function failIfNotRead(resource: pulumi.Resource): Promise<void> {
  const { __notRead } = resource as { __notRead?: pulumi.Output<string | undefined> };
  const why = await plainly(__notRead);
  if (why === undefined) return;
  const error = new pulumi.RunError(why);
  // Shown as its message alone, which names whom it is about; once the program has run, Pulumi shows the stack instead.
  error.stack = why;
  throw error;
}
