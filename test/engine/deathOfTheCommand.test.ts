// The real `pulumi`, ended in the middle of an `up` that submits, and then of one that resubmits: killed with all that
// it started, its provider killed alone, Ctrl-C once and twice. One run has a resource at each place at which it
// matters: the look, the submission before and after it is taken, and the look that waits for the vetting.
// death.test.ts has every other point.
import type { Emulator } from "../../emulator";
import {
  mustEnd,
  newStack,
  type EngineStack,
  type Host,
  type ResourceDeclaration,
  type RunningCommand,
} from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";
import { providerProcesses, until, untilElsewhere, waited } from "./support/waiting";

/** Where each resource is when the command ends; those named `denied…` are denied before it is run again. */
const NAMES = ["done", "before", "after", "deniedAfter", "waiting", "deniedWaiting", "looking"] as const;
type Name = (typeof NAMES)[number];

const customerOf = (name: Name): string => customerId(1 + NAMES.indexOf(name));
const isDenied = (name: Name): boolean => name.startsWith("denied");
const isWaitedFor = (name: Name): boolean => /waiting/i.test(name);

/** @param before - what `before` declares besides */
function declarations(
  args: Record<string, unknown> = {},
  before: Record<string, unknown> = {},
): ResourceDeclaration[] {
  return NAMES.map((name) => {
    const declare = isWaitedFor(name) ? waited : education;
    const declared = declare(name, customerOf(name), { ...args, ...(name === "before" && before) });
    // The engine looks one at a time, and a look that is held holds up the ones after it.
    return name === "looking" ? { ...declared, opts: { dependsOn: ["done"] } } : declared;
  });
}

/** Starts an `up` and resolves when each resource is where it is to be. */
async function halfway(stack: EngineStack, emulator: Emulator, submitted: number): Promise<RunningCommand> {
  const post = (name: Name) => ({ method: "POST", customerId: customerOf(name) });
  emulator.faultNext({ method: "GET", customerId: customerOf("looking") }, { kind: "hold" });
  emulator.faultNext(post("before"), { kind: "hold" });
  for (const name of ["after", "deniedAfter"] as const) emulator.faultNext(post(name), { kind: "holdAfter" });
  // By default four for each processor: with one they would wait for each other.
  const up = stack.start(stack.upArguments("--parallel", "16"));
  for (const name of ["waiting", "deniedWaiting"] as const) {
    await until(emulator, () => emulator.submissions(customerOf(name)).length === submitted + 1);
    emulator.faultNext({ method: "GET", customerId: customerOf(name) }, { kind: "hold" });
  }
  await until(emulator, () => emulator.held === 6);
  return up;
}

/** How many submissions were made, by resource. */
const submissionsOf = (emulator: Emulator): Record<string, number> =>
  Object.fromEntries(NAMES.map((name) => [name, emulator.submissions(customerOf(name)).length]));

const all = (count: number): Record<string, number> => Object.fromEntries(NAMES.map((name) => [name, count]));

async function statuses(stack: EngineStack): Promise<Record<string, unknown>> {
  const resources = await stack.resources();
  return Object.fromEntries(
    resources.map(({ urn, outputs }) => [urn.replace(/^.*::/, ""), outputs?.vettingStatus]),
  );
}

interface Ending {
  /** Ends what runs, and checks how it ended. */
  end(up: RunningCommand, stack: EngineStack, emulator: Emulator): Promise<void>;
  /** What is under way is seen through, so that it is submitted, too. */
  graceful?: boolean;
  /** The command that a person, or a pipeline, runs next. */
  next?: string[];
}

/** What Ctrl-C in a terminal does: SIGINT to the command and to all that share its process group. */
const pressCtrlC = ({ pid }: RunningCommand): void => void process.kill(-pid, "SIGINT");

const endings: Record<string, Ending> = {
  "SIGKILL to the command and all that it started": {
    async end(up, stack) {
      up.kill();
      await up.result;
      await untilElsewhere(() => providerProcesses(stack).length === 0);
      // The dead command's lock.
      mustEnd(0, await stack.pulumi("cancel", "--yes", "--stack", "dev"));
    },
    next: ["--refresh"],
  },
  "SIGKILL to the provider process alone": {
    async end(up, stack) {
      for (const pid of providerProcesses(stack)) process.kill(pid, "SIGKILL");
      mustEnd(1, await up.result);
    },
  },
  "Ctrl-C once": {
    async end(up, _stack, emulator) {
      pressCtrlC(up);
      await up.waitFor(/waiting \*\*(creating|updating) failed/);
      emulator.clearFaults();
      const { output } = mustEnd(1, await up.result);
      expect(output).toContain("^C received; cancelling.");
    },
    graceful: true,
  },
  "Ctrl-C twice": {
    async end(up, stack) {
      pressCtrlC(up);
      await up.waitFor(/waiting \*\*(creating|updating) failed/);
      pressCtrlC(up);
      const { output } = mustEnd(8, await up.result);
      expect(output).toContain("^C received; terminating");
      await untilElsewhere(() => providerProcesses(stack).length === 0);
    },
    next: ["--refresh"],
  },
};

