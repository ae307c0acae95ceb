// On a change: what `up` would do, and what has drifted. Submits nothing; an app-only login is enough.
// Exit code: pulumi's. 0 also when there are changes, for that is what a change is for.
import { list, pulumi, report, stack, verbatim } from "./shared.mjs";

const { code, stdout, stderr } = await pulumi(["preview", "--diff", "--suppress-progress"]);

// Beside the plan, pulumi prints what the provider has to say: what would be submitted, and what has drifted.
const said = stderr.split(/\n\s*\n/).filter((message) => !message.startsWith("error: "));
const errors = stderr.split(/^(?=error: )/m).filter((message) => message.startsWith("error: "));
report(`
## Preview of \`${stack()}\`${code === 0 ? "" : ": failed"}

${list(errors.length > 0 ? errors : said) || "Partner Center shows nothing that needs attention."}

<details><summary>Every property</summary>

${verbatim(stdout)}

</details>
`);
process.exitCode = code;
