/**
 * While a resource is constructed, the SDK formats a stack trace for each of four promises a property. They serve only
 * its own search for promises that never settle (PULUMI_DEBUG_PROMISE_LEAKS), and cost more than all else that a program
 * does: 10 ms a resource (bench/RESULTS.md). The resource's own source position, which the state keeps, is taken with a
 * limit of its own.
 *
 * @returns what puts the limit back, with the error that the constructor ended with, if it did
 */
export function withoutPromiseTraces(): (error?: unknown) => void {
  if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return () => undefined;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  return (error) => {
    Error.stackTraceLimit = limit;
    // So that a mistake in the program shows where it was made.
    if (error instanceof Error) Error.captureStackTrace(error);
  };
}
