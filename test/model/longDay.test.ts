import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { MICROSOFT_LIMITS, PartnerCenter, type CustomerSeed } from "../../emulator";
import * as lifecycle from "../../provider/resources/customerQualification";
import { dynamicProvider } from "../../provider/hosts/dynamic/dynamicProvider";
import { TransportFailure } from "../../provider/partnercenter/transportFailure";
import { Session } from "../../provider/lifecycle/session";
import { type Declared, Engine, type Phase, type State } from "./engine";
import { SimulatedTime } from "./time";
import { Wire } from "./wire";

/**
 * One `up` of 500 customers that waits for all their vettings, by a simulated clock: throttled as Microsoft throttles,
 * with access tokens that end, a refresh token that is good once, and a poll of each customer a minute, which is more
 * than the budget of requests.
 */

const MINUTE_MS = 60_000;
const MB = 1024 * 1024;
const ORIGIN = "https://localhost:1";
const REQUESTS_PER_MINUTE = 450;
const TOKEN_MINUTES = 20;
/** When others of the partner's tools have used up the tenant's minute, and how long Microsoft then asks to wait. */
const THROTTLED_MINUTES = [0, 5, 25, 45];
const RETRY_AFTER_SECONDS = 30;
/** The slowest vetting but for those that end when nobody waits for them any more. */
const SLOWEST_MINUTES = 55;

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const isDenied = (index: number) => index % 50 === 7;
const isLate = (index: number) => index % 100 === 3;

const customers = Array.from({ length: 500 }, (_, index): CustomerSeed => ({
  id: idOf(index),
  vetting: {
    afterMs: (isLate(index) ? 300 : 1 + (index * SLOWEST_MINUTES) / 500) * MINUTE_MS,
    outcome: isDenied(index) ? { denied: "Not an Education Customer" } : "Approved",
  },
}));

const program = customers.map(({ id }, index): Declared => ({
  name: `school-${index}`,
  unknown: [],
  args: { customerId: id, qualification: "Education", educationSegment: "K12", waitForVetting: true },
}));

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

function heapUsed(): number {
  gc();
  return process.memoryUsage().heapUsed;
}

