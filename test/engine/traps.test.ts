// The traps of the dynamic provider server, driven as the engine drives it but without the CLI.
import { join } from "node:path";
import { ProviderCallError, providerText, root, startProviderServer, unknownValue } from "./harness";
import type { ProviderServer, ProviderServerOptions } from "./harness";
import { customerId, customerIds, partnerCenter, writes } from "./support/partnerCenter";

const education = (customer: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  customerId: customer,
  qualification: "Education",
  educationSegment: "K12",
  ...more,
});

const governmentCloud = (customer: string, validationCode: unknown): Record<string, unknown> => ({
  customerId: customer,
  qualification: "GovernmentCommunityCloud",
  validationCode,
});

const stateOwned = (customer: string): Record<string, unknown> => ({
  customerId: customer,
  qualification: "StateOwnedEntity",
});

async function withServer<T>(
  options: ProviderServerOptions,
  use: (server: ProviderServer) => Promise<T>,
): Promise<T> {
  const server = await startProviderServer(options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

/** What a call that must fail failed with. */
async function failureOf(call: Promise<unknown>): Promise<ProviderCallError> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === "fulfilled") throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
  expect(outcome.reason).toBeInstanceOf(ProviderCallError);
  return outcome.reason as ProviderCallError;
}

test("the first calls, all at once, each find the provider configured", async () => {
  const customers = customerIds(12);
  const emulator = await partnerCenter(customers);
  const [first = "", second = "", third = "", ...rest] = customers;
  for (const id of [first, second]) {
    emulator.setQualification(id, { qualification: "Education", vettingStatus: "Approved" });
  }
  // By configuration, not by the environment: without `configure` there is no login.
  const config = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  await withServer({ config }, async (server) => {
    const recorded = education(first, { vettingStatus: "Approved", submissions: 1 });
    const [read, diffed, created, ...checked] = await Promise.all([
      server.read(`${first}/Education`, recorded),
      server.diff(`${second}/Education`, { ...recorded, customerId: second }, education(second)),
      server.create(education(third)),
      ...rest.map((id) => server.check({}, education(id))),
    ]);
    expect(read.properties).toMatchObject({ vettingStatus: "Approved" });
    expect(diffed.changes).toBe(false);
    expect(created.properties).toMatchObject({ vettingStatus: "InReview", submissions: 1 });
    expect(checked.map(({ failures }) => failures)).toEqual(rest.map(() => []));
  });
  expect(new Set(emulator.requests.map(({ status }) => status))).toEqual(new Set([200, 201]));
  expect(emulator.submissions().map((one) => one.customerId)).toEqual([third]);
});

