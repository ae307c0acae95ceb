// What the events of a run mean to a person: which resources changed, and what was said of whom, the most important
// first. Mere progress is only counted.

const STACK = "pulumi:pulumi:Stack";

/** Steps that leave a resource as it is declared. */
const UNCHANGED = ["same", "read", "refresh"];

/** Every kind of message, the most important first. What is not known is shown, not hidden. */
const KINDS = [
  ["progress", /nothing to do[;:,.]/i],
  ["total", /^This (program would spend|preview comes to) /],
  ["submission", /It (will be|is) (submitted|created)\b/],
  ["action", /\bNext: |could not be observed|is not looked at|was not looked at/],
];

/**
 * Sorts what was said. Returns { errors, totals, actions, submissions, others, progress }: lists of texts, each on one line
 * with its resource's name before it, and the number of messages of progress.
 */
export function sorted(events) {
  const resources = resourcesOf(events);
  const found = { error: [], total: [], action: [], submission: [], other: [], progress: [] };
  for (const { text, severity, urn } of withoutEchoes(messagesOf(events))) {
    const kind =
      severity === "error" ? "error" : (KINDS.find(([, words]) => words.test(text))?.[0] ?? "other");
    const about = resources.find((resource) => isAbout(resource, { text, urn }));
    found[kind].push(about === undefined ? text : named(about.name, text));
  }
  return {
    errors: found.error,
    totals: found.total,
    actions: found.action,
    submissions: found.submission,
    others: found.other,
    progress: found.progress.reduce((sum, text) => sum + progressOf(text), 0),
  };
}

/** The provider counts what has moved on itself where it was asked about all that the program declares. */
const progressOf = (text) => Number(/^(\d+) qualifications? ha(?:s|ve) moved on/.exec(text)?.[1] ?? 1);

/** The resources that are not as declared, each as { op, name, reason }: a denial or a loss first, what is new last. */
export function drifted(events) {
  const messages = messagesOf(events);
  return resourcesOf(events)
    .filter(({ op }) => !UNCHANGED.includes(op))
    .map((resource) => {
      const said = messages.filter((message) => isAbout(resource, message)).map(({ text }) => text);
      const reason = said.length > 0 ? said.join(" ") : driftText(resource.drift);
      return { op: resource.op, name: resource.name, reason, rank: rank(resource) };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** What was said that concerns none of the resources that are not as declared: { others, progress }, as in `sorted`. */
export function besides(events) {
  const changed = resourcesOf(events).filter(({ op }) => !UNCHANGED.includes(op));
  const isOfNone = ({ diagnosticEvent: said }) =>
    said === undefined || !changed.some((resource) => isAbout(resource, message(said)));
  const { errors, totals, actions, submissions, others, progress } = sorted(events.filter(isOfNone));
  return { others: [...errors, ...totals, ...actions, ...submissions, ...others], progress };
}

/** `60 vettings have moved on. …`, or nothing. */
export function progressText(count) {
  if (count === 0) return "";
  return `${count} ${count === 1 ? "has" : "have"} moved on. Nothing to do: \`pulumi up --refresh\` records it.`;
}

function rank({ op, drift }) {
  if (drift?.vettingStatus !== undefined || drift?.conflictsWith !== undefined) return 0;
  if (drift !== undefined) return 1;
  return op === "create" ? 3 : 2;
}

const driftText = (drift) =>
  drift === undefined
    ? ""
    : Object.entries(drift)
        .map(([key, value]) => `${key}: ${value}`)
        .join("; ");

const named = (name, text) =>
  `**${name}**: ${text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text}`;

/** What a step would do or did, once for each resource. */
function resourcesOf(events) {
  const found = new Map();
  for (const { resourcePreEvent, resOutputsEvent } of events) {
    // With the plugin, what is new is looked at once its step is shown.
    const made = resOutputsEvent?.metadata;
    if (made?.op === "create" && found.has(made.urn)) found.get(made.urn).drift ??= made.new?.outputs?.drift;
    const { op, urn, type, old: before, new: after } = resourcePreEvent?.metadata ?? {};
    if (urn === undefined || type === STACK) continue;
    const { customerId, qualification, agreementType, domain, drift } = after?.inputs ?? before?.inputs ?? {};
    const kind = qualification ?? agreementType;
    const ids = [after?.id, before?.id, kind === undefined ? domain : `${customerId}/${kind}`];
    const resource = { op, urn, name: urn.split("::").at(-1), drift, ids: ids.filter(Boolean) };
    // A replacement has several steps; what an earlier one was for stays. A refresh comes before the step that counts.
    if (!found.has(urn) || UNCHANGED.includes(found.get(urn).op)) found.set(urn, resource);
  }
  return [...found.values()];
}

const isAbout = ({ urn, ids, name }, { text, urn: said }) =>
  said === urn || text.startsWith(`${name}:`) || ids.some((id) => names(text, id));

/** Whether a text names an id as a whole: a customer's is also the beginning of its qualifications'. */
const names = (text, id) => [` ${id}:`, ` ${id} `, `(${id})`].some((form) => text.includes(form));

/** What is meant for people: the events hold what only `--debug` would print as well. */
const SHOWN = ["info", "info#err", "warning", "error"];

/** The messages, each once: Pulumi repeats an error that the program's host has printed. */
function messagesOf(events) {
  const texts = new Map();
  for (const { diagnosticEvent } of events) {
    if (!SHOWN.includes(diagnosticEvent?.severity) || diagnosticEvent.ephemeral) continue;
    const said = message(diagnosticEvent);
    if (said.text !== "" && !texts.has(said.text)) texts.set(said.text, said);
  }
  return [...texts.values()];
}

/**
 * What an error says as well is not told twice: a refresh warns of a denial before `up` refuses it. Nor is Pulumi's own
 * closing line, where something else says why.
 */
function withoutEchoes(messages) {
  const isError = ({ severity }) => severity === "error";
  const isClosing = (said) => isError(said) && /^(update|preview) failed$/.test(said.text);
  const errors = messages.filter((said) => isError(said) && !isClosing(said));
  return messages.filter((said) =>
    isClosing(said)
      ? errors.length === 0
      : isError(said) || !errors.some(({ text }) => text.includes(said.text)),
  );
}

/** One line, without the marks of colours. */
function message({ message: text, severity, urn }) {
  const line = text
    .replace(/<\{%.*?%\}>/g, "")
    .trim()
    .replace(/([^.:;,])\s*\n\s*/g, "$1. ")
    .replace(/\s*\n\s*/g, " ")
    .replace(/^(error|warning): /, "");
  return { text: line, severity, urn: urn?.includes(`::${STACK}::`) ? undefined : urn };
}
