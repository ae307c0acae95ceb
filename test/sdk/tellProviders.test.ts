// A program that can't write which customers it declares: no provider process may take the rest for all of it.
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { read } from "../../provider/lifecycle/declaredByProgram";
import { tellProviders } from "../../sdk/tellProviders";

const engine = "127.0.0.1:4322";
let home: string;
let warned: string[];

beforeEach(() => {
  home = fs.mkdtempSync(join(os.tmpdir(), "partnercenter-home-"));
  warned = [];
  jest.spyOn(os, "homedir").mockReturnValue(home);
  jest.spyOn(os, "tmpdir").mockReturnValue(home);
  jest.spyOn(pulumi.runtime, "getStackResource").mockReturnValue({} as pulumi.runtime.Stack);
  jest.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(false);
  const channel = { getChannel: () => ({ getTarget: () => `dns:${engine}` }) };
  jest.spyOn(pulumi.runtime, "getEngine").mockReturnValue(channel as never);
  jest.spyOn(pulumi.log, "warn").mockImplementation((text) => Promise.resolve(void warned.push(text)));
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(home, { recursive: true });
});

const declare = async (name: string): Promise<void> => {
  tellProviders("Customer", name, [`${name}.onmicrosoft.com`]);
  await new Promise(setImmediate);
};
const full = (): never => {
  throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
};

test.each([[[]], [["first"]]])(
  "a full disk, when %j was told: what was told can't be read, and it is said once",
  async (before) => {
    for (const name of before) await declare(name);
    const append = jest.spyOn(fs, "appendFileSync").mockImplementation(full);
    await declare("second");
    await declare("third");
    // Once there is room again, what is missing stays missing.
    append.mockRestore();
    await declare("fourth");
    expect(() => read(engine)).toThrow(/could not write all of it into .*runs/);
    expect(warned).toEqual([
      expect.stringMatching(/can't be written \(Error: ENOSPC.*No customer is removed in this run.*Next: /),
    ]);
  },
);

test("where not even that can be said, the program fails, without a stack", () => {
  jest.spyOn(fs, "appendFileSync").mockImplementation(full);
  jest.spyOn(fs, "truncateSync").mockImplementation(full);
  const work: (() => void)[] = [];
  jest.spyOn(globalThis, "queueMicrotask").mockImplementation((one) => void work.push(one));
  tellProviders("Customer", "c", ["c.onmicrosoft.com"]);
  let error: Error | undefined;
  try {
    work.forEach((one) => one());
  } catch (thrown) {
    error = thrown as Error;
  }
  expect(pulumi.RunError.isInstance(error)).toBe(true);
  expect(error?.message).toMatch(
    /ENOSPC.*The program ends, so that no declared customer is removed\. Next: /,
  );
  expect(error?.stack).toBe(error?.message);
});
