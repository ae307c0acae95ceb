// What one would type next, to be copied.
import { control } from "./api.js";
import { commandButton, environmentButton, ownCommand, setEnvironment } from "./copying.js";
import { byId } from "./dom.js";

export function prepareCommands() {
  byId("commands").append(
    environmentButton(),
    commandButton("pulumi preview"),
    commandButton("pulumi up"),
    ownCommand("status --all"),
  );
}

/** Before it is copied, since a browser lets a page copy only at once when a person presses. */
export async function readEnvironment() {
  setEnvironment(await control("GET", "environment"));
}
