// A provider process that ends between any two requests of an `up` that submits, waits or resubmits: killed, or asked
// to stop. The next `up` makes the submission that was asked for, or finds the one that was made, and never another. Where
// it was killed in the submission and nothing is listed, nobody knows: it is not submitted before `resubmit` asks.
//
// These are all the points, each with a real provider process, driven as the engine drives it: a second a point.
// deathOfTheCommand.test.ts has a few of them under the real `pulumi`, which takes half a minute a story.
import { startEmulator, type Emulator, type RecordedRequest } from "../../emulator";
import { describeEachHost, type Host, startProviderServer, type ProviderServer } from "./harness";
import { OneResource, type KeptResource } from "./support/oneResource";
import { customerId } from "./support/partnerCenter";
import { until } from "./support/waiting";

const customer = customerId(1);
const id = `${customer}/Education`;
const args = {
  customerId: customer,
  qualification: "Education",
  educationSegment: "K12",
  waitForVetting: true,
  vettingPollIntervalSeconds: 1,
  vettingTimeoutSeconds: 60,
};

/** An `up` that submits: from which state, with which inputs. */
interface Operation {
  host: Host;
  state?: KeptResource;
  args: Record<string, unknown>;
}

const denial = {
  qualification: "Education",
  vettingStatus: "Denied",
  vettingReason: "Not an Academic Domain",
  vettingCreateDate: "2026-01-05T08:00:00.000Z",
};

const operations: Record<"create" | "resubmit", Omit<Operation, "host">> = {
  create: { args },
  resubmit: {
    args: { ...args, resubmit: "the profile is corrected" },
    state: {
      id,
      inputs: args,
      outputs: { ...args, ...denial, submissions: 1, submissionError: null },
      initErrors: [],
    },
  },
};

/** Where the process ends: before the request of that number is handled, or before its answer is sent. */
interface Point {
  request: number;
  held: "hold" | "holdAfter";
  name: string;
}

interface Story {
  operation: Operation;
  point: Point;
  /** How the process ends, and what Microsoft does before it is run again. */
  ends:
    | "killed"
    | "killed, and the list is behind"
    | "killed, then denied"
    | "killed, then denied and refreshed"
    | "killed, then set back to none"
    | "asked to stop";
}

/** Runs what is given with an emulator and a state of its own. */
async function withResource<T>(
  operation: Operation,
  work: (emulator: Emulator, resource: OneResource, start: () => Promise<ProviderServer>) => Promise<T>,
): Promise<T> {
  // With TLS, for the requests of the login are points, too.
  const emulator = await startEmulator({ customers: [customer] });
  const servers: ProviderServer[] = [];
  try {
    if (operation.state !== undefined) emulator.setQualification(customer, denial);
    return await work(emulator, new OneResource(structuredClone(operation.state)), async () => {
      const server = await startProviderServer({ env: emulator.environment, host: operation.host });
      servers.push(server);
      return server;
    });
  } finally {
    for (const server of servers) await server.close();
    await emulator.close();
  }
}

const nameOf = ({ method, path }: RecordedRequest): string =>
  `${method} ${path.replace(/^.*(token|qualifications|auditrecords)$/, "$1")}`;

/** How many looks after the submission find it in review; the next one finds it approved. */
const LOOKS_IN_REVIEW = 1;

/** Approves once the vetting has been looked at so often. */
async function approveWhileWaitedFor(emulator: Emulator): Promise<void> {
  const looks = (): number => {
    const submitted = emulator.requests.findIndex((one) => nameOf(one) === "POST qualifications");
    return submitted < 0
      ? 0
      : emulator.requests.slice(submitted).filter(({ status }) => status === 200).length;
  };
  await until(emulator, () => looks() >= LOOKS_IN_REVIEW);
  emulator.approve(customer, "Education");
}

/** All requests of an operation that nothing disturbs. */
async function requestsOf(operation: Operation): Promise<string[]> {
  return withResource(operation, async (emulator, resource, start) => {
    const up = resource.up(await start(), operation.args);
    await approveWhileWaitedFor(emulator);
    await up;
    expect(emulator.submissions()).toHaveLength(1);
    return emulator.requests.map(nameOf);
  });
}

/** Whether a submission was made before the process ended. */
const wasSubmitted = (emulator: Emulator): boolean => emulator.submissions().length === 1;

/** Whether the process ends between the submission and its answer. */
const isInSubmission = ({ name }: Point): boolean => / POST qualifications$/.test(name);

/** What an `up` says of a submission that another process of this machine has made, and that is not listed. */
const TOLD = /no answer tells|is (still )?not listed by Partner Center/;

