// What the plugin knows of a program by the engine's calls alone.
import { startEmulator, type Emulator } from "../../../../emulator";
import { CustomersOfPlugin } from "../../../../provider/hosts/plugin/customers";
import { Plugin, urnOf, UNKNOWN } from "./support";

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const education = { customerId, qualification: "Education", educationSegment: "K12" };
const urn = (name: string): string => urnOf("CustomerQualification", name);

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
});
afterEach(() => emulator.close());

test("of two declarations that contradict each other the later one fails, and names both", async () => {
  const preview = await Plugin.of(emulator);
  expect((await preview.check(urn("a"), {}, education)).failures).toEqual([]);
  const other = { ...education, customerId: customerId.toUpperCase(), educationSegment: "HigherEducation" };
  expect((await preview.check(urn("b"), {}, other)).failures).toEqual([
    { property: "", reason: expect.stringMatching(/twice: "a" and "b" differ in `educationSegment`/) },
  ]);
  const agency = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "C-1" };
  expect((await preview.check(urn("c"), {}, agency)).failures).toEqual([
    { property: "", reason: expect.stringMatching(/exclude each other for ever/) },
  ]);
  // Replaced, it is checked twice; what was refused stands in nobody's way, and what is not known contradicts nothing.
  expect((await preview.check(urn("a"), {}, education)).failures).toEqual([]);
  const unknown = { ...education, educationSegment: UNKNOWN };
  const later = await Plugin.of(emulator);
  await later.check(urn("a"), {}, education);
  expect((await later.check(urn("a"), {}, education)).failures).toEqual([]);
  expect((await later.check(urn("b"), {}, unknown)).failures).toEqual([]);
  expect(later.logged).toEqual([expect.objectContaining({ severity: "warning" })]);
});

test("more submissions than one run may make fail the preview, and the `up` at the one after", async () => {
  const customers = [1, 2].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
  for (const id of customers) emulator.addCustomer(id);
  const settings = { maxNewSubmissions: 1 };
  const both = customers.map((id) => ({ ...education, customerId: id }));
  const preview = await Plugin.of(emulator, settings);
  await preview.create(urn("a"), both[0]!, { preview: true });
  await expect(preview.create(urn("b"), both[1]!, { preview: true })).rejects.toThrow(
    "maxNewSubmissions` is 1",
  );
  const up = await Plugin.of(emulator, settings);
  await up.create(urn("a"), both[0]!);
  await expect(up.create(urn("b"), both[1]!)).rejects.toThrow("maxNewSubmissions` is 1");
  expect(emulator.submissions()).toHaveLength(1);
});

test("what all submissions come to is told at the end of a preview, and of nothing else", async () => {
  const other = "00000000-0000-4000-8000-000000000001";
  emulator.addCustomer(other);
  const sums = ({ logged }: Plugin) =>
    logged.filter(({ message }) => message.includes("in all")).map(({ message, urn: of }) => [message, of]);
  const preview = await Plugin.of(emulator);
  await preview.create(urn("a"), education, { preview: true });
  // Ctrl-C while something is asked: that is no end.
  emulator.faultShare({ customerId: other }, { kind: "hold" }, 1);
  const second = () => preview.create(urn("b"), { ...education, customerId: other }, { preview: true });
  const ended = expect(second()).rejects.toThrow("Interrupted.");
  await emulator.until(() => emulator.requests.some(({ path }) => path.includes(other)));
  await preview.cancel();
  await ended;
  expect(sums(preview)).toEqual([]);
  emulator.clearFaults();
  await second();
  await preview.cancel();
  expect(sums(preview)).toEqual([
    ["This preview comes to 2 verification requests in all. A qualification can't be taken back.", ""],
  ]);

  const up = await Plugin.of(emulator);
  await up.create(urn("a"), education);
  await up.cancel();
  expect(sums(up)).toEqual([]);
});

describe("a customer is removed by `pulumi destroy` alone", () => {
  const state = { domain: "contoso.onmicrosoft.com", customerId, onDelete: "removeRelationship" };
  const customer = urnOf("Customer", "contoso");
  const removals = () => emulator.requests.filter(({ method }) => method === "PATCH" || method === "DELETE");

  test.each([false, undefined])(
    "not where the command is another one, or is not known (%s)",
    async (destroys) => {
      const customers = new CustomersOfPlugin(() => destroys);
      const up = await Plugin.of(emulator, {}, { customers });
      await expect(up.delete(customer, customerId, state)).rejects.toThrow(/is not removed.*pulumi destroy/);
      expect(removals()).toEqual([]);
    },
  );

  test("but only forgotten where this run has declared it otherwise", async () => {
    const customers = new CustomersOfPlugin(() => false);
    const up = await Plugin.of(emulator, {}, { customers });
    await up.check(urn("school"), {}, education);
    await up.delete(customer, customerId, state);
    expect(removals()).toEqual([]);
    expect(up.logged.at(-1)).toMatchObject({
      message: expect.stringContaining("still declared"),
      urn: customer,
    });
  });

  test("and carried out there", async () => {
    const customers = new CustomersOfPlugin(() => true);
    const destroy = await Plugin.of(emulator, {}, { customers });
    await destroy.delete(customer, customerId, state);
    expect(removals()).toHaveLength(1);
  });

  test("`keep` forgets in any case", async () => {
    const customers = new CustomersOfPlugin(() => undefined);
    const up = await Plugin.of(emulator, {}, { customers });
    await up.delete(customer, customerId, { ...state, onDelete: null });
    expect(removals()).toEqual([]);
  });
});

test("what makes every look fail is an error of the run, and only told by the refresh before it", async () => {
  const { outputs } = await (await Plugin.of(emulator)).create(urn("school"), education);
  const state = { inputs: education, outputs };
  const preview = await Plugin.of(emulator, { accessToken: "out-of-date" });
  const id = `${customerId}/Education`;
  const { refreshBeforeUpdate, ...read } = await preview.read(urn("school"), id, state);
  expect(read).toEqual({ id, outputs, inputs: education });
  expect(refreshBeforeUpdate).toBe(true);
  expect(preview.logged).toEqual([
    expect.objectContaining({
      severity: "warning",
      message: expect.stringMatching(/was not refreshed before this run/),
    }),
  ]);
  await preview.diff(urn("school"), id, state, education);
  await expect(preview.check(urn("school"), education, education)).rejects.toThrow(/401|unauthori|token/i);
});

test("`liveDiff: false` looks at nothing, not even for the refresh before a run", async () => {
  const { outputs } = await (await Plugin.of(emulator)).create(urn("school"), education);
  const asked = emulator.requests.length;
  const preview = await Plugin.of(emulator, { liveDiff: "false" });
  const id = `${customerId}/Education`;
  const state = { inputs: education, outputs };
  expect((await preview.read(urn("school"), id, state)).outputs).toEqual(outputs);
  await preview.diff(urn("school"), id, state, education);
  await preview.check(urn("school"), education, education);
  expect(await preview.diff(urn("school"), id, state, education)).toMatchObject({ changes: false });
  expect(emulator.requests).toHaveLength(asked);
});
