// On a merge: records what has become of the vettings, and submits what the program asks for, once.
// Needs an App+User login. Exit code: pulumi's; one customer's failure does not keep the others from being done.
import { pulumi, report, stack, verbatim } from "./shared.mjs";

const { code, stdout, stderr } = await pulumi([
  "up",
  "--refresh",
  "--yes",
  "--skip-preview",
  "--continue-on-error",
  "--suppress-progress",
]);
// What was said and what became of it stands below the progress, which the log has.
const end = stdout.search(/^(Diagnostics|Outputs|Resources):/m);
report(`
## Update of \`${stack()}\`${code === 0 ? "" : ": failed"}

${verbatim(`${stdout.slice(Math.max(end, 0))}\n${stderr}`)}
`);
process.exitCode = code;
