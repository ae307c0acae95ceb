// On a merge: records what has become of the vettings, and submits what the program asks for, once.
// Needs an App+User login. Exit code: pulumi's; one customer's failure does not keep the others from being done.
import { progressText, sorted } from "./shared/messages.mjs";
import { annotate, stack } from "./shared/platform.mjs";
import { pulumi } from "./shared/pulumi.mjs";
import { list, report, verbatim } from "./shared/report.mjs";

const { code, stdout, stderr, events } = await pulumi([
  "up",
  "--refresh",
  "--yes",
  "--skip-preview",
  "--continue-on-error",
  "--suppress-progress",
]);

const { errors, actions, submissions, others, progress } = sorted(events);
const unknown = code !== 0 && errors.length === 0 ? [stderr.trim() || stdout.trim()] : [];
const failures = [...errors, ...unknown];
// What became of it stands below the progress, which the log has.
const end = stdout.search(/^(Outputs|Resources):/m);
report(`Update of \`${stack()}\`${code === 0 ? "" : ": failed"}`, [
  list("", failures),
  list(`Needs action: ${actions.length}`, actions),
  list("Submitted or created", submissions),
  list("Besides", others),
  progressText(progress),
  verbatim("Outputs and resources", end < 0 ? stdout : stdout.slice(end)),
]);
if (code !== 0) annotate("error", `Update of ${stack()}`, failures);
process.exitCode = code;
