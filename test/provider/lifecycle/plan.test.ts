// What a plan holds: whether something is written that nobody can take back.
import { UNKNOWN } from "../../../provider/engineValues";
import { isJsonPreviewBy, isPlanned, isPlannedBy } from "../../../provider/lifecycle/command";
import { lifecycle } from "../../../provider/lifecycle/lifecycle";
import { ALONE } from "../../../provider/lifecycle/machineLock";
import { Session } from "../../../provider/lifecycle/session";
import { PartnerCenterError } from "../../../provider/partnercenter";
import { House, light } from "./toy";

let house: House;
beforeEach(() => {
  house = new House();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

const run = (planned: boolean, more: Record<string, string> = {}): Session =>
  new Session((key) => ({ "partnercenter:accessToken": "an-access-token", ...more })[key], {
    lock: ALONE,
    planned,
  });
const hall = { room: "hall", on: true };
const checked = async (session: Session, later = false): Promise<unknown> =>
  (await lifecycle(light(house)).check(session, {}, hall, { later })).inputs["planned"];

test("a run with a plan says whether it would be written, also where the look is made later; others do not", async () => {
  expect(await checked(run(true))).toBe("switch");
  expect(await checked(run(true), true)).toBe("switch");
  const creating = run(true);
  creating.creating = true;
  expect(await checked(creating)).toBe("switch");
  house.rooms.set("hall", true);
  expect(await checked(run(true))).toBe("no switch");
  house.rooms.clear();
  expect(await checked(run(true, { "partnercenter:liveDiff": "false" }))).toBeUndefined();
  expect(await checked(run(false))).toBeUndefined();
});

test("a replacement is held by its first check, the only one that the engine compares with a plan", async () => {
  const { check } = lifecycle(light(house));
  const moved = async (planned: boolean) =>
    (await check(run(planned), { room: "kitchen", on: true }, hall)).inputs;
  expect(await moved(true)).toEqual({ ...hall, planned: "switch" });
  expect(await moved(false)).toEqual(hall);
  house.rooms.set("hall", true);
  expect(await moved(true)).toEqual({ ...hall, planned: "no switch" });
});

test("what is declared twice was planned twice, also where the second is checked once the first is written", async () => {
  const { check, create } = lifecycle(light(house));
  const session = run(true);
  await create(session, { ...hall, planned: "switch" });
  const { inputs } = await check(session, {}, hall);
  expect(inputs).toEqual({ ...hall, planned: "switch" });
  await create(session, inputs);
  expect(house.switched).toEqual(["hall on"]);
});

test("what could not be observed was shown to nobody, so that nothing may be written", async () => {
  const notFound = {
    name: "NoRelationshipError",
    doing: "Looking",
    found: "HTTP 403",
    meaning: "",
    remedy: "",
  };
  house.look = () => Promise.reject(new PartnerCenterError({ ...notFound, scope: "customer" }));
  expect(await checked(run(true))).toBe("no switch");
});

test("what is not known yet holds nothing", async () => {
  const { check } = lifecycle(light(house));
  const { inputs } = await check(run(true), {}, { room: UNKNOWN });
  expect(inputs).toEqual({ room: UNKNOWN, planned: UNKNOWN });
});

test("an action writes what its plan says, and refuses what it does not", async () => {
  const { create, update } = lifecycle(light(house));
  const refused =
    /Light hall: the plan says `no switch`, .* has changed since. Nothing was switched. Next: make a new plan/;
  await expect(create(run(true), { ...hall, planned: "no switch" })).rejects.toThrow(refused);
  await expect(update(run(true), hall, { ...hall, planned: "no switch" })).rejects.toThrow(refused);
  expect(house.switched).toEqual([]);
  await create(run(true), { ...hall, planned: "switch" });
  await update(run(true), hall, { room: "hall", on: false });
  expect(house.switched).toEqual(["hall on", "hall off"]);
});

test("the engine's experimental plans are plans as well, and options that the environment gives", () => {
  for (const [name, value] of Object.entries({ SAVE_PLAN: "a.json", PLAN: "a.json", STRICT: "true" }))
    expect(isPlanned(process.ppid, { [`PULUMI_OPTION_${name}`]: value })).toBe(true);
  expect(isPlanned(process.ppid, { PULUMI_OPTION_STRICT: "false", PULUMI_OPTION_PLAN: "" })).toBe(false);
  expect(isPlanned(process.ppid, { PULUMI_EXPERIMENTAL: "true" })).toBe(true);
  expect(isPlanned(process.ppid, { PULUMI_EXPERIMENTAL: "false" })).toBe(false);
  expect(isPlanned(process.ppid, {})).toBe(false);
});

// CLI 3.259: `up` keeps to its own preview only where a person has said yes to it, or by `--strict`.
test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ["up", {}, true],
  ["up --yes", {}, false],
  ["up -y", {}, false],
  ["up -f -s dev", {}, false],
  ["up --skip-preview", {}, false],
  ["up", { PULUMI_SKIP_CONFIRMATIONS: "true" }, false],
  ["up --yes --strict", {}, true],
  ["up --yes --plan=plan.json", {}, true],
  ["preview --save-plan plan.json", {}, true],
])("with PULUMI_EXPERIMENTAL `pulumi %s` (%j) is planned: %s", (line, env, planned) => {
  expect(isPlannedBy(line.split(" "), { PULUMI_EXPERIMENTAL: "1", ...env })).toBe(planned);
});

test.each([
  ["preview --json", {}, true],
  ["pre -j --refresh", {}, true],
  ["--color never preview --json=true", {}, true],
  ["preview -rj", {}, true],
  ["preview", { PULUMI_OPTION_JSON: "true" }, true],
  ["preview", {}, false],
  ["preview --json=false", {}, false],
  ["preview -sproj", {}, false],
  ["up --json --yes", {}, false],
  ["", {}, false],
])("`pulumi %s` (%j) is a preview that prints JSON: %s", (line, env, isJson) => {
  expect(isJsonPreviewBy(line.split(" "), env)).toBe(isJson);
});
