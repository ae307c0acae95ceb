// A provider process that is killed between any two requests of an `up` that creates a customer: the next one creates
// the tenant, or finds the one that was created. A tenant can't be deleted, nor its domain taken a second time.
import { startEmulator, type Emulator } from "../../emulator";
import { startProviderServer, testEachHost, type Host, type ProviderServer } from "./harness";
import { OneResource } from "./support/oneResource";
import { creationRequests, school } from "./support/tenants";
import { until } from "./support/waiting";

const domain = "contososchool.onmicrosoft.com";
const args = school(domain);
const provider = 'exports.handler = () => require("pulumi-partnercenter/provider").customer;';

async function withEmulator<T>(
  host: Host,
  work: (emulator: Emulator, start: () => Promise<ProviderServer>) => Promise<T>,
): Promise<T> {
  const emulator = await startEmulator({ tls: false, customers: [] });
  const servers: ProviderServer[] = [];
  try {
    return await work(emulator, async () => {
      const server = await startProviderServer({
        env: emulator.environment,
        host,
        provider,
        type: "Customer",
      });
      servers.push(server);
      return server;
    });
  } finally {
    for (const server of servers) await server.close();
    await emulator.close();
  }
}

/** Ends the process at that request, before it is handled or before its answer is sent, and runs again. */
async function play(host: Host, request: number, held: "hold" | "holdAfter"): Promise<void> {
  await withEmulator(host, async (emulator, start) => {
    emulator.faultNext({}, { kind: "delay", ms: 0 }, request);
    emulator.faultNext({}, { kind: held });
    const resource = new OneResource();
    const first = await start();
    const up = resource.up(first, args).then(
      () => "done",
      () => "failed",
    );
    await until(emulator, () => emulator.held === 1);
    const created = emulator.creations.length;
    await first.kill();
    expect(await up).toBe("failed");
    expect(resource.state).toBeUndefined();
    await until(emulator, () => emulator.held === 0);

    const next = await start();
    const posts = creationRequests(emulator).length;
    await resource.up(next, args);
    expect(emulator.creations).toHaveLength(1);
    // What was created is not even asked for again.
    expect(creationRequests(emulator).length - posts).toBe(1 - created);
    expect(resource.state?.outputs.customerId).toBe(emulator.creations[0]?.customerId);
    expect(await resource.isUnchanged(next, args)).toBe(true);
    await resource.refresh(next);
    expect(resource.state?.id).toBe(emulator.creations[0]?.customerId);
    await resource.destroy(next);
    expect(emulator.creations).toHaveLength(1);
  });
}

testEachHost(
  "killed at any point: the next up creates the customer, or adopts the one that was created",
  async (host) => {
    const requests = await withEmulator(host, async (emulator, start) => {
      await new OneResource().up(await start(), args);
      return emulator.requests.map(({ method, path }) => `${method} ${path}`);
    });
    expect(requests.filter((one) => one === "POST /v1/customers")).toHaveLength(1);
    const left = requests.flatMap((name, index) =>
      (["hold", "holdAfter"] as const).map((held) => ({ name, index, held })),
    );
    expect(left.length).toBeGreaterThanOrEqual(10);
    const wrong: string[] = [];
    const worker = async (): Promise<void> => {
      for (let point = left.shift(); point !== undefined; point = left.shift()) {
        const { name, index, held } = point;
        await play(host, index, held).catch((error: Error) =>
          wrong.push(`${held} ${name}: ${error.message}`),
        );
      }
    };
    await Promise.all([worker(), worker()]);
    expect(wrong).toEqual([]);
  },
);
