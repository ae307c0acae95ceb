import * as pulumi from "@pulumi/pulumi";

/**
 * A mistake of the program's, or what became of one call: shown as its message alone, which names whom it is about. Of an error
 * inside an output, and of one after the program has run, Pulumi shows the stack, even of a RunError: so that is the message, too.
 */
export function mistake(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