describe("what the engine can't store", () => {
  test("is taken out of every result, however it got there", async () => {
    const dist = join(root, "dist", "provider");
    const provider = `
      const { dynamicProvider } = require(${JSON.stringify(join(dist, "hosts", "dynamic", "dynamicProvider.js"))});
      const { PartialFailure } = require(${JSON.stringify(join(dist, "failure.js"))});
      const odd = () => ({
        none: undefined, method() {}, large: 12345678901234567890n, date: new Date(0), map: new Map([["a", 1]]),
        list: [undefined, 1, { none: undefined, kept: null }],
      });
      exports.handler = () => dynamicProvider({
        secretNames: [],
        lookAheadKey: () => undefined,
        identityKey: () => "",
        idOf: () => undefined,
        check: async () => ({ inputs: odd(), failures: [] }),
        diff: async () => ({ changes: true, replaces: [] }),
        create: async (session, news) => {
          if (news.fails) throw new PartialFailure("half made", "odd", odd());
          return { id: "odd", outs: odd() };
        },
        read: async (session, id) => ({ id, props: odd(), inputs: odd() }),
        update: async () => ({ outs: odd() }),
        forget() {},
      });`;
    const stored = {
      large: "12345678901234567890",
      date: "1970-01-01T00:00:00.000Z",
      map: { a: 1 },
      list: [1, { kept: null }],
      __provider: provider,
    };
    await withServer({ provider }, async (server) => {
      expect((await server.check({}, {})).inputs).toEqual(stored);
      expect((await server.create({})).properties).toEqual(stored);
      const { partial } = await failureOf(server.create({ fails: true }));
      expect(partial?.properties).toEqual({ ...stored, __failed: true });
      expect(await server.read("odd", {})).toEqual({ id: "odd", properties: stored, inputs: stored });
      expect((await server.update("odd", {}, {})).properties).toEqual(stored);
    });
  });

  test("such as what the API leaves out of its answers, reaches it in no result", async () => {
    const [made = "", held = "", refused = "", lost = ""] = customerIds(4);
    const emulator = await partnerCenter([made, held, refused, lost]);
    // Nothing but the name: no status, no reason, no date.
    emulator.setQualification(held, { qualification: "StateOwnedEntity" });
    await withServer({ env: emulator.environment }, async (server) => {
      // Looked at before anything is created: the look that fails below is the one after its submission.
      await server.check({}, education(lost));
      const created = await server.create(stateOwned(made));
      expect(created).toMatchObject({ id: `${made}/StateOwnedEntity`, properties: { submissions: 1 } });
      const adopted = await server.create({ ...stateOwned(held), vettingTimeoutSeconds: null });
      expect(adopted.properties).toMatchObject({ submissions: 0 });
      const read = await server.read(created.id, created.properties);
      expect(read.properties).toMatchObject({ customerId: made, submissions: 1 });
      const edited = { ...stateOwned(made), onDenied: "warn" };
      expect((await server.update(created.id, created.properties, edited)).properties).toMatchObject(edited);

      // A submission that the API refuses: there is a record of it, with nothing of a vetting in it.
      emulator.faultNext(
        { method: "POST", customerId: refused },
        { kind: "error", error: "invalidProperty" },
      );
      const { partial } = await failureOf(server.create(education(refused)));
      expect(partial).toMatchObject({
        id: `${refused}/Education`,
        properties: { __provider: providerText, vettingStatus: "None", submissions: 1 },
      });

      // One whose outcome nobody knows: its answer never came, and it can't be looked for.
      emulator.faultNext({ method: "POST", customerId: lost }, { kind: "dropAfter" });
      emulator.faultNext({ method: "GET", customerId: lost }, { kind: "error", error: "noRelationship" });
      const unknown = (await failureOf(server.create(education(lost)))).partial;
      expect(unknown).toMatchObject({
        id: `${lost}/Education`,
        properties: { __provider: providerText, customerId: lost, submissions: 1 },
      });
      expect(unknown?.properties.vettingStatus ?? undefined).toBeUndefined();
      // What was kept is enough to read it, and to forget it.
      const found = await server.read(`${lost}/Education`, unknown?.properties ?? {});
      expect(found.properties).toMatchObject({ vettingStatus: "InReview", submissions: 1 });
      await server.delete(`${lost}/Education`, unknown?.properties ?? {});
    });
    expect(emulator.submissions(lost)).toHaveLength(1);
  });
});

