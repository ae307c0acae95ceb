// Ctrl-C, SIGTERM and worse while something is under way: what was submitted is recorded, or found again by the next
// `up`; it is never submitted again.
import { mustEnd, newStack, type EngineStack, testEachHost } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";
import {
  isWaitedFor,
  looksAfterSubmission,
  providerProcesses,
  until,
  untilElsewhere,
  waited,
} from "./support/waiting";

/** What Ctrl-C in a terminal does: SIGINT to the command and to all that share its process group. */
const pressCtrlC = ({ pid }: { pid: number }): void => void process.kill(-pid, "SIGINT");

const keptAsSubmitted =
  /interrupted after \d+ s; the vetting is InReview \(vetting of \S+\)\. It is in the state as submitted: the next `pulumi up` waits on without a submission\./;

/** How many submissions the state has counted, by resource. */
async function counted(stack: EngineStack): Promise<Record<string, unknown>> {
  const resources = await stack.resources();
  return Object.fromEntries(
    resources.map(({ urn, outputs }): [string, unknown] => [urn.replace(/^.*::/, ""), outputs?.submissions]),
  );
}

const [waiting, submitting, never, other] = [1, 2, 3, 4].map(customerId) as [string, string, string, string];

testEachHost("Ctrl-C once ends waits, sees a submission through, and begins nothing else", async (host) => {
  const emulator = await partnerCenter([waiting, submitting, never]);
  const resources = [
    waited("waiting", waiting, { vettingTimeoutSeconds: 3600 }),
    education("submitting", submitting),
    { ...education("never", never), opts: { dependsOn: ["waiting"] } },
  ];
  const stack = await newStack({ host, resources, env: emulator.environment });
  emulator.faultNext({ method: "POST", customerId: submitting }, { kind: "hold" });
  const up = stack.start(stack.upArguments());
  await up.waitFor(`${waiting}/Education: waiting for the vetting`);
  const post = (): (typeof emulator.requests)[number] | undefined =>
    writes(emulator).find(({ path }) => path.includes(submitting));
  await until(emulator, () => post() !== undefined);
  pressCtrlC(up);
  await up.waitFor("waiting **creating failed");
  expect(post()?.status).toBeUndefined();
  emulator.clearFaults();

  const { output } = mustEnd(1, await up.result);
  expect(output).toContain("^C received; cancelling.");
  expect(output).toMatch(keptAsSubmitted);
  expect(output).toMatch(/submitting created/);
  expect(await counted(stack)).toEqual({ waiting: 1, submitting: 1 });
  expect((await stack.state()).pending_operations).toBeUndefined();

  emulator.approve(waiting, "Education");
  mustEnd(0, await stack.up());
  expect(await counted(stack)).toEqual({ waiting: 1, submitting: 1, never: 1 });
  expect(emulator.submissions().map((one) => one.customerId)).toEqual([waiting, submitting, never]);
});

testEachHost("Ctrl-C twice: the next up finds what was not answered yet", async (host) => {
  const emulator = await partnerCenter([waiting, submitting, other]);
  const stack = await newStack({
    host,
    resources: [
      waited("waiting", waiting),
      education("submitting", submitting),
      education("other", other, { adoptExisting: false }),
    ],
    env: emulator.environment,
  });
  // Taken, and never answered.
  for (const id of [submitting, other])
    emulator.faultNext({ method: "POST", customerId: id }, { kind: "stallAfter" });
  const up = stack.start(stack.upArguments());
  await isWaitedFor(emulator, waiting);
  await until(emulator, () => emulator.submissions().length === 3);
  pressCtrlC(up);
  await up.waitFor("waiting **creating failed");
  // The engine says so before it writes it.
  await untilElsewhere(() => /"initErrors"/.test(stack.stateText()));
  pressCtrlC(up);
  const { output } = mustEnd(8, await up.result);
  expect(output).toContain("^C received; terminating");
  expect(await counted(stack)).toEqual({ waiting: 1 });
  expect((await stack.state()).pending_operations).toHaveLength(2);
  await untilElsewhere(() => providerProcesses(stack).length === 0);

  emulator.approve(waiting, "Education");
  const next = mustEnd(1, await stack.up("--continue-on-error"));
  expect(next.output).toMatch(
    /submitting.*\n.*|is already there: InReview .* It is adopted without a submission/,
  );
  expect(next.output).toMatch(
    new RegExp(
      `${other}/Education: is already there: InReview .*set \`adoptExisting: true\` .*after a crash`,
    ),
  );
  expect(await counted(stack)).toEqual({ waiting: 1, submitting: 0 });
  expect(emulator.submissions()).toHaveLength(3);
});

testEachHost("SIGTERM, to pulumi and to the provider: recorded as after Ctrl-C", async (host) => {
  const emulator = await partnerCenter([waiting]);
  const stack = await newStack({ host, resources: [waited("waiting", waiting)], env: emulator.environment });
  const up = stack.start(stack.upArguments());
  await isWaitedFor(emulator, waiting);
  // As when a service is stopped: all of its processes get the signal, in whatever order.
  for (const pid of [...providerProcesses(stack), up.pid]) process.kill(pid, "SIGTERM");
  const { output } = mustEnd(1, await up.result);
  expect(output).toMatch(keptAsSubmitted);
  expect(await counted(stack)).toEqual({ waiting: 1 });
  emulator.approve(waiting, "Education");
  mustEnd(0, await stack.up());
  expect(await counted(stack)).toEqual({ waiting: 1 });
  expect(emulator.submissions()).toHaveLength(1);
});

testEachHost("the engine is killed: the provider ends, and the next up adopts", async (host) => {
  const emulator = await partnerCenter([waiting]);
  const stack = await newStack({ host, resources: [waited("waiting", waiting)], env: emulator.environment });
  const up = stack.start(stack.upArguments());
  await isWaitedFor(emulator, waiting);
  process.kill(up.pid, "SIGKILL");
  const looked = looksAfterSubmission(emulator, waiting).length;
  await untilElsewhere(() => providerProcesses(stack).length === 0);
  expect(looksAfterSubmission(emulator, waiting).length).toBeLessThanOrEqual(looked + 2);
  expect((await stack.state()).pending_operations).toHaveLength(1);

  // The dead command's lock.
  mustEnd(0, await stack.pulumi("cancel", "--yes", "--stack", "dev"));
  emulator.approve(waiting, "Education");
  const next = mustEnd(0, await stack.up());
  expect(next.output).toMatch(/is already there: Approved.*It is adopted without a submission/);
  expect(emulator.submissions()).toHaveLength(1);
});

testEachHost("Ctrl-C during a preview whose look is not answered ends it", async (host) => {
  const emulator = await partnerCenter([waiting]);
  const stack = await newStack({ host, resources: [waited("waiting", waiting)], env: emulator.environment });
  emulator.faultShare({ method: "GET" }, { kind: "stall" }, 1);
  const preview = stack.start(["preview", "--stack", "dev"]);
  await until(emulator, () => emulator.requests.length === 1);
  pressCtrlC(preview);
  const { output, code } = await preview.result;
  expect(code).toBe(1);
  expect(output).toMatch(/error: (Preview failed: )?Interrupted\./);
  expect(output).not.toMatch(/^\s+at /m);
  expect(emulator.requests).toHaveLength(1);
});
