// On a change: what `up` would do, and what has drifted. Submits nothing; an app-only login is enough.
// Exit code: pulumi's. 0 also when there are changes, for that is what a change is for.
import { progressText, sorted } from "./shared/messages.mjs";
import { stack } from "./shared/platform.mjs";
import { pulumi } from "./shared/pulumi.mjs";
import { list, report, verbatim } from "./shared/report.mjs";

const { code, stdout, stderr, events } = await pulumi(["preview", "--diff", "--suppress-progress"]);

const { errors, totals, actions, submissions, others, progress } = sorted(events);
// Where it failed before it began, what it said is all there is.
const unknown = code !== 0 && errors.length === 0 ? [stderr.trim() || stdout.trim()] : [];
const nothing = [errors, actions, submissions, others, unknown].every((messages) => messages.length === 0);
report(`Preview of \`${stack()}\`${code === 0 ? "" : ": failed"}`, [
  list("", [...errors, ...unknown]),
  ...totals,
  list(`Needs action: ${actions.length}`, actions),
  list(`Would be submitted or created, which can't be taken back: ${submissions.length}`, submissions),
  list("Besides", others),
  nothing ? "Partner Center shows nothing that needs attention." : "",
  progressText(progress),
  verbatim("Every property", stdout),
]);
process.exitCode = code;
