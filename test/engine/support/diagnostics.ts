// What `pulumi` says under each resource when a command has ended.

/** The names of the resources under which an error stands. */
export function failedResources(output: string): string[] {
  const [, diagnostics = ""] = output.split("Diagnostics:");
  const names: string[] = [];
  let current = "";
  for (const line of diagnostics.split("\n")) {
    current = /^ {2}\S+ \((\S+)\):/.exec(line)?.[1] ?? current;
    if (/^ {4}error:/.test(line) && !names.includes(current)) names.push(current);
  }
  // The stack has an error of its own for what failed.
  return names.filter((name) => name !== "scratch-dev").sort();
}