const stories: { host: Host; name: string }[] = [
  ...Object.keys(endings).map((name) => ({ host: "dynamic" as const, name })),
  // Its Ctrl-C is in interrupted.test.ts. A second half has no such places: its run begins by reading all, so that a look that
  // is held would hold up every submission. death.test.ts has its points.
  ...Object.keys(endings)
    .filter((name) => name.startsWith("SIGKILL"))
    .map((name) => ({ host: "plugin" as const, name })),
];

test.each(stories)(
  "$name, $host: each was submitted once for each time it was asked for",
  async ({ host, name }) => {
    const ending = endings[name] as Ending;
    const emulator = await partnerCenter(NAMES.map(customerOf));
    // What may have been taken counts as a request, too.
    const env = { ...emulator.environment, PARTNERCENTER_MAX_SUBMISSIONS: "9" };
    const stack = await newStack({ host, resources: declarations(), env });

    /** Ends an `up` halfway, and runs it again to its end. */
    const endAndRunAgain = async (
      submittedBefore: number,
      args: Record<string, unknown> = {},
    ): Promise<void> => {
      emulator.change({ vetting: {} });
      const up = await halfway(stack, emulator, submittedBefore);
      await ending.end(up, stack, emulator);
      // What the dead held is gone before anything that is held goes on.
      await until(emulator, () => emulator.held === 0);
      emulator.clearFaults();
      const once = submittedBefore + 1;
      const notYet = { looking: submittedBefore, ...(ending.graceful ? {} : { before: submittedBefore }) };
      expect(submissionsOf(emulator)).toEqual({ ...all(once), ...notYet });

      emulator.change({ vetting: { afterMs: 0 } });
      for (const name of NAMES.filter((one) => submissionsOf(emulator)[one] === once)) {
        if (isDenied(name)) emulator.deny(customerOf(name), "Education", `denied after ${once}`);
        else emulator.approve(customerOf(name), "Education");
      }
      const { output } = mustEnd(1, await stack.up("--continue-on-error", ...(ending.next ?? [])));
      for (const name of NAMES.filter(isDenied)) {
        expect(output).toMatch(new RegExp(`${customerOf(name)}/Education: .*Denied \\(denied after ${once}`));
      }
      if (!ending.graceful) {
        // Nobody but the dead knows that its submission was not taken: a person looks, and asks for it.
        expect(output).toMatch(new RegExp(`${customerOf("before")}/Education: .*no answer tells`));
        expect(submissionsOf(emulator)).toEqual({ ...all(once), before: submittedBefore });
        stack.declare(declarations(args, { resubmit: `nothing was requested, ${once}` }));
        mustEnd(1, await stack.up("--continue-on-error"));
      }
      expect(submissionsOf(emulator)).toEqual(all(once));
      // What was being created stays pending, with a warning in every later command, until a person clears it.
      mustEnd(0, await stack.refresh("--clear-pending-creates"));
      expect(await stack.state()).not.toHaveProperty("pending_operations");
    };

    await endAndRunAgain(0);
    if (host === "plugin") return;
    for (const name of NAMES) emulator.deny(customerOf(name), "Education", "denied again");
    // A changed `resubmit` answers what an `up` has reported, and not what a refresh was the first to record.
    // (Without the dependency, or the one that depends on a denied one would not be asked about.)
    stack.declare(declarations().map(({ opts: _opts, ...declared }) => declared));
    mustEnd(1, await stack.up("--continue-on-error"));
    expect(new Set(Object.values(await statuses(stack)))).toEqual(new Set(["Denied"]));

    const corrected = { resubmit: "the profile is corrected" };
    stack.declare(declarations(corrected));
    await endAndRunAgain(1, corrected);
    mustEnd(0, await stack.refresh());
    const expected = NAMES.map((name) => [name, isDenied(name) ? "Denied" : "Approved"]);
    expect(await statuses(stack)).toEqual(Object.fromEntries(expected));
    mustEnd(0, await stack.destroy());
    expect(await stack.resources()).toEqual([]);
    expect(submissionsOf(emulator)).toEqual(all(2));
  },
);
