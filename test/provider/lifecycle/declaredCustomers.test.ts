// Which customers the program declares, by what this process was asked about and by what the program has told.
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import os from "node:os";
import { startEmulator, type Emulator } from "../../../emulator";
import { commandOf, isDestroy } from "../../../provider/lifecycle/command";
import * as agreement from "../../../provider/resources/customerAgreement";
import * as lifecycle from "../../../provider/resources/customer";
import * as qualification from "../../../provider/resources/customerQualification";
import { add, begin, hashOf, spoil } from "../../../provider/lifecycle/declaredByProgram";
import { DeclaredCustomers } from "../../../provider/lifecycle/declaredCustomers";
import { Refused } from "../../../provider/failure";
import { Session } from "../../../provider/lifecycle/session";
import { removals, school } from "../../engine/support/tenants";

const engine = "127.0.0.1:4321";
const id = "00000000-0000-4000-8000-000000000001";
const domain = "contoso.onmicrosoft.com";

let emulator: Emulator;
let said: string[];
let home: string;
const sessions: Session[] = [];

beforeEach(async () => {
  home = mkdtempSync(join(os.tmpdir(), "partnercenter-home-"));
  jest.spyOn(os, "homedir").mockReturnValue(home);
  jest.spyOn(os, "tmpdir").mockReturnValue(home);
  emulator = await startEmulator({ tls: false, sandbox: true, customers: [{ id, domain }] });
  said = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
  rmSync(home, { recursive: true });
});

/** As the provider process of a `pulumi up`, unless it is said that it is a `destroy`, or that nobody tells. */
function newSession(destroys: boolean | undefined = false): Session {
  const all: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
    "partnercenter:requestsPerMinute": "100000",
  };
  const session = new Session((key) => all[key], {}, new DeclaredCustomers(engine, () => destroys));
  sessions.push(session);
  return session;
}

/** The customer's state, as another run has left it. */
const adopted = async (more: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
  const inputs = { domain, onDelete: "deleteSandboxCustomer", ...more };
  return { ...(await lifecycle.create(newSession(), inputs)).outs };
};

/** What the program tells: one resource after the other, known or not. */
function told(...resources: { type: string; customer?: string }[]): string {
  const file = begin(engine);
  resources.forEach(({ type, customer }, resource) => {
    add(file, [{ resource, type, name: `r${resource}` }]);
    if (customer !== undefined) {
      add(file, [
        { resource, customer: hashOf(customer) },
        { resource, known: true },
      ]);
    }
  });
  return file;
}

const thrown = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: Error) => error,
  );

const remove = async (session: Session, state: Record<string, unknown>): Promise<void> =>
  lifecycle.delete(session, state);

