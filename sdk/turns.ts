/**
 * When a resource's registration may go on. A program declares its resources without ever waiting, and JavaScript sends
 * nothing before it waits: all of them would be prepared before the engine hears of the first one and starts the provider's
 * process. So they are let on a few at a time, in the program's order, and each few are sent before the next are prepared.
 */

/** So many are let on together. */
const TOGETHER = 16;

/** The true one: a test of the user's may put another in its place, which never comes. */
const soon = setImmediate;

const waiting: (() => void)[] = [];

/** Once the program has declared all that it declares without waiting, and those before it have been sent. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) soon(letOn);
  });
}

function letOn(): void {
  for (const resolve of waiting.splice(0, TOGETHER)) resolve();
  if (waiting.length > 0) soon(letOn);
}

let yielded: Promise<void> | undefined;

/** Once the program has declared all that it declares without waiting. Those that are declared in one go share it. */
export function programYields(): Promise<void> {
  if (yielded === undefined) {
    yielded = new Promise((resolve) => soon(resolve));
    void Promise.resolve().then(() => (yielded = undefined));
  }
  return yielded;
}
