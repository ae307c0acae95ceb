// A qualification's life through the plugin, over its real gRPC server.
import { startEmulator, type Emulator } from "../../../../emulator";
import { isSecret, inClear } from "../../../secretMark";
import { Plugin, secret, UNKNOWN, urnOf, type Failed, type Properties } from "./support";

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const id = `${customerId}/Education`;
const urn = urnOf("CustomerQualification", "school");
const school = { customerId, qualification: "Education", educationSegment: "K12" };
const denial = {
  qualification: "Education",
  vettingStatus: "Denied",
  vettingReason: "Not an Education Customer",
  vettingCreateDate: "2026-11-19T08:00:00Z",
};

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
});
afterEach(() => emulator.close());

/** One process for each run, as the engine has it. */
const plugin = () => Plugin.of(emulator);

async function created(inputs: Properties = school) {
  const up = await plugin();
  const { outputs } = await up.create(urn, inputs);
  return { inputs, outputs };
}

test("a preview of a creation looks, tells under the resource, and submits nothing; the `up` submits once", async () => {
  const preview = await plugin();
  expect(await preview.check(urn, {}, school)).toEqual({ inputs: school, failures: [] });
  expect(emulator.requests).toEqual([]);
  const previewed = await preview.create(urn, school, { preview: true });
  expect(previewed).toMatchObject({
    id,
    outputs: { ...school, vettingStatus: UNKNOWN, submissions: UNKNOWN },
  });
  expect(preview.logged.map(({ message }) => message).join("\n")).toMatch(/verification request 1 of 3/);
  expect(emulator.submissions()).toEqual([]);

  const up = await plugin();
  await up.check(urn, {}, school);
  const { outputs, ...made } = await up.create(urn, school);
  expect(made).toEqual({ id, refreshBeforeUpdate: true });
  expect(outputs).toMatchObject({ ...school, vettingStatus: "InReview", submissions: 1 });
  expect(emulator.submissions()).toHaveLength(1);
});

test("a preview that prints JSON shows the drift of what `up` would refuse among the inputs; it is looked for and told once", async () => {
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "InReview" });
  const guarded = { ...school, adoptExisting: false };
  const looksOf = async (world: { jsonPreview: boolean; planned?: boolean }) => {
    const before = emulator.requests.length;
    const preview = await Plugin.of(emulator, {}, { world });
    const { inputs } = await preview.check(urn, {}, guarded);
    const { outputs } = await preview.create(urn, inputs, { preview: true });
    expect(outputs["drift"]).toMatchObject({ vettingStatus: "None => InReview" });
    expect(preview.logged.filter(({ message }) => message.includes("is already there"))).toHaveLength(1);
    return { inputs, drift: outputs["drift"], requests: emulator.requests.length - before };
  };
  const other = await looksOf({ jsonPreview: false });
  expect(other.inputs).toEqual(guarded);
  const json = await looksOf({ jsonPreview: true });
  expect(json).toEqual({ ...other, inputs: { ...guarded, drift: other.drift } });
  const planned = await looksOf({ jsonPreview: true, planned: true });
  expect(planned).toEqual({ ...json, inputs: { ...json.inputs, planned: "no submission" } });
});

test("what fails in a preview that prints JSON fails that resource alone", async () => {
  const preview = await Plugin.of(emulator, {}, { world: { jsonPreview: true } });
  const stranger = { ...school, customerId: "00000000-0000-4000-8000-000000000009" };
  expect(await preview.check(urn, {}, stranger)).toEqual({ inputs: stranger, failures: [] });
  await expect(preview.create(urn, stranger, { preview: true })).rejects.toThrow(
    "is no customer of this partner",
  );
});

test("what is there is known in a preview already, and is taken over", async () => {
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "Approved" });
  const preview = await plugin();
  const { outputs } = await preview.create(urn, school, { preview: true });
  expect(outputs).toMatchObject({
    ...school,
    vettingStatus: "Approved",
    vettingReason: null,
    submissions: UNKNOWN,
  });
  const waiting = await preview.create(
    urnOf("CustomerQualification", "other"),
    { ...school, waitForVetting: true },
    { preview: true },
  );
  expect(waiting.outputs).toMatchObject({ vettingStatus: UNKNOWN });
  expect((await created()).outputs).toMatchObject({ vettingStatus: "Approved", submissions: 0 });
  expect(emulator.submissions()).toEqual([]);
});