async function play({ operation, point, ends }: Story): Promise<void> {
  await withResource(operation, async (emulator, resource, start) => {
    const submissionsBefore = operation.state?.outputs.submissions ?? 0;
    emulator.faultNext({ endpoint: "any" }, { kind: "delay", ms: 0 }, point.request);
    emulator.faultNext({ endpoint: "any" }, { kind: point.held });
    const first = await start();
    const up = resource.up(first, operation.args).then(
      () => "done",
      (error: Error) => error.message,
    );
    await until(emulator, () => emulator.held === 1);
    const submitted = wasSubmitted(emulator);
    if (ends === "asked to stop") {
      await first.cancel();
      emulator.clearFaults();
      expect(await up).toMatch(/interrupted|Interrupted/);
      // What is under way is seen through and recorded; nothing else is begun.
      const counted = wasSubmitted(emulator) ? Number(submissionsBefore) + 1 : submissionsBefore;
      expect(resource.state?.outputs.submissions ?? 0).toBe(counted);
    } else {
      const kept = structuredClone(resource.state);
      await first.kill();
      expect(await up).not.toBe("done");
      expect(resource.state).toEqual(kept);
      await until(emulator, () => emulator.held === 0);
      expect(wasSubmitted(emulator)).toBe(submitted);
    }

    const next = await start();
    if (ends === "killed, then denied" || ends === "killed, then denied and refreshed") {
      expect(submitted).toBe(true);
      emulator.deny(customer, "Education", "Not an Education Customer");
      // What the engine advises after a crash: a command, and so a process, of its own.
      if (ends === "killed, then denied and refreshed") await resource.refresh(await start());
      // That night, and the night after.
      for (let night = 0; night < 2; night += 1) {
        await expect(resource.up(next, operation.args)).rejects.toThrow(
          /is (still )?Denied \(Not an Education Customer.*((nothing more|Nothing) was submitted|without a submission)/,
        );
      }
      expect(await resource.isUnchanged(next, operation.args)).toBe(false);
    } else if (ends === "killed, then set back to none") {
      expect(submitted).toBe(true);
      emulator.vanish(customer, "Education");
      // Whatever it is told, that night and the night after.
      const { waitForVetting: _, ...declared } = operation.args;
      for (let night = 0; night < 2; night += 1)
        await resource
          .up(await start(), declared)
          .catch((error: Error) => expect(error.message).toMatch(TOLD));
      expect(resource.state?.outputs.resubmit).toBe(operation.args.resubmit);
    } else {
      let { args: asked } = operation;
      if (ends === "killed, and the list is behind") emulator.change({ listBehindMs: 3_600_000 });
      const killed = ends !== "asked to stop";
      if (killed && isInSubmission(point) && (!submitted || ends === "killed, and the list is behind")) {
        for (let night = 0; night < 2; night += 1)
          await expect(resource.up(await start(), asked)).rejects.toThrow(
            /no answer tells.*change `resubmit`/s,
          );
        expect(emulator.submissions()).toHaveLength(submitted ? 1 : 0);
        expect(resource.state?.outputs.submissions).toBe(Number(submissionsBefore) + 1);
        // A person has looked, and asks for it.
        if (!submitted) asked = { ...asked, resubmit: "nothing was requested" };
      }
      emulator.change({ listBehindMs: 0 });
      emulator.change({ vetting: { afterMs: 0 } });
      if (wasSubmitted(emulator)) emulator.approve(customer, "Education");
      await resource.up(next, asked);
      expect(resource.state?.outputs.vettingStatus).toBe("Approved");
      expect(await resource.isUnchanged(next, asked)).toBe(true);
    }
    expect(emulator.submissions()).toHaveLength(1);
    await resource.refresh(next);
    expect(resource.state?.id).toBe(id);
    // Without an answer, and not listed, nobody knows what became of it.
    const unknown = ends === "killed, then set back to none" && isInSubmission(point);
    if (unknown) expect(resource.state?.outputs.submissionError).toMatch(/no answer tells/);
    else expect(resource.state?.outputs.submissionError).toBeNull();
    await resource.destroy(next);
    expect(emulator.submissions()).toHaveLength(1);
  });
}

/** A few at a time, for each mostly waits; every story is played, and the ones that went wrong are named. */
async function playAll(stories: Story[]): Promise<void> {
  const wrong: string[] = [];
  const left = [...stories];
  const worker = async (): Promise<void> => {
    for (let story = left.shift(); story !== undefined; story = left.shift()) {
      const { name } = story.point;
      await play(story).catch((error: Error) => wrong.push(`${story.ends} ${name}: ${error.message}`));
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  expect(wrong).toEqual([]);
}

describe.each(["create", "resubmit"] as const)("%s", (name) =>
  describeEachHost("with the host", (host) => {
    const operation = { ...operations[name], host };
    let points: Point[] = [];

    beforeAll(async () => {
      const requests = await requestsOf(operation);
      expect(requests).toEqual([
        "POST token",
        "GET qualifications",
        "GET auditrecords",
        "POST qualifications",
        "GET qualifications",
        "GET qualifications",
      ]);
      points = requests.flatMap((request, index) => [
        { request: index, held: "hold" as const, name: `before request ${index + 1}, ${request}` },
        {
          request: index,
          held: "holdAfter" as const,
          name: `before the answer to request ${index + 1}, ${request}`,
        },
      ]);
    });

    test("killed at any point: the next up submits, or finds what was submitted", async () => {
      await playAll(points.map((point) => ({ operation, point, ends: "killed" })));
    });

    test("killed once it was submitted, and denied in between: shown, and never submitted again", async () => {
      // From the answer to the submission on.
      const first = points.findIndex(({ name: at }) => /answer to .* POST qualifications/.test(at));
      const after = points.slice(first);
      expect(after).toHaveLength(5);
      const stories = after.map((point): Story => ({ operation, point, ends: "killed, then denied" }));
      const refreshed = after.map((point): Story => ({
        operation,
        point,
        ends: "killed, then denied and refreshed",
      }));
      // Without a state there is nothing to refresh.
      await playAll([...stories, ...(operation.state === undefined ? [] : refreshed)]);
    });

    test("killed in the submission while the list is behind, or set back to none afterwards: never submitted again", async () => {
      const inSubmission = points.filter(isInSubmission);
      expect(inSubmission).toHaveLength(2);
      const first = points.findIndex(({ name: at }) => /answer to .* POST qualifications/.test(at));
      await playAll([
        ...inSubmission.map((point): Story => ({ operation, point, ends: "killed, and the list is behind" })),
        ...points
          .slice(first)
          .map((point): Story => ({ operation, point, ends: "killed, then set back to none" })),
      ]);
    });

    test("asked to stop at any point: recorded, and the next up goes on", async () => {
      await playAll(points.map((point) => ({ operation, point, ends: "asked to stop" })));
    });
  }),
);