describe("500 customers, an hour of waiting", () => {
  const time = new SimulatedTime();
  const partnerCenter = new PartnerCenter({
    customers,
    clock: time.clock(),
    latencyMs: 100,
    throttle: MICROSOFT_LIMITS,
    refreshTokens: "rotateAndRevoke",
    accessTokenSeconds: TOKEN_MINUTES * 60,
  });
  partnerCenter.login.baseUrl = ORIGIN;
  const state: State = new Map();
  const statuses = new Set<number | undefined>();
  const sentAt: number[] = [];
  const heap: { minute: number; used: number }[] = [];
  let logins = 0;
  let throttledAnswers = 0;
  let write: jest.SpyInstance;

  beforeAll(() => {
    // MSAL reads the time of day itself.
    jest.useFakeTimers({
      now: time.now(),
      doNotFake: [
        ...(["hrtime", "nextTick", "performance", "queueMicrotask"] as const),
        ...(["setImmediate", "clearImmediate", "setInterval", "clearInterval"] as const),
        ...(["setTimeout", "clearTimeout"] as const),
      ],
    });
    write = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  });
  afterAll(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  /** One provider process, from its start to its end. */
  async function up(): Promise<Phase> {
    const owner = { dead: false };
    const clock = time.clock(owner);
    const wire = new Wire(partnerCenter, { TransportFailure }, clock, owner, [], new Set());
    const { tenantId, clientId, clientSecret } = partnerCenter.tenant;
    const settings: Record<string, string> = {
      "partnercenter:apiBaseUrl": ORIGIN,
      "partnercenter:authorityHost": ORIGIN,
      "partnercenter:tenantId": tenantId,
      "partnercenter:clientId": clientId,
      "partnercenter:clientSecret": clientSecret,
      "partnercenter:refreshToken": partnerCenter.login.refreshToken(),
      "partnercenter:requestsPerMinute": String(REQUESTS_PER_MINUTE),
    };
    const session = new Session((key) => settings[key], { clock, transport: wire, random: () => 0.5 });
    const provider = dynamicProvider(lifecycle, { session });
    const died = new Promise<never>(() => undefined);
    const engine = new Engine([{ provider, wire, died }], state, { preview: false, continueOnError: true });
    const startedAt = time.now();
    const measured = new Set<number>();
    const throttled = new Set<number>();

    const phase = await time.run(engine.run(program), () => {
      jest.setSystemTime(time.now());
      for (const { endpoint, at, path } of partnerCenter.recorder.requests.splice(0)) {
        if (endpoint === "api") sentAt.push(at);
        else if (path.endsWith("/token")) logins += 1;
      }
      for (const { status } of wire.sent.splice(0)) {
        statuses.add(status);
        if (status === 429) throttledAnswers += 1;
      }
      write.mockClear();
      const minute = Math.floor((time.now() - startedAt) / MINUTE_MS);
      if (THROTTLED_MINUTES.includes(minute) && !throttled.has(minute)) {
        throttled.add(minute);
        const fault = { kind: "throttle", retryAfter: RETRY_AFTER_SECONDS } as const;
        partnerCenter.faultNext({ endpoint: "api" }, fault, 3);
      }
      if (minute === 0 || minute % 10 !== 0 || measured.has(minute)) return;
      measured.add(minute);
      heap.push({ minute, used: heapUsed() });
    });
    session.client.close();
    return phase;
  }

  test("ends right: each submitted once, whoever throttles it, what was denied or late is kept", async () => {
    const phase = await up();
    const submitted = partnerCenter.recorder.submissions.map(({ customerId }) => customerId).sort();
    expect(submitted).toEqual(customers.map(({ id }) => id));
    expect(phase.errors.filter((error) => !/is Denied|is InReview .* after 3600 s/.test(error))).toEqual([]);
    for (const [index, { name }] of program.entries()) {
      const status = isLate(index) ? "InReview" : isDenied(index) ? "Denied" : "Approved";
      expect(state.get(name)).toMatchObject({ outputs: { vettingStatus: status, submissions: 1 } });
      expect(state.get(name)?.initErrors).toHaveLength(status === "Approved" ? 0 : 1);
    }
    expect(statuses).toEqual(new Set([200, 201, 429]));
    // None but those: its own budget causes none.
    expect(throttledAnswers).toBeLessThanOrEqual(3 * THROTTLED_MINUTES.length);
    expect(throttledAnswers).toBeGreaterThanOrEqual(THROTTLED_MINUTES.length);
  }, 120_000);

  test("never sends more in a minute than the budget allows, and uses it", () => {
    let most = 0;
    let first = 0;
    for (const [index, at] of sentAt.entries()) {
      while ((sentAt[first] ?? at) <= at - MINUTE_MS) first += 1;
      most = Math.max(most, index - first + 1);
    }
    expect(most).toBeLessThanOrEqual(REQUESTS_PER_MINUTE);
    expect(most).toBeGreaterThan(REQUESTS_PER_MINUTE * 0.9);
  });

  test("logs in once for each token's life, each time with the newest refresh token", () => {
    // A minute's wait at the end included; a token that was used again would have been refused.
    expect(logins).toBeGreaterThanOrEqual(60 / TOKEN_MINUTES);
    expect(logins).toBeLessThanOrEqual(60 / (TOKEN_MINUTES - 2) + 1);
  });

  test("needs no more memory at its end than at its beginning", () => {
    const [first, ...later] = heap.map(({ used }) => used);
    expect(later.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...later) - (first ?? 0)).toBeLessThan(10 * MB);
  });

  test("the next up waits on for those that were late, without a submission", async () => {
    time.pass(300 * MINUTE_MS);
    jest.setSystemTime(time.now());
    await up();
    expect(partnerCenter.recorder.submissions).toHaveLength(customers.length);
    for (const [index, { name }] of program.entries()) {
      expect(state.get(name)?.outputs["vettingStatus"]).toBe(isDenied(index) ? "Denied" : "Approved");
    }
  }, 120_000);
});
