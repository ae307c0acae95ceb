// The harness itself, with a resource that has nothing to do with Partner Center.
import { existsSync } from "node:fs";
import {
  mustEnd,
  newStack,
  ProviderCallError,
  root,
  startCommand,
  startProviderServer,
  unknownValue,
} from "./harness";

const slow = `
exports.handler = () => ({
  create: async (inputs) => {
    console.log("made in a moment");
    if (inputs.forMs) await new Promise((resolve) => setTimeout(resolve, inputs.forMs));
    if (inputs.fail) throw Object.assign(new Error("half made"), {
      id: "half", properties: { ...inputs }, reasons: ["it was not finished"] });
    return { id: "made", outs: inputs };
  },
  check: async (olds, news) => ({
    inputs: news,
    failures: news.size === "large" ? [{ property: "size", reason: "too large" }] : [],
  }),
  diff: async (id, olds, news) => ({ changes: olds.size !== news.size, replaces: news.size === "huge" ? ["size"] : [] }),
  read: async (id, props) => ({ id, props: { ...props, seen: process.env.SEEN } }),
  update: async (id, olds, news) => ({ outs: news }),
  delete: async () => console.log("deleting"),
});`;

const program = (args: object): string => `
const pulumi = require("@pulumi/pulumi");
const provider = ${JSON.stringify(slow)};
new pulumi.CustomResource("pulumi-nodejs:dynamic/scratch:Thing", "thing", { __provider: provider, ...${JSON.stringify(args)} });
`;

describe("a stack", () => {
  test("goes from preview to destroy", async () => {
    const stack = await newStack({ program: program({ size: "small" }), config: { "a:b": "c" } });
    const preview = await stack.previewJson();
    expect(preview.step("thing").op).toBe("create");
    expect(preview.changeSummary).toEqual({ create: 2 });

    mustEnd(0, await stack.up());
    expect((await stack.resource("thing")).outputs).toMatchObject({ size: "small" });

    stack.write("index.js", program({ size: "medium" }));
    expect((await stack.preview("--expect-no-changes")).code).toBe(7);
    mustEnd(0, await stack.up());
    mustEnd(0, await stack.preview("--expect-no-changes"));

    stack.env.SEEN = "by the environment";
    mustEnd(0, await stack.refresh());
    expect((await stack.resource("thing")).outputs).toMatchObject({ seen: "by the environment" });

    const destroyed = mustEnd(0, await stack.destroy());
    expect(destroyed.output).toContain("deleting");
    expect(await stack.resources()).toEqual([]);
    expect(() => mustEnd(7, destroyed)).toThrow(/ended with 0, not 7/);

    await stack.close();
    expect(existsSync(stack.scratch)).toBe(false);
  });

  test("finds a secret that is written in clear, and only then", async () => {
    const stack = await newStack({
      program: program({ password: "not hidden" }),
      secrets: { "a:hidden": "hidden well" },
    });
    expect(stack.whereReadable("hidden well")).toEqual([]);
    mustEnd(0, await stack.up());
    expect(stack.whereReadable("hidden well")).toEqual([]);
    const files = stack.whereReadable("not hidden");
    expect(files).toContainEqual(expect.stringMatching(/^backend/));
    expect(files).toContainEqual(expect.stringMatching(/history/));
    expect(stack.stateText()).toContain("not hidden");
  });

  test("dies with all that it has started, in the middle of a create", async () => {
    const stack = await newStack({ program: program({ forMs: 600_000 }) });
    const up = stack.start(stack.upArguments());
    await up.waitFor("made in a moment");
    up.kill();
    expect((await up.result).signal).toBe("SIGKILL");
    expect((await stack.state()).pending_operations).toHaveLength(1);
  });

  test("a command that takes too long is killed and says what it had said", async () => {
    const script = 'console.log("made in a moment"); setInterval(() => undefined, 1e6)';
    const command = startCommand(process.execPath, ["-e", script], {
      cwd: root,
      env: process.env,
      timeoutMs: 10_000,
    });
    await expect(command.result).rejects.toThrow(/killed after 10000 ms[^]*made in a moment/);
  });

  test("knows nothing of the user's own environment", async () => {
    process.env.PARTNERCENTER_TENANT_ID = "of the user";
    process.env.PULUMI_ACCESS_TOKEN = "of the user";
    try {
      const names = `console.log(Object.keys(process.env).filter((n) => /PARTNERCENTER|ACCESS_TOKEN/.test(n)).join() || "none")`;
      const stack = await newStack({ program: names });
      expect(mustEnd(0, await stack.preview()).output).toMatch(/^ +none$/m);
    } finally {
      delete process.env.PARTNERCENTER_TENANT_ID;
      delete process.env.PULUMI_ACCESS_TOKEN;
    }
  });
});

