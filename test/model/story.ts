import type { Run } from "./run";

/** What a phase of a command did, for a person to read. */
export function tellOf({ preview, phase, lines, sent }: Run): string[] {
  const story: string[] = [];
  const indent = (text: string) => story.push(`    ${text.replaceAll("\n", " ")}`);
  indent(preview ? "preview:" : "itself:");
  for (const { number, method, customerId, qualification, status, taken } of sent) {
    indent(
      `  request ${number}: ${method} ${customerId} ${qualification ?? ""} ${status ?? "-"}${taken ? " taken" : ""}`,
    );
  }
  for (const [name, { op, error, partial }] of phase.outcomes) {
    indent(`  ${op} ${name}${error === undefined ? "" : `: FAILED${partial ? ", kept" : ""}: ${error}`}`);
  }
  for (const error of phase.errors) indent(`  error: ${error}`);
  for (const line of lines) indent(`  | ${line}`);
  if (phase.died) indent("  died");
  return story;
}