test("a customer that is none of the partner's fails the preview", async () => {
  const preview = await plugin();
  const stranger = { ...school, customerId: "00000000-0000-4000-8000-000000000009" };
  expect((await preview.check(urn, {}, stranger)).failures).toEqual([]);
  await expect(preview.create(urn, stranger, { preview: true })).rejects.toThrow(
    "is no customer of this partner",
  );
});

test("the refresh before a run records an approval, and shows a denial from what to what", async () => {
  const state = await created();
  emulator.setQualification(customerId, { ...denial, vettingStatus: "Approved", vettingReason: undefined });
  const first = await plugin();
  const approved = await first.read(urn, id, state);
  expect(approved).toMatchObject({ outputs: { vettingStatus: "Approved" }, refreshBeforeUpdate: true });
  // What the engine asks then, it turns round again.
  const asked = await first.diff(urn, id, { inputs: state.inputs, outputs: approved.outputs }, state.inputs);
  expect(asked).toMatchObject({ changes: true, detail: { vettingStatus: "update of outputs" } });
  const refreshed = { inputs: state.inputs, outputs: approved.outputs };
  await first.check(urn, refreshed.inputs, school);
  expect(await first.diff(urn, id, refreshed, school)).toMatchObject({ changes: false, detail: {} });

  emulator.setQualification(customerId, denial);
  const second = await plugin();
  const denied = await second.read(urn, id, refreshed);
  expect(denied.outputs).toMatchObject({ vettingStatus: "Denied", reported: { vettingStatus: "InReview" } });
  const after = { inputs: state.inputs, outputs: denied.outputs };
  await second.diff(urn, id, after, state.inputs);
  const { inputs } = await second.check(urn, state.inputs, school);
  expect(inputs).toMatchObject({ drift: { vettingStatus: "InReview or Approved => Denied" } });
  expect(await second.diff(urn, id, after, inputs)).toMatchObject({
    changes: true,
    detail: { drift: "add" },
  });
  expect(second.logged.find(({ severity }) => severity === "warning")).toMatchObject({ urn });
});

test("a denial that only the refresh before a run has recorded is not one that somebody has read", async () => {
  const state = await created();
  // Within the hour an older one would be the denial from before, which a list that is behind still shows.
  const vettingCreateDate = new Date(Date.now() + 60_000).toISOString();
  emulator.setQualification(customerId, { ...denial, vettingCreateDate });
  const up = await plugin();
  const { outputs } = await up.read(urn, id, state);
  const asked = { ...school, resubmit: "1" };
  await up.diff(urn, id, { ...state, outputs }, state.inputs);
  await up.check(urn, state.inputs, asked);
  const refused = await up.update(urn, id, { ...state, outputs }, asked).catch((error: Failed) => error);
  expect(refused).toMatchObject({
    message: expect.stringContaining("newer denial"),
    partial: { id, properties: { submissions: 1 }, refreshBeforeUpdate: true },
  });
  expect(emulator.submissions()).toHaveLength(1);
});

test("an import reads inputs and outputs, counts no submission, and is then unchanged", async () => {
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "Approved" });
  const importing = await plugin();
  const { inputs = {}, ...read } = await importing.read(urn, id);
  expect(inputs).toEqual({ customerId, qualification: "Education" });
  expect(read).toMatchObject({
    id,
    outputs: { vettingStatus: "Approved", submissions: 0 },
    refreshBeforeUpdate: true,
  });
  expect(read.outputs).not.toHaveProperty("__get");
  const preview = await plugin();
  const state = { inputs, outputs: (await preview.read(urn, id, { inputs, outputs: read.outputs })).outputs };
  expect(state.outputs).toEqual(read.outputs);
  await preview.diff(urn, id, state, inputs);
  await preview.check(urn, inputs, inputs);
  expect(await preview.diff(urn, id, state, inputs)).toMatchObject({ changes: false });
  await expect(importing.read(urn, `${customerId}/StateOwnedEntity`)).rejects.toThrow("is not listed");
});

