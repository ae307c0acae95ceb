// By night: whether Partner Center still shows what the program declares. An app-only login is enough.
// Exit codes, pulumi's own: 0 as declared, 7 drift, 1 it could not be looked at. With --warn-on-error the last one is a
// warning and 0, where the platform has no `allow_failure: exit_codes`.
import { besides, drifted, progressText, sorted } from "./shared/messages.mjs";
import { annotate, endWithWarning, plain, stack } from "./shared/platform.mjs";
import { pulumi } from "./shared/pulumi.mjs";
import { list, report } from "./shared/report.mjs";

const DRIFT = 7;
const warnOnError = process.argv.includes("--warn-on-error");

const preview = ["preview", "--expect-no-changes", "--suppress-progress"];
const { code, stdout, stderr, events } = await pulumi(preview, { quiet: true });

if (code === 0) {
  const { errors, totals, actions, submissions, others, progress } = sorted(events);
  const said = [...errors, ...totals, ...actions, ...submissions, ...others];
  tell(`\`${stack()}\` is as declared.`, [["", said]], progress);
} else if (code === DRIFT) {
  const found = drifted(events);
  const { others, progress } = besides(events);
  const title = `Drift in \`${stack()}\`: ${counted(found.length)} not as declared.`;
  const lines = found.map(({ op, name, reason }) => `${op} **${name}**${reason === "" ? "" : `: ${reason}`}`);
  tell(
    title,
    [
      ["", lines],
      ["Besides", others],
    ],
    progress,
  );
  const reasons = found.map(({ op, name, reason }) => `${name}: ${reason || op}`);
  annotate("error", `Drift in ${stack()}`, reasons);
  process.exitCode = DRIFT;
} else {
  const { errors } = sorted(events);
  const why = errors.length > 0 ? errors : [stderr.trim() || stdout.trim()];
  tell(`\`${stack()}\` could not be looked at. This says nothing about drift.`, [["", why]], 0);
  annotate(warnOnError ? "warning" : "error", `No look at ${stack()}`, why);
  if (warnOnError) endWithWarning();
  process.exitCode = warnOnError ? 0 : 1;
}

/** Writes all of it to the log, and the report, which leaves out what there is no room for. */
function tell(title, lists, progress) {
  const shown = lists.filter(([, messages]) => messages.length > 0);
  const inLog = shown.map(([head, messages]) =>
    [...(head === "" ? [] : [`${head}\n`]), ...messages.map((message) => `- ${message}`)].join("\n"),
  );
  const parts = [title, ...inLog, progressText(progress)].filter((part) => part !== "");
  console.log(`${plain(parts.join("\n\n"))}\n`);
  report(title, [...shown.map(([head, messages]) => list(head, messages)), progressText(progress)]);
}

function counted(count) {
  return `${count} ${count === 1 ? "resource is" : "resources are"}`;
}