test("the standard program declares what resources.json lists", async () => {
  const stack = await newStack({
    resources: [
      { name: "first", type: "Value", args: { value: "one" } },
      {
        name: "second",
        type: "Value",
        args: { value: { secret: { ref: "first.value" } } },
        opts: { protect: true, dependsOn: ["first"] },
        export: ["id"],
      },
      { name: "third", type: "Value", args: { value: { ref: "first.value" } } },
    ],
  });
  const preview = await stack.previewJson();
  expect(preview.step("second").newState).toMatchObject({ inputs: { from: "[secret]" }, protect: true });
  expect(preview.step("third").newState).toMatchObject({ inputs: { from: unknownValue } });
  mustEnd(0, await stack.up());
  expect((await stack.resource("first")).outputs).toMatchObject({ value: "one" });
  expect(JSON.stringify((await stack.resource("second")).inputs)).not.toContain("one");
  expect((await stack.resource("scratch-dev")).outputs).toEqual({ "second.id": "value" });

  stack.declare([{ name: "first", type: "Value", args: { value: "two" } }]);
  const changed = await stack.previewJson();
  expect([changed.step("first").op, changed.step("third").op]).toEqual(["update", "delete"]);
});

describe("the provider server without the CLI", () => {
  test("answers every call", async () => {
    const server = await startProviderServer({ provider: slow, env: { SEEN: "here" } });
    try {
      const checked = await server.check({}, { size: "large", list: [1, { a: null }] });
      expect(checked.failures).toEqual([{ property: "size", reason: "too large" }]);
      expect(checked.inputs).toEqual({ size: "large", list: [1, { a: null }], __provider: slow });

      expect(await server.diff("id", { size: "a" }, { size: "a" })).toEqual({
        changes: false,
        replaces: [],
        deleteBeforeReplace: false,
      });
      expect(await server.diff("id", { size: "a" }, { size: "huge" })).toMatchObject({
        changes: true,
        replaces: ["size"],
      });
      expect(await server.create({ size: "a" })).toMatchObject({ id: "made", properties: { size: "a" } });
      expect(await server.read("made", { size: "a" })).toMatchObject({
        id: "made",
        properties: { seen: "here" },
      });
      expect(await server.update("made", {}, { size: "b" })).toMatchObject({ properties: { size: "b" } });
      await server.delete("made", {});
      expect(await server.printed()).toBe("made in a moment\ndeleting\n");
      expect(await server.printed()).toBe("made in a moment\ndeleting\n");
    } finally {
      await server.close();
    }
  });

  test("tells a failure from a resource that is half made", async () => {
    const server = await startProviderServer({ provider: slow });
    try {
      const failed: unknown = await server.create({ fail: true }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(ProviderCallError);
      expect(failed).toMatchObject({
        message: "half made",
        partial: { id: "half", properties: { fail: true }, reasons: ["it was not finished"] },
      });
      const broken: unknown = await server
        .create({ __provider: "no program" })
        .catch((error: unknown) => error);
      expect(broken).toBeInstanceOf(ProviderCallError);
      expect((broken as ProviderCallError).partial).toBeUndefined();
    } finally {
      await server.close();
    }
  });
});
