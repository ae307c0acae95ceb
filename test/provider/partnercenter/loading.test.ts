import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { DEFAULT_CUSTOMERS, startEmulator } from "../../../emulator";
import { compile, compiledClient, SOURCE } from "./compiled";

const run = promisify(execFile);
const [CUSTOMER] = DEFAULT_CUSTOMERS;

let compiled: ReturnType<typeof compiledClient>;
beforeAll(() => {
  compiled = compiledClient();
});
afterAll(() => compiled.remove());

test("loading the client loads nothing but Node's own modules: a process is started for every operation", async () => {
  const script = `
    const { PartnerCenterClient } = require("./index.js");
    new PartnerCenterClient({ login: { kind: "refreshToken", tenantId: "t", clientId: "c", refreshToken: "r" } }).close();
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: compiled.folder });
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded.length).toBeGreaterThan(10);
  expect(loaded.filter((file) => file.includes("node_modules"))).toEqual([]);
});

test("the example in the entry's documentation runs", async () => {
  const documentation = readFileSync(join(SOURCE, "index.ts"), "utf8");
  const example = /```ts\n([\s\S]*?)\n \* ```/.exec(documentation)?.[1]?.replace(/^ \* ?/gm, "") ?? "";
  const imported = '"pulumi-partnercenter/client"';
  expect(example).toContain(imported);
  const file = join(compiled.folder, "example.js");
  writeFileSync(file, compile(example.replace(imported, JSON.stringify(join(compiled.folder, "index.js")))));

  const emulator = await startEmulator();
  try {
    const environment = {
      ...emulator.environment,
      PATH: process.env.PATH,
      NODE_PATH: join(SOURCE, "../../node_modules"),
    };
    const listed = () => run(process.execPath, [file, CUSTOMER], { env: environment });
    expect((await listed()).stdout).toBe("none\n");
    emulator.setQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    expect((await listed()).stdout).toBe("StateOwnedEntity (not vetted) \n");
    emulator.loseRelationship(CUSTOMER);
    await expect(listed()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/code 20002/) as string,
    });
  } finally {
    await emulator.close();
  }
});
