// What can be copied: ids, and what one would type.
import { copy, element } from "./dom.js";
import { say } from "./status.js";

/** Something that is copied by pressing it; `text` is asked for then. */
function copier(style, name, shown, text = () => shown) {
  const copied = () =>
    copy(text()).then(
      () => say(`Copied ${name}.`),
      (error) => say(error.message, true),
    );
  return element(
    "button",
    { type: "button", class: style, title: "Copy", "aria-label": `Copy ${name}`, on: { click: copied } },
    shown,
  );
}

export const idButton = (label, id) => copier("id", `the ${label} ${id}`, id);

/** What one would type. */
export const commandButton = (command) => copier("command", command, command);

/** The package's own command, as it is typed in the folder of a program. */
export const ownCommand = (rest) => commandButton(`node_modules/.bin/partnercenter ${rest}`);

/** A control call of this emulator, in a shell that has its environment. */
export function controlCommand(method, path) {
  const certificate = location.protocol === "https:" ? '--cacert "$PARTNERCENTER_CA_FILE" ' : "";
  return commandButton(`curl ${certificate}-X ${method} "$PARTNERCENTER_API_BASE_URL/emulator/${path}"`);
}

let environment = {};

/** The environment of the emulator that answers now. */
export function setEnvironment(variables) {
  environment = variables;
}

const quoted = (value) => (/^[\w./:@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

/** The lines that make a shell's programs use this emulator. Its secrets are copied, and shown nowhere. */
export function environmentButton() {
  const shown = `export PARTNERCENTER_API_BASE_URL=${location.origin} …`;
  return copier(
    "command",
    `${shown} with all of the environment, and the emulator's own secrets`,
    shown,
    () =>
      Object.entries(environment)
        .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
        .join(""),
  );
}
