// Partner Center in a process of its own, told what to do by messages: its work must not slow down what is measured
// any more than another machine's would. It ends when the process that started it does.
import { startEmulator, type Emulator, VETTING_REASONS } from "../emulator";
import { seedOf } from "./cases";
import { summarise, type RequestSummary } from "./requests";

export interface EmulatorStart {
  customers: string[];
  /** What the partner's tenant may ask in a minute; 0: no limit. */
  requestsPerMinute: number;
}

/** What the process is asked, by name; each answer comes back under the number of its question. */
export interface EmulatorCalls {
  start(options: EmulatorStart): Promise<Record<string, string>>;
  setLatency(latencyMs: number): void;
  /** Forgets the requests that were recorded until now. */
  clearRequests(): void;
  requests(): RequestSummary;
  /** As a fleet is after a year: most are approved, some wait, some were denied. */
  settle(): void;
  deny(customerId: string, qualification: string): void;
  /** Takes back a denial: in review again. */
  undeny(customerId: string, qualification: string): void;
  /** As if all others had submitted what this customer has, at the same moment. */
  spread(customerId: string): void;
}

let running: Emulator | undefined;
let before = process.cpuUsage();

function emulator(): Emulator {
  if (running === undefined) throw new Error("the emulator was not started");
  return running;
}

const calls: EmulatorCalls = {
  async start({ customers, requestsPerMinute }) {
    running = await startEmulator({
      customers: customers.map(seedOf),
      // A run of an hour or two must not meet the end of a token: only our own provider could get another one.
      accessTokenSeconds: 24 * 3600,
      ...(requestsPerMinute > 0 && { throttle: { partner: { calls: requestsPerMinute, perMs: 60_000 } } }),
    });
    return { ...running.environment, BENCH_ACCESS_TOKEN: running.accessToken() };
  },
  setLatency(latencyMs) {
    emulator().latencyMs = latencyMs;
  },
  clearRequests() {
    emulator().clearRequests();
    before = process.cpuUsage();
  },
  requests() {
    const { user, system } = process.cpuUsage(before);
    const { requests, mostInFlight } = emulator();
    return summarise(requests, { mostInFlight, processorMs: Math.round((user + system) / 1000) });
  },
  settle() {
    const day = 86_400_000;
    emulator()
      .partnerCenter.customers.list()
      .forEach(({ id }, index) => {
        const kind = index % 60;
        const [vettingStatus, days] =
          kind < 4 ? ["InReview", index % 19] : kind < 6 ? ["Denied", index % 90] : ["Approved", index % 400];
        const vettingCreateDate = new Date(Date.now() - Number(days) * day).toISOString();
        const reason = VETTING_REASONS[index % VETTING_REASONS.length];
        emulator().setQualification(id, {
          qualification: "Education",
          vettingStatus: String(vettingStatus),
          vettingCreateDate,
          ...(vettingStatus === "Denied" && { vettingReason: reason }),
        });
      });
  },
  deny(customerId, qualification) {
    emulator().setQualification(customerId, {
      qualification,
      vettingStatus: "Denied",
      vettingReason: "Not an Education Customer",
    });
  },
  undeny(customerId, qualification) {
    emulator().setQualification(customerId, {
      qualification,
      vettingStatus: "InReview",
      vettingCreateDate: new Date().toISOString(),
    });
  },
  spread(customerId) {
    const items = emulator().qualifications(customerId);
    for (const { id } of emulator().partnerCenter.customers.list())
      if (id !== customerId) for (const item of items) emulator().setQualification(id, item);
  },
};

if (process.send !== undefined) {
  process.on("disconnect", () => process.exit());
  process.on("message", (message: { id: number; name: keyof EmulatorCalls; args: unknown[] }) => {
    const work = async (): Promise<unknown> =>
      (calls[message.name] as (...args: unknown[]) => unknown)(...message.args);
    work().then(
      (value) => process.send?.({ id: message.id, value }),
      (error: Error) => process.send?.({ id: message.id, error: error.message }),
    );
  });
}