test("a program's get of what is not there fails, also where it says what it expects", async () => {
  const preview = await plugin();
  for (const expected of [{}, { customerId, qualification: "Education" }]) {
    await expect(preview.read(urn, id, { inputs: expected, outputs: expected })).rejects.toThrow(
      "nothing to get",
    );
  }
});

test("a program's get is no resource of the state's to be refreshed before each run", async () => {
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "Approved" });
  const preview = await plugin();
  const got = await preview.read(urn, id, { inputs: {}, outputs: {} });
  expect(got).toMatchObject({
    id,
    outputs: { vettingStatus: "Approved", submissions: null },
    refreshBeforeUpdate: false,
  });
});

test("a code stays secret in inputs, outputs, partial failures and messages, and so does what the program calls one", async () => {
  const code = "GCC-CODE-4711";
  emulator.putValidationCode({
    validationId: code,
    organizationName: "Agency",
    maxCreates: 1,
    remainingCreates: 1,
  });
  const agency = { customerId, qualification: "GovernmentCommunityCloud", validationCode: code };
  const up = await plugin();
  const { inputs } = await up.check(urn, {}, { ...agency, resubmit: secret("quarter four") });
  expect(isSecret(inputs["validationCode"])).toBe(true);
  expect(inputs["resubmit"]).toEqual(secret("quarter four"));
  const { outputs } = await up.create(urn, inputs);
  expect(inClear(outputs)).toMatchObject({ ...agency, resubmit: "quarter four" });
  for (const name of ["validationCode", "resubmit"])
    expect([name, isSecret(outputs[name])]).toEqual([name, true]);

  const wrong = await up.check(urn, {}, { ...school, customerId: secret("contoso-secret-school") });
  expect(wrong.failures).toEqual([
    { property: "", reason: expect.stringMatching(/^customerId: must be the customer's tenant id/) },
  ]);
  expect(JSON.stringify([wrong.failures, up.logged])).not.toMatch(/contoso-secret-school|4711/);
});

test("a state of the dynamic provider is taken as it is, and goes back as it is", async () => {
  const state = await created();
  const text = 'exports.handler = () => require("pulumi-partnercenter/provider").customerQualification;';
  const dynamic = {
    inputs: { ...state.inputs, __provider: text },
    outputs: { ...state.outputs, __provider: text, __lookAhead: "abc" },
  };
  const preview = await plugin();
  await preview.check(urn, dynamic.inputs, school);
  expect(await preview.diff(urn, id, dynamic, school)).toMatchObject({ changes: false, replaces: [] });
  const refreshed = await (await plugin()).read(urn, id, dynamic);
  expect(refreshed.outputs).toEqual(dynamic.outputs);
  // What the plugin has made can be destroyed by the dynamic provider.
  expect(state.outputs["__provider"]).toBe(text);
  expect(emulator.submissions()).toHaveLength(1);
});

test("`customTimeouts` bounds a wait, and what is under way ends as the engine asks to stop", async () => {
  const waits = { ...school, waitForVetting: true, vettingPollIntervalSeconds: 1 };
  const timed = await plugin();
  await timed.check(urn, {}, waits);
  const late = await timed.create(urn, waits, { timeout: 0.05 }).catch((error: Failed) => error);
  expect(late).toMatchObject({
    message: expect.stringContaining("customTimeouts.create"),
    partial: { id, properties: { submissions: 1 } },
  });
  const state = { inputs: waits, outputs: (late as Failed).partial?.properties ?? {} };
  const stopped = await plugin();
  const looks = emulator.requests.length;
  const ended = expect(stopped.update(urn, id, state, waits)).rejects.toThrow(/interrupted/i);
  await emulator.until(() => emulator.requests.length > looks);
  await stopped.cancel();
  await ended;
  expect(emulator.submissions()).toHaveLength(1);
});

test("nothing is forgotten of Microsoft's by a deletion, which calls nothing", async () => {
  const state = await created();
  const asked = emulator.requests.length;
  const destroy = await plugin();
  await destroy.delete(urn, id, state.outputs);
  expect(emulator.requests).toHaveLength(asked);
  expect(destroy.logged).toEqual([expect.objectContaining({ severity: "warning", urn })]);
});