describe("values that are not known yet", () => {
  test("of a new resource: nothing is looked up or sent for what is not known", async () => {
    const [known = ""] = customerIds(1);
    const emulator = await partnerCenter([known]);
    await withServer({ env: emulator.environment }, async (server) => {
      const nobody = await server.check({}, education(unknownValue, { website: unknownValue }));
      expect(nobody).toEqual({
        inputs: { ...education(unknownValue, { website: unknownValue }), __provider: providerText },
        failures: [],
      });
      expect(emulator.requests).toEqual([]);

      // Whatever can be checked is, also beside what can't, and inside a value that can't.
      const partly = await server.check(
        {},
        education(known, {
          qualification: unknownValue,
          educationSegment: { nested: [unknownValue] },
          website: "no website",
          vettingTimeoutSeconds: 0,
          segment: { deep: unknownValue },
        }),
      );
      expect(partly.failures.map(({ property }) => property).sort()).toEqual([
        "",
        "vettingTimeoutSeconds",
        "website",
      ]);
      expect(partly.failures.find(({ property }) => property === "")?.reason).toMatch(/^segment: /);
      expect(emulator.requests).toEqual([]);

      // What is only sent on will be there: no demand for it, and the sentinel stays what it is.
      const code = await server.check({}, governmentCloud(known, unknownValue));
      expect(code.failures).toEqual([]);
      expect(code.inputs).toMatchObject(governmentCloud(known, unknownValue));
      const segment = await server.check({}, education(known, { educationSegment: unknownValue }));
      expect(segment).toMatchObject({ failures: [], inputs: { educationSegment: unknownValue } });

      // Known at last, and wrong: nothing is sent.
      const late = await failureOf(server.create(education("not a GUID", { website: "no website" })));
      expect(late.partial).toBeUndefined();
      expect(late.message).toMatch(
        /customerId: must be .*GUID.*; website: must be .*Nothing was submitted\.$/,
      );
    });
    expect(writes(emulator)).toEqual([]);
    expect(JSON.stringify(emulator.requests)).not.toContain(unknownValue);
  });

  test("of an existing one: an update, never a replacement, and no submission is announced", async () => {
    const [id = ""] = customerIds(1);
    const emulator = await partnerCenter([id]);
    emulator.setQualification(id, { qualification: "Education", vettingStatus: "Approved" });
    const inputs = education(id, { website: "contoso.edu", resubmit: "1" });
    const state = { ...inputs, vettingStatus: "Approved", submissions: 1 };
    await withServer({ env: emulator.environment }, async (server) => {
      const diff = (news: Record<string, unknown>) => server.diff(`${id}/Education`, state, news);
      expect(await diff(inputs)).toMatchObject({ changes: false, replaces: [] });
      for (const name of ["customerId", "qualification", "educationSegment", "website", "resubmit"]) {
        const news = { ...inputs, [name]: unknownValue };
        const { failures, inputs: checked } = await server.check(inputs, news);
        expect({ name, failures }).toEqual({ name, failures: [] });
        expect(checked).toMatchObject(news);
        expect({ name, ...(await diff(checked)) }).toMatchObject({ name, changes: true, replaces: [] });
      }
      const all = Object.fromEntries(Object.keys(inputs).map((name) => [name, unknownValue]));
      expect(await diff(all)).toMatchObject({ changes: true, replaces: [] });
      expect(await diff(education(customerId(2)))).toMatchObject({ changes: true, replaces: ["customerId"] });
      expect(await server.printed()).not.toMatch(/will be submitted/);
    });
    expect(JSON.stringify(emulator.requests)).not.toContain(unknownValue);
    expect(writes(emulator)).toEqual([]);
  });

  test("a `resubmit` that is not known, over a denial, is shown as the submission that it will be", async () => {
    const [id = ""] = customerIds(1);
    const emulator = await partnerCenter([id]);
    emulator.setQualification(id, { qualification: "Education", vettingStatus: "Denied" });
    const inputs = education(id);
    const { vettingCreateDate } = emulator.qualifications(id)[0] ?? {};
    const state = { ...inputs, vettingStatus: "Denied", vettingCreateDate, submissions: 1 };
    await withServer({ env: emulator.environment }, async (server) => {
      const news = (await server.check(inputs, { ...inputs, resubmit: unknownValue })).inputs;
      expect(await server.diff(`${id}/Education`, state, news)).toMatchObject({
        changes: true,
        replaces: [],
      });
      expect(await server.printed()).toMatch(/will be submitted: verification request at least 2 of 3/);
    });
    expect(writes(emulator)).toEqual([]);
  });
});