describe("what this process was asked about is not removed", () => {
  test.each<[string, (session: Session, state: Record<string, unknown>) => Promise<unknown>]>([
    ["a check by its domain", (session) => lifecycle.check(session, { domain }, { domain })],
    ["a check by its id", (session) => lifecycle.check(session, {}, { customerId: id.toUpperCase() })],
    ["an update", (session, state) => lifecycle.update(session, state, { customerId: id })],
    [
      "its qualification",
      (session) => qualification.check(session, {}, { customerId: id, qualification: "StateOwnedEntity" }),
    ],
    ["its agreement", (session) => agreement.check(session, {}, { customerId: id })],
  ])("%s", async (_, ask) => {
    const state = await adopted();
    const session = newSession();
    await ask(session, state);
    await remove(session, state);
    expect(removals(emulator)).toEqual([]);
    expect(said.join("")).toMatch(
      /is still declared by this program, so `onDelete: "delete.*not carried out/,
    );
  });

  test("one that was checked with another domain, and turned out to be of it", async () => {
    const state = await adopted();
    const session = newSession();
    await lifecycle.check(session, { domain }, { domain });
    await lifecycle.diff(session, state, { domain });
    await remove(session, { ...state, domain: undefined });
    expect(removals(emulator)).toEqual([]);
  });

  test("a comparison without a check is a refresh's, and says nothing", async () => {
    const state = await adopted();
    const session = newSession();
    await lifecycle.diff(session, state, { domain });
    await remove(session, state);
    expect(removals(emulator)).toHaveLength(1);
  });
});

describe("to be deleted and created again", () => {
  const number = { organizationRegistrationNumber: "5560000001" };

  test("its own declaration is in nobody's way", async () => {
    const { outs } = await lifecycle.create(
      newSession(),
      school("new.ccsctp.net", { onDelete: "deleteSandboxCustomer" }),
    );
    const news = { ...school("new.ccsctp.net", { onDelete: "deleteSandboxCustomer" }), ...number };
    told({ type: "Customer", customer: "new.ccsctp.net" }, { type: "CustomerQualification" });
    const session = newSession();
    await lifecycle.check(session, { ...outs }, news);
    expect(await lifecycle.diff(session, { ...outs }, news)).toMatchObject({ deleteBeforeReplace: true });
    await remove(session, { ...outs });
    expect(removals(emulator)).toHaveLength(1);
  });

  test.each([
    ["another Customer", { type: "Customer", customer: domain }],
    ["a qualification", { type: "CustomerQualification", customer: id }],
  ])("%s of it is: refused, and nothing is forgotten", async (_, other) => {
    const state = { ...(await adopted()), adopted: false };
    told({ type: "Customer", customer: domain }, other);
    const session = newSession();
    const news = { domain, onDelete: "deleteSandboxCustomer", ...number };
    await lifecycle.check(session, { domain }, news);
    expect(await lifecycle.diff(session, state, news)).toMatchObject({ deleteBeforeReplace: true });
    const error = await thrown(remove(session, state));
    expect(error).toBeInstanceOf(Refused);
    expect(error.message).toMatch(/more of this program than its own resource declares it \("r.*Next: /);
    expect(removals(emulator)).toEqual([]);
  });
});

describe("what the program has told", () => {
  test.each(["Customer", "CustomerQualification"])("a %s of it, of whichever process", async (type) => {
    const state = await adopted();
    told({ type: "Customer", customer: "other.onmicrosoft.com" }, { type, customer: id.toUpperCase() });
    for (const destroys of [false, undefined]) await remove(newSession(destroys), state);
    expect(removals(emulator)).toEqual([]);
    expect(said.join("")).toContain('is still declared by this program ("r1")');
    // Its program ran, and it asked for that.
    await remove(newSession(true), state);
    expect(removals(emulator)).toHaveLength(1);
  });

  test("a customer that did not get known may be the one: not removed, nor forgotten", async () => {
    const state = await adopted();
    told({ type: "CustomerAgreement" });
    expect((await thrown(remove(newSession(), state))).message).toMatch(
      /not known which customer other resources of this program declare \("r0"\).*Next: /,
    );
    expect(removals(emulator)).toEqual([]);
  });

  test("others are in nobody's way, and what an earlier run told is gone", async () => {
    const state = await adopted();
    told({ type: "Customer", customer: id });
    told({ type: "Customer", customer: "other.onmicrosoft.com" });
    await remove(newSession(), state);
    expect(removals(emulator)).toHaveLength(1);
  });

  test("what can't be read, or may be somebody else's, removes nothing", async () => {
    const state = await adopted();
    const file = told({ type: "Customer", customer: "other.onmicrosoft.com" });
    appendFileSync(file, "{");
    const unreadable = /can't be read \(Error: the program could not write all.*Nothing was removed\. Next: /;
    expect((await thrown(remove(newSession(), state))).message).toMatch(unreadable);
    spoil(told());
    expect((await thrown(remove(newSession(), state))).message).toMatch(unreadable);
    told();
    chmodSync(dirname(file), 0o755);
    expect((await thrown(remove(newSession(), state))).message).toMatch(/not this user's alone.*Next: /);
    expect(removals(emulator)).toEqual([]);
  });
});

test("where the folder for caches can't be used, temporary files' is; what an earlier command told there is gone", async () => {
  const state = await adopted();
  const caches = dirname(dirname(told()));
  rmSync(caches, { recursive: true });
  writeFileSync(caches, "");
  told({ type: "Customer", customer: id });
  await remove(newSession(), state);
  expect(removals(emulator)).toEqual([]);
  rmSync(caches);
  mkdirSync(caches);
  told();
  await remove(newSession(), state);
  expect(removals(emulator)).toHaveLength(1);
});

test("the command: the first argument that is neither an option nor an option's value", () => {
  const commands = [
    "destroy --yes",
    "-C up destroy",
    "--color=never down",
    "--non-interactive -v 3 dn -s dev",
  ];
  expect(commands.map((line) => commandOf(line.split(" ")))).toEqual(["destroy", "destroy", "down", "dn"]);
  expect(commandOf("up --message destroy".split(" "))).toBe("up");
  expect(commandOf(["--yes"])).toBeUndefined();
  // No `pulumi` runs this test.
  expect(isDestroy()).toBeUndefined();
});
