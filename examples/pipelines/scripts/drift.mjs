// By night: whether Partner Center still shows what the program declares. An app-only login is enough.
// Exit codes, pulumi's own: 0 as declared, 7 drift, 1 it could not be looked at. With --warn-on-error the last one is a
// warning and 0, where the platform has no `allow_failure: exit_codes`.
import { annotate, endWithWarning, list, pulumi, report, stack } from "./shared.mjs";

const DRIFT = 7;
const warnOnError = process.argv.includes("--warn-on-error");

const { code, stdout, stderr } = await pulumi(["preview", "--expect-no-changes", "--json"], { quiet: true });
const { steps = [], diagnostics = [] } = parsed(stdout);
const messages = (wanted) =>
  diagnostics.filter(({ severity }) => wanted(severity)).map(({ message }) => message.trim());

if (code === 0) {
  const progress = list(messages(() => true));
  tell(`\`${stack()}\` is as declared.`, progress);
} else if (code === DRIFT) {
  const changed = steps.filter(({ op, urn }) => op !== "same" && !urn.includes("::pulumi:pulumi:Stack::"));
  const reasons = messages(() => true);
  tell(
    `Drift in \`${stack()}\`: ${counted(changed.length, "resource is", "resources are")} not as declared.`,
    `${list(changed.map(({ op, urn }) => `${op} **${urn.split("::").at(-1)}**`))}\n\n${list(reasons)}`,
  );
  for (const reason of reasons) annotate("error", `Drift in ${stack()}`, reason);
  process.exitCode = DRIFT;
} else {
  const errors = messages((severity) => severity === "error");
  const why = errors.length > 0 ? errors : [stderr.trim()];
  tell(`\`${stack()}\` could not be looked at. This says nothing about drift.`, list(why));
  for (const reason of why) annotate(warnOnError ? "warning" : "error", `No look at ${stack()}`, reason);
  if (warnOnError) endWithWarning();
  process.exitCode = warnOnError ? 0 : 1;
}

function tell(title, text) {
  console.log(`${title}\n\n${text}\n`.replaceAll("**", "").replaceAll("`", ""));
  report(`## ${title}\n\n${text}`);
}

function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

/** pulumi prints no JSON when it fails before the preview, as with a wrong passphrase. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
