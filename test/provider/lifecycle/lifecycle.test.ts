// The lifecycle alone, over a resource type that exists here only: each of the rules that all types share.
import * as fc from "fast-check";
import { OutageError, PartialFailure } from "../../../provider/failure";
import { lifecycle } from "../../../provider/lifecycle/lifecycle";
import { ALONE } from "../../../provider/lifecycle/machineLock";
import { Session } from "../../../provider/lifecycle/session";
import { PartnerCenterError } from "../../../provider/partnercenter";
import { UNKNOWN } from "../../../provider/engineValues";
import { House, light } from "./toy";

let said: string[];
let house: House;
beforeEach(() => {
  said = [];
  house = new House();
  jest.spyOn(process.stdout, "write").mockImplementation((line) => said.push(String(line)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const settings: Record<string, string> = { "partnercenter:accessToken": "an-access-token" };
const sessionWith = (more: Record<string, string> = {}): Session =>
  new Session((key) => ({ ...settings, ...more })[key], { lock: ALONE });

const ofOne = (room: string): PartnerCenterError =>
  new PartnerCenterError({
    name: "NoRelationshipError",
    doing: `Looking at ${room}`,
    found: "HTTP 403",
    meaning: "It is locked.",
    remedy: "Open it.",
    scope: "customer",
    httpStatus: 403,
    code: "20002",
  });

const hall = { room: "hall", on: true };

test("1: every mistake is listed at once, with its property, and nothing was looked at or done", async () => {
  const look = jest.spyOn(house, "look");
  const { check } = lifecycle(light(house));
  const { failures } = await check(sessionWith(), {}, { room: "a b", on: "yes", colour: "red" });
  expect(failures.map(({ property, reason }) => property || reason.split(":")[0]).sort()).toEqual([
    ...["colour", "on", "room"],
  ]);
  expect(look).not.toHaveBeenCalled();
});

test("2: what is not known yet is no replacement, and what became wrong when it got known is refused", async () => {
  house.rooms.set("hall", true);
  const { diff, create, check } = lifecycle(light(house));
  const session = sessionWith();
  expect(await diff(session, hall, { room: UNKNOWN, on: true })).toMatchObject({ replaces: [] });
  expect(await diff(session, hall, { room: "attic", on: true })).toMatchObject({ replaces: ["room"] });
  expect((await check(session, {}, { room: UNKNOWN })).inputs).toEqual({ room: UNKNOWN });
  await expect(create(session, { room: "a b" })).rejects.toThrow(
    /room: must be a word.*Nothing was switched/,
  );
  expect(house.switched).toEqual([]);
});

test("3, 4: one that can't be seen is a drift and a change, never unchanged, and holds up nobody", async () => {
  house.rooms.set("hall", true);
  house.rooms.set("attic", true);
  house.look = (room) => (room === "attic" ? Promise.reject(ofOne(room)) : Promise.resolve(true));
  const { check, diff, read } = lifecycle(light(house));
  const session = sessionWith();
  const attic = { room: "attic", on: true };
  expect((await check(session, attic, attic)).inputs).toHaveProperty("drift.notObserved");
  expect(await diff(session, attic, attic)).toMatchObject({ changes: true });
  expect(await diff(session, hall, hall)).toMatchObject({ changes: false });
  expect(await read(session, "attic", attic)).toMatchObject({ id: "attic", props: attic });
});

test("3: what makes every look fail is thrown, and shown once in a refresh", async () => {
  house.look = () => Promise.reject(new OutageError("the house is dark"));
  const { check, read } = lifecycle(light(house));
  const session = sessionWith();
  await expect(check(session, hall, hall)).rejects.toThrow("the house is dark");
  await expect(read(session, "hall", hall)).rejects.toThrow("the house is dark");
  expect(await read(session, "attic", { room: "attic", on: true })).toMatchObject({ props: { on: true } });
});

test("4: without looking, nothing is unchanged that was not seen, but what the program leaves as it is", async () => {
  const look = jest.spyOn(house, "look");
  const { diff } = lifecycle(light(house));
  expect(await diff(sessionWith({ "partnercenter:liveDiff": "false" }), hall, hall)).toMatchObject({
    changes: false,
  });
  expect(look).not.toHaveBeenCalled();
  expect(said.join("")).toContain("not looked at");
});

test("a look begins before the check is waited for, so that what is looked at ahead comes after it", async () => {
  const look = jest.spyOn(house, "look");
  const none = { ...light(house), problems: () => [] };
  for (const type of [light(house), none]) {
    look.mockClear();
    const checking = lifecycle(type).check(sessionWith(), hall, hall);
    expect(look).toHaveBeenCalledTimes(1);
    await checking;
  }
});

test("5: a preview says what an `up` does", async () => {
  const onOrOff = fc.option(fc.boolean(), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(fc.boolean(), onOrOff, async (on, isOn) => {
      house = new House();
      if (isOn !== undefined) house.rooms.set("hall", isOn);
      const { diff, update } = lifecycle(light(house));
      const desired = { room: "hall", on };
      const { changes } = await diff(sessionWith(), hall, desired);
      await update(sessionWith(), hall, desired);
      expect(house.switched.length > 0).toBe(changes);
    }),
  );
});

test("6: what a refresh has recorded is still a change", async () => {
  house.rooms.set("hall", false);
  const { read, diff } = lifecycle(light(house));
  const { props } = await read(sessionWith(), "hall", hall);
  expect(props).toMatchObject({ on: false });
  expect(await diff(sessionWith(), { ...props }, hall)).toMatchObject({ changes: true });
});

test("7: a partial failure keeps the record, and no secret leaves in its words", async () => {
  house.during = () => Promise.resolve(void house.rooms.delete("hall"));
  const { create } = lifecycle(light(house));
  const failed: unknown = await create(sessionWith(), { ...hall, code: "opensesame" }).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(PartialFailure);
  expect(failed).toMatchObject({ id: "hall", properties: hall });
  expect((failed as Error).message).toContain("did not help");
  expect((failed as Error).message).not.toContain("opensesame");
});

test("8: one after the other, and what was asked to stop is not begun", async () => {
  let release = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    house.during = () =>
      new Promise<void>((ended) => {
        release = ended;
        resolve();
      });
  });
  const { create } = lifecycle(light(house));
  const session = sessionWith();
  const first = create(session, hall);
  const second = create(session, { ...hall, on: false }).catch(String);
  await begun;
  expect(house.switched).toEqual(["hall on"]);
  session.cancellation.cancel();
  release();
  // What is under way is seen through.
  expect(await first).toMatchObject({ id: "hall", outs: hall });
  expect(await second).toMatch(/Light hall: interrupted. Nothing was switched./);
  expect(house.switched).toEqual(["hall on"]);
});

test("a look that fails ends an action before anything was done, and says so", async () => {
  house.look = (room) => Promise.reject(ofOne(room));
  const { create } = lifecycle(light(house));
  await expect(create(sessionWith(), hall)).rejects.toThrow(
    /Light hall: could not be observed. Looking at hall: HTTP 403[^]*Nothing was switched./,
  );
  expect(house.switched).toEqual([]);
});

test("what names nothing is forgotten, and only what a `get` found is gone", async () => {
  const { delete: remove, read } = lifecycle(light(house));
  await remove(sessionWith(), { on: true });
  expect(said.join("")).toContain("The resource is only forgotten here.");
  expect(await read(sessionWith(), "hall", { ...hall, __get: true })).toEqual({ id: "", props: {} });
  expect(await read(sessionWith(), "hall", hall)).toMatchObject({ id: "hall", props: { on: null } });
});
