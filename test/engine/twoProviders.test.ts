// Several provider processes of one machine for one customer: two providers of one program, two stacks at once, and one
// that dies. From the look to the recorded answer nothing of this machine comes between, and what one has submitted the
// next one knows, although Partner Center's list may be behind.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import {
  describeEachHost,
  mustEnd,
  newStack,
  ProviderCallError,
  startProviderServer,
  type ProviderServer,
  type ResourceDeclaration,
  type RunningCommand,
} from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";
import { until, untilElsewhere } from "./support/waiting";

const customer = customerId(1);
const CODE = {
  validationId: "7391846250",
  organizationName: "A town",
  maxCreates: null,
  remainingCreates: null,
};
const IS_WAITED_FOR = "works on the same customer; it is waited for";

let machine: string;
let servers: ProviderServer[] = [];
beforeEach(() => (machine = mkdtempSync(join(tmpdir(), "partnercenter-machine-"))));
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
  rmSync(machine, { recursive: true });
});

const looks = ({ requests }: Emulator): number =>
  requests.filter(({ method, path }) => method === "GET" && path.endsWith("/qualifications")).length;
const posts = ({ requests }: Emulator): number => requests.filter(({ method }) => method === "POST").length;

describeEachHost("under the real engine", (host) => {
  /** Both have had every chance to submit: one is held, and the other one waits for it, or is held as well. */
  const bothAtIt = async (emulator: Emulator, ...ups: RunningCommand[]): Promise<void> =>
    untilElsewhere(() => emulator.held === 2 || ups.some((up) => up.output().includes(IS_WAITED_FOR)));

  test.each([
    ["the default provider and an explicit one", undefined],
    ["two explicit providers", "second"],
  ])("%s: the same qualification is submitted once", async (_, second) => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    emulator.faultNext({ method: "POST" }, { kind: "hold" }, 2);
    const { PARTNERCENTER_ACCESS_TOKEN: accessToken } = emulator.environment;
    const explicit = (name: string): ResourceDeclaration => ({
      name,
      type: "Provider",
      args: { accessToken, apiBaseUrl: emulator.url },
    });
    const stack = await newStack({
      host,
      resources: [
        explicit("first"),
        ...(second === undefined ? [] : [explicit(second)]),
        { ...education("one", customer), opts: { provider: "first" } },
        { ...education("other", customer), ...(second !== undefined && { opts: { provider: second } }) },
      ],
      env: emulator.environment,
    });
    const up = stack.start(stack.upArguments());
    await until(emulator, () => emulator.held > 0);
    await bothAtIt(emulator, up);
    emulator.clearFaults();
    const { output } = mustEnd(0, await up.result);
    expect(emulator.submissions()).toHaveLength(1);
    expect(posts(emulator)).toBe(1);
    expect(output).toContain("It is adopted without a submission.");
    for (const { outputs } of await stack.resources())
      if (outputs?.["qualification"]) expect(outputs).toMatchObject({ vettingStatus: "InReview" });
    // Each has looked once, for its check; the one that comes second looks again, since the first one has submitted.
    expect(looks(emulator)).toBeLessThanOrEqual(3);
  });

  test.each([
    ["the same qualification: the second adopts it", "Education", 0, "It is adopted without a submission."],
    ["Education and GCC: the second is refused", "GovernmentCommunityCloud", 1, "exclude each other"],
  ])("two stacks at once, %s", async (_, qualification, code, says) => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    emulator.faultNext({ method: "POST" }, { kind: "hold" }, 2);
    const env = { ...emulator.environment, PARTNERCENTER_LOCK_FOLDER: machine };
    const args =
      qualification === "Education"
        ? {}
        : { qualification, educationSegment: undefined, validationCode: { secret: CODE.validationId } };
    const [first, second] = await Promise.all([
      newStack({ host, resources: [education("one", customer)], env }),
      newStack({ host, resources: [education("other", customer, args)], env }),
    ]);
    const one = first.start(first.upArguments());
    await until(emulator, () => emulator.held === 1);
    const other = second.start(second.upArguments());
    await bothAtIt(emulator, other);
    emulator.clearFaults();
    mustEnd(0, await one.result);
    expect(mustEnd(code, await other.result).output).toContain(says);
    expect(emulator.submissions()).toMatchObject([{ qualification: "Education" }]);
    expect(posts(emulator)).toBe(1);
  });
});

