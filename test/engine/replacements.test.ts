// A replacement is created with nothing recorded: what this run knows was submitted before is not submitted for that.
// Without --refresh, the engine tells a provider nothing of what --replace and --target-replace replace.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack } from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";

const school = customerId(1);
const other = customerId(2);
const SCHOOL = "urn:pulumi:dev::scratch::pulumi-nodejs:dynamic/partnercenter:CustomerQualification::school";

/** Recorded as submitted once, and not listed any more: after a denial, the portal sets a customer back. */
async function setBack(
  opts: Record<string, unknown> = {},
): Promise<{ stack: EngineStack; emulator: Emulator }> {
  const emulator = await partnerCenter([school, other]);
  const stack = await newStack({
    resources: [{ ...education("school", school), opts }],
    env: emulator.environment,
  });
  mustEnd(0, await stack.up());
  emulator.deny(school, "Education", "Not an Education Customer");
  emulator.vanish(school, "Education");
  stack.submittedHoursAgo();
  return { stack, emulator };
}

const posts = (emulator: Emulator): number => emulator.submissions(school).length;

test.each<[string, Record<string, unknown>, string[]]>([
  ["--refresh --replace", {}, ["--refresh", "--replace", SCHOOL]],
  ["--refresh --target-replace", {}, ["--refresh", "--target-replace", SCHOOL]],
  ["replaceOnChanges", { replaceOnChanges: ["*"] }, []],
  ["deleteBeforeReplace", { deleteBeforeReplace: true, replaceOnChanges: ["*"] }, []],
])("%s: not submitted again, night after night, and the record stays", async (_, opts, flags) => {
  const { stack, emulator } = await setBack(opts);
  const preview = await stack.preview(...flags);
  expect(preview.stdout).toContain("is not listed by Partner Center");
  for (let night = 0; night < 3; night++) {
    mustEnd(1, await stack.up(...flags));
    expect(posts(emulator)).toBe(1);
  }
  // What is replaced waits to be deleted while its replacement fails.
  for (const { outputs } of await stack.resources()) expect(outputs).toMatchObject({ submissions: 1 });
});

test("a customer that is changed and changed back: the one that came between carries its record", async () => {
  const { stack, emulator } = await setBack();
  stack.declare([education("school", other)]);
  mustEnd(0, await stack.up());
  expect(emulator.submissions(other)).toHaveLength(1);

  stack.declare([education("school", school)]);
  const preview = await stack.preview();
  expect(preview.stdout).toContain("is not listed by Partner Center");
  mustEnd(1, await stack.up());
  expect(posts(emulator)).toBe(1);
  // Asked for, it is submitted, as the second one.
  stack.declare([education("school", school, { resubmit: "1" })]);
  mustEnd(0, await stack.up());
  expect(posts(emulator)).toBe(2);
  expect((await stack.resource("school")).outputs).toMatchObject({ submissions: 2 });
});
