// The line that says how things stand: the connection, and what the last action did.
import { byId, setAttribute, setText } from "./dom.js";

/** What an action did, or why it failed. */
export function say(text, failed = false) {
  const message = byId("message");
  setAttribute(message, "class", failed ? "failed" : "");
  setText(message, text);
}

export function sayConnected(connected) {
  const connection = byId("connection");
  setAttribute(connection, "class", connected ? "connected" : "lost");
  // Over TLS a new start has a new certificate, which the browser asks about only when the page is loaded.
  const reload =
    location.protocol === "https:"
      ? " If it was started again, reload this page: its certificate is new."
      : "";
  setText(
    connection,
    connected ? "Connected" : `No connection: the emulator has ended. Trying again …${reload}`,
  );
}

/**
 * Runs an action of the person, says what it did (a text, or one made from the action's answer), and looks at once at
 * what has become of it.
 */
export async function perform(refresh, done, action) {
  try {
    const answer = await action();
    say(typeof done === "function" ? done(answer) : done);
  } catch (error) {
    say(error instanceof TypeError ? "The emulator can't be reached." : error.message, true);
  }
  await refresh();
}
