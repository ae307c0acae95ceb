// `partnercenter status` as a process: how it ends, by itself, by Ctrl-C and when nobody reads on.
import { join } from "node:path";
import { mustEnd, newStack, root, startCommand } from "./harness";
import { customerIds, partnerCenter } from "./support/partnerCenter";

const command = join(root, "dist", "cli", "partnercenter.js");

async function statusOf(customers: readonly string[]) {
  const emulator = await partnerCenter(customers);
  const stack = await newStack({ env: emulator.environment });
  const start = (file: string, ...args: string[]) =>
    startCommand(file, args, { cwd: stack.directory, env: stack.env, timeoutMs: 60_000 });
  return { emulator, start, status: (...args: string[]) => start("node", command, "status", ...args) };
}

test("its exit code says what it found", async () => {
  const [school] = customerIds(1) as [string];
  const { emulator, status } = await statusOf([school]);
  emulator.setQualification(school, { qualification: "Education", vettingStatus: "Approved" });
  expect(mustEnd(0, await status("--all").result).stdout).toContain("1 approved");
  emulator.setQualification(school, {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Not an Education Customer",
  });
  expect(mustEnd(20, await status("--all").result).stdout).toContain("Not an Education Customer");
  emulator.loseRelationship(school);
  const { stdout, stderr } = mustEnd(1, await status("--customer", school).result);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^partnercenter: Reading the qualifications.*20002/);
  expect(stderr).not.toContain("    at ");
});

test("Ctrl-C prints what has been read", async () => {
  const [school, silent] = customerIds(2) as [string, string];
  const { emulator, status } = await statusOf([school, silent]);
  emulator.faultShare({ customerId: silent }, { kind: "stall" }, 1);
  const running = status("--customer", school, "--customer", silent, "--json");
  const read = (id: string) => emulator.requests.some(({ path }) => path.includes(id));
  await emulator.until(() => read(school) && read(silent));
  running.interrupt();
  const { stdout } = mustEnd(130, await running.result);
  expect(JSON.parse(stdout)).toMatchObject({
    summary: { complete: false, customers: 2, stopped: "interrupted" },
  });
});

test("a reader that has seen enough is no error", async () => {
  const customers = customerIds(200);
  const { emulator, start } = await statusOf(customers);
  for (const customer of customers)
    emulator.setQualification(customer, { qualification: "Education", vettingStatus: "Approved" });
  // More than a pipe holds.
  const shown = await start("sh", "-c", `node "${command}" status --all --json | head -n 1`).result;
  expect(shown.stdout).toBe("{\n");
  expect(shown.stderr).toBe("");
});
