// The platform that a step runs on: what it gives the step, and how it is told what to show.

/** Each platform shows about ten annotations of a step; what comes after is counted in the last one. */
const MOST_ANNOTATIONS = 10;

/** The stack, which every job of a pipeline names. */
export const stack = () => need("PULUMI_STACK");

/** `github`, `azure` or `gitlab`, by what each of them sets. */
export function platform() {
  if (process.env.GITHUB_ACTIONS) return "github";
  if (process.env.TF_BUILD) return "azure";
  if (process.env.GITLAB_CI) return "gitlab";
  return fail("This is neither GitHub Actions nor Azure Pipelines nor GitLab CI.");
}

/** What the step has to be given. */
export function need(name) {
  return process.env[name] || fail(`${name} is not set: README says what the step has to be given.`);
}

/** What the step may be given. Azure leaves the name of a variable that there is none of: `$(NAME)`. */
export function optional(name) {
  const value = process.env[name];
  return value === undefined || value === "" || value === `$(${name})` ? undefined : value;
}

/** Ends the script with a reason. */
export function fail(reason) {
  console.error(reason);
  process.exit(1);
}

/** Lines that the platform shows on the page of the run, not only in the log. The most important come first. */
export function annotate(level, title, messages) {
  const tooMany = messages.length > MOST_ANNOTATIONS;
  const shown = tooMany ? messages.slice(0, MOST_ANNOTATIONS - 1) : messages;
  for (const message of shown) annotation(level, title, plain(message));
  if (tooMany)
    annotation(level, title, `and ${messages.length - shown.length} more: the log has all of them`);
}

function annotation(level, title, message) {
  if (process.env.GITHUB_ACTIONS) {
    console.log(`::${level} title=${escaped(title, "%\r\n:,")}::${escaped(message, "%\r\n")}`);
  } else if (process.env.TF_BUILD) {
    console.log(`##vso[task.logissue type=${level}]${escaped(`${title}: ${message}`, "%\r\n")}`);
  }
}

/** A text of a report without the marks of Markdown, which neither a log nor an annotation shows as such. */
export const plain = (text) => text.replaceAll("**", "").replaceAll("`", "");

/** The job ends well, but not without a sign. GitLab has `allow_failure: exit_codes` for it. */
export function endWithWarning() {
  if (process.env.TF_BUILD) console.log("##vso[task.complete result=SucceededWithIssues;]");
}

/** `%0A` for a line break and so on: what the platforms' commands take. Azure has its own form of the percent sign. */
function escaped(text, characters) {
  const percent = process.env.TF_BUILD ? "%AZP25" : "%25";
  const code = (character) =>
    character === "%" ? percent : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return [...text]
    .map((character) => (characters.includes(character) ? code(character) : character))
    .join("");
}
