import { fork } from "node:child_process";
import { join } from "node:path";
import { node, typescript } from "./places";
import type { EmulatorCalls, EmulatorStart } from "./emulatorProcess";

type Promised<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

/** Partner Center in a process of its own. */
export interface EmulatorProcess extends Omit<Promised<EmulatorCalls>, "start"> {
  /** What its clients need: PARTNERCENTER_* for a login, BENCH_ACCESS_TOKEN for those that know no login. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

export async function startEmulatorProcess(options: EmulatorStart): Promise<EmulatorProcess> {
  const child = fork(join(__dirname, "emulatorProcess.ts"), [], {
    execPath: node,
    execArgv: ["--require", typescript],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("the emulator's process has ended"));
  });
  child.on("message", (answer: { id: number; value?: unknown; error?: string }) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.value);
    else asked?.reject(new Error(`the emulator: ${answer.error}`));
  });
  let asked = 0;
  const call =
    (name: keyof EmulatorCalls) =>
    (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = (asked += 1);
        waiting.set(id, { resolve, reject });
        child.send({ id, name, args });
      });
  const calls = Object.fromEntries(
    (["start", "setLatency", "clearRequests", "requests", "settle", "deny", "undeny", "spread"] as const).map(
      (name) => [name, call(name)],
    ),
  ) as unknown as Promised<EmulatorCalls>;
  const { start, ...rest } = calls;
  return {
    ...rest,
    environment: await start(options),
    close: async () => {
      child.disconnect();
      await ended;
    },
  };
}