describe("provider processes", () => {
  const args = { customerId: customer, qualification: "Education", educationSegment: "K12" };
  const gcc = {
    customerId: customer,
    qualification: "GovernmentCommunityCloud",
    validationCode: CODE.validationId,
  };

  async function start(emulator: Emulator, env: NodeJS.ProcessEnv = {}): Promise<ProviderServer> {
    const shared = { ...emulator.environment, PARTNERCENTER_LOCK_FOLDER: machine };
    const server = await startProviderServer({ env: { ...shared, ...env } });
    servers.push(server);
    return server;
  }
  const checked = async (server: ProviderServer, news: Record<string, unknown>) =>
    (await server.check({}, news)).inputs;
  const create = async (server: ProviderServer, news: Record<string, unknown>) =>
    server.create(await checked(server, news));
  const failed = (call: Promise<unknown>): Promise<ProviderCallError> =>
    call.then(
      () => Promise.reject(new Error("It did not fail.")),
      (error: ProviderCallError) => error,
    );
  const behind = (emulator: Emulator): void => emulator.change({ listBehindMs: 3_600_000 });

  test("the list is behind: what another process has submitted is adopted, and waited for", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    const [first, second] = [await start(emulator), await start(emulator)];
    behind(emulator);
    await create(first, args);
    expect((await create(second, args)).properties).toMatchObject({
      vettingStatus: "InReview",
      submissions: 0,
    });
    expect(await second.printed()).toMatch(
      /was submitted from this machine at .*MS-CorrelationId .*does not list it yet/,
    );
    // A process that begins later, such as the next command of another stack.
    expect((await create(await start(emulator), args)).properties).toMatchObject({
      vettingStatus: "InReview",
    });
    expect(posts(emulator)).toBe(1);

    const waited = create(await start(emulator), {
      ...args,
      waitForVetting: true,
      vettingPollIntervalSeconds: 1,
    });
    const before = looks(emulator);
    // Looks that show nothing are no disappearance.
    await until(emulator, () => looks(emulator) > before + 2);
    emulator.approve(customer, "Education");
    emulator.change({ listBehindMs: 0 });
    expect((await waited).properties).toMatchObject({ vettingStatus: "Approved" });
    expect(posts(emulator)).toBe(1);
  });

  test("the list is behind: what excludes what another process has submitted is refused", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    behind(emulator);
    await create(await start(emulator), args);
    const refused = await failed(create(await start(emulator), gcc));
    expect(refused.message).toMatch(
      /Education was submitted from this machine at .*MS-CorrelationId .*may not be listed yet.*exclude each other.*Nothing was submitted/,
    );
    expect(refused.partial).toBeUndefined();
    expect(posts(emulator)).toBe(1);
    // Another customer is nobody's concern.
    emulator.addCustomer(customerId(2));
    await create(await start(emulator), { ...args, customerId: customerId(2) });
    expect(posts(emulator)).toBe(2);
  });

  test("both submit again over the same denial, and the list is behind: it is submitted once", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    const denial = {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Academic Domain",
      vettingCreateDate: "2026-01-05T08:00:00.000Z",
    };
    emulator.setQualification(customer, denial);
    const state = { ...args, ...denial, submissions: 1, submissionError: null };
    const news = { ...args, resubmit: "corrected" };
    const [first, second] = [await start(emulator), await start(emulator)];
    behind(emulator);
    await first.update(`${customer}/Education`, state, news);
    await second.update(`${customer}/Education`, state, news);
    expect(posts(emulator)).toBe(1);
  });

  test("one dies while it submits: the one that waits goes on at once, does not submit, and says why", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    const [first, second] = [await start(emulator), await start(emulator)];
    emulator.faultNext({ method: "POST" }, { kind: "hold" });
    const dies = failed(create(first, args));
    await until(emulator, () => emulator.held === 1);
    const inputs = await checked(second, args);
    const waits = failed(second.create(inputs));
    await first.kill();
    await dies;
    const error = await waits;
    expect(error.message).toMatch(
      /submitted from this machine at .*MS-CorrelationId .*no answer tells.*change `resubmit`.*Nothing was submitted/s,
    );
    expect(error.partial?.properties).toMatchObject({ vettingStatus: null, submissions: 1 });
    expect(posts(emulator)).toBe(1);
    // A person has looked, and asks for it.
    const recorded = error.partial?.properties ?? {};
    await second.update(`${customer}/Education`, recorded, { ...args, resubmit: "1" });
    expect(emulator.submissions()).toHaveLength(1);
    expect(posts(emulator)).toBe(2);
  });

  test("one dies after it has submitted: the one that waits finds it", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    const [first, second] = [await start(emulator), await start(emulator)];
    emulator.faultNext({ method: "POST" }, { kind: "holdAfter" });
    const dies = failed(create(first, args));
    await until(emulator, () => emulator.held === 1);
    const waits = create(second, args);
    await first.kill();
    await dies;
    expect((await waits).properties).toMatchObject({ vettingStatus: "InReview" });
    expect(emulator.submissions()).toHaveLength(1);
  });

  test("asked to stop, one that waits ends: nothing was submitted", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    const [first, second] = [await start(emulator), await start(emulator)];
    emulator.faultNext({ method: "POST" }, { kind: "hold" });
    const submits = create(first, args);
    await until(emulator, () => emulator.held === 1);
    const waits = failed(second.create(await checked(second, args)));
    while (!(await second.printed()).includes(IS_WAITED_FOR));
    await second.cancel();
    expect((await waits).message).toContain("interrupted. Nothing was submitted.");
    emulator.clearFaults();
    await submits;
    expect(posts(emulator)).toBe(1);
  });

  test("no folder can be written: that is said once, and the submission is made", async () => {
    const emulator = await partnerCenter([customer, customerId(2)]);
    const file = join(machine, "a file");
    writeFileSync(file, "");
    const below = join(file, "below");
    const server = await start(emulator, {
      PARTNERCENTER_LOCK_FOLDER: below,
      TMPDIR: below,
      TEMP: below,
      TMP: below,
    });
    await create(server, args);
    await create(server, { ...args, customerId: customerId(2) });
    expect(posts(emulator)).toBe(2);
    expect((await server.printed()).match(/another process of this machine isn't kept apart/g)).toHaveLength(
      1,
    );
  });

  test("no secret is in the folder", async () => {
    const emulator = await partnerCenter([customer], { validationCodes: [CODE] });
    await create(await start(emulator), gcc);
    const files = readdirSync(machine);
    expect(files).toHaveLength(1);
    const text = readFileSync(join(machine, files[0] ?? ""), "latin1");
    expect(text).toContain("GovernmentCommunityCloud");
    for (const never of [
      CODE.validationId,
      customer,
      emulator.environment["PARTNERCENTER_ACCESS_TOKEN"] ?? "-",
    ])
      expect(text).not.toContain(never);
  });
});
