// The whole life of a qualification under the real `pulumi`: what each command says, records and sends.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const customer = customerId(1);
const id = `${customer}/Education`;

let emulator: Emulator;
let stack: EngineStack;

beforeAll(async () => {
  emulator = await partnerCenter([customer]);
  const exported = { export: ["id", "vettingStatus", "submissions"] };
  stack = await newStack({
    resources: [{ ...education("school", customer, { website: "https://www.contoso.edu" }), ...exported }],
    env: emulator.environment,
  });
});

/** What the state holds of the resource. */
async function recorded(): Promise<Record<string, unknown>> {
  const { outputs = {} } = await stack.resource("school");
  const { vettingStatus, vettingReason, submissions } = outputs;
  return { vettingStatus, vettingReason, submissions };
}

/** How many requests the command made of the API, and that none of them was a write. */
async function looks<T>(command: () => Promise<T>): Promise<{ result: T; gets: number }> {
  const before = emulator.requests.length;
  const written = writes(emulator).length;
  const result = await command();
  expect(writes(emulator)).toHaveLength(written);
  return { result, gets: emulator.requests.length - before };
}

const drift = (reason: string): object => ({
  vettingStatus: "InReview or Approved => Denied",
  vettingReason: reason,
  vettingCreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
  nextStep: expect.stringMatching(/profile.*then change `resubmit`/) as unknown,
});

// One story: each test goes on where the one before it ended.
describe("the life of a qualification", () => {
  test("a preview looks, and says what would be submitted", async () => {
    const { result: preview, gets } = await looks(() => stack.previewJson());
    expect(preview.result.code).toBe(0);
    expect(preview.step("school").op).toBe("create");
    expect(preview.step("school").newState?.inputs).not.toHaveProperty("drift");
    expect(preview.diagnostics?.map(({ message }) => message.trim())).toEqual([
      `school: CustomerQualification ${id}: is not there. It will be submitted: verification request 1 of 3.`,
      "This program would spend 1 verification request in all. A qualification can't be taken back.",
    ]);
    // The look, and what was submitted before, for it would be submitted.
    expect(gets).toBe(2);
  });

  test("up submits it, once", async () => {
    mustEnd(0, await stack.up());
    expect(emulator.submissions()).toMatchObject([{ customerId: customer, qualification: "Education" }]);
    const [post, ...others] = writes(emulator);
    expect(others).toEqual([]);
    expect(post).toMatchObject({
      method: "POST",
      path: `/v1/customers/${customer}/qualifications`,
      status: 201,
    });
    expect(JSON.parse(post?.body ?? "")).toEqual({
      qualification: "Education",
      educationSegment: "K12",
      website: "https://www.contoso.edu",
    });
    const state = await stack.resource("school");
    expect(state.id).toBe(id);
    expect(state.type).toBe("pulumi-nodejs:dynamic/partnercenter:CustomerQualification");
    expect(state.outputs).toMatchObject({
      customerId: customer,
      qualification: "Education",
      educationSegment: "K12",
      website: "https://www.contoso.edu",
      vettingStatus: "InReview",
      vettingReason: null,
      submissions: 1,
      submissionError: null,
    });
    expect((await stack.resource("scratch-dev")).outputs).toEqual({
      "school.id": id,
      "school.vettingStatus": "InReview",
      "school.submissions": 1,
    });
  });

  test("approved meanwhile: a clean preview with a line; `up --refresh` records it", async () => {
    emulator.approve(customer, "Education");
    const { result, gets } = await looks(() => stack.preview("--expect-no-changes"));
    expect(mustEnd(0, result).output).toContain(
      `${id}: was InReview, is Approved. Nothing to do; \`pulumi up --refresh\` records it.`,
    );
    expect(gets).toBe(1);
    expect(await recorded()).toMatchObject({ vettingStatus: "InReview" });

    const { result: refreshed } = await looks(() => stack.up("--refresh"));
    mustEnd(0, refreshed);
    expect(await recorded()).toEqual({ vettingStatus: "Approved", vettingReason: null, submissions: 1 });
  });

  test("denied behind our back: a plain preview shows it, as often as one looks", async () => {
    emulator.deny(customer, "Education", "No longer an Education Customer");
    const text = mustEnd(7, await stack.preview("--expect-no-changes"));
    expect(text.output).toMatch(/school +update \[diff: \+drift\]/);
    expect(text.output).toMatch(
      /was Approved, is Denied \(No longer an Education Customer, vetting of \S+\)\. Next: .*admin center\. Then change `resubmit` .*\(verification request at least 2 of 3\)/,
    );

    const diff = mustEnd(7, await stack.preview("--diff", "--expect-no-changes"));
    expect(diff.output).toMatch(/\+ drift +: \{/);
    expect(diff.output).toMatch(/\+ vettingReason *: "No longer an Education Customer"/);
    expect(diff.output).toMatch(/\+ vettingStatus *: "InReview or Approved => Denied"/);

    const { result: json } = await looks(() => stack.previewJson("--expect-no-changes"));
    expect(json.result.code).toBe(7);
    expect(json.changeSummary).toEqual({ same: 1, update: 1 });
    const step = json.step("school");
    expect(step.op).toBe("update");
    expect(step.newState?.inputs).toHaveProperty("drift", drift("No longer an Education Customer"));
    expect(await recorded()).toMatchObject({ vettingStatus: "Approved", submissions: 1 });
  });

  test("up refuses, submits nothing and records what it saw; the drift stays", async () => {
    const { result } = await looks(() => stack.up());
    expect(mustEnd(1, result).output).toMatch(
      /error: 1 error occurred:\s+\* .*was Approved, is Denied .*correct the organisation's profile.*Nothing was submitted\. MS-CorrelationId: [0-9a-f-]{36}\./,
    );
    expect(result.output).not.toMatch(/^\s+at /m);
    expect(await recorded()).toEqual({
      vettingStatus: "Denied",
      vettingReason: "No longer an Education Customer",
      submissions: 1,
    });
    const again = await stack.previewJson("--expect-no-changes");
    expect(again.result.code).toBe(7);
    expect(again.step("school").newState?.inputs).toHaveProperty("drift.vettingReason");
  });

  test("neither `pulumi refresh` nor `--refresh` hides it", async () => {
    mustEnd(0, await stack.refresh());
    expect(await recorded()).toMatchObject({ vettingStatus: "Denied", submissions: 1 });
    const { result: plain } = await looks(() => stack.previewJson("--expect-no-changes"));
    expect(plain.result.code).toBe(7);
    expect(plain.step("school").newState?.inputs).toHaveProperty("drift.vettingReason");

    const refreshed = mustEnd(7, await stack.preview("--refresh", "--expect-no-changes"));
    expect(refreshed.output).toMatch(/school +update \[diff: \+drift\]/);
    const { result: up } = await looks(() => stack.up("--refresh"));
    expect(mustEnd(1, up).output).toContain("Nothing was submitted");
  });

  test("a changed `resubmit` submits once more, and says so beforehand", async () => {
    stack.declare([education("school", customer, { website: "school.contoso.edu", resubmit: "2026-11-20" })]);
    const preview = mustEnd(0, await stack.preview());
    expect(preview.output).toMatch(/It will be submitted: verification request at least 2 of 3\./);
    expect(writes(emulator)).toHaveLength(1);

    mustEnd(0, await stack.up());
    expect(writes(emulator)).toHaveLength(2);
    const [first, second] = emulator.submissions();
    expect(second?.requestId).not.toBe(first?.requestId);
    expect(JSON.parse(second?.body ?? "")).toMatchObject({ website: "school.contoso.edu" });
    expect(await recorded()).toEqual({ vettingStatus: "InReview", vettingReason: null, submissions: 2 });
    mustEnd(0, await stack.preview("--expect-no-changes"));
  });

  test("approved: clean again, before and after it is recorded", async () => {
    emulator.approve(customer, "Education");
    mustEnd(0, await stack.preview("--expect-no-changes"));
    const { result } = await looks(() => stack.up("--refresh"));
    mustEnd(0, result);
    expect(await recorded()).toEqual({ vettingStatus: "Approved", vettingReason: null, submissions: 2 });
    const clean = mustEnd(0, await stack.preview("--expect-no-changes"));
    expect(clean.output).not.toContain("CustomerQualification 0");
  });

  test("destroy warns, forgets and calls nothing", async () => {
    const { result, gets } = await looks(() => stack.destroy());
    expect(mustEnd(0, result).output).toContain(
      `warning: CustomerQualification ${id}: Microsoft keeps this qualification (Approved); it can't be taken back. ` +
        "Declared again, it is adopted without a submission. The resource is only forgotten here.",
    );
    expect(gets).toBe(0);
    expect(await stack.resources()).toEqual([]);
    expect(emulator.qualifications(customer)).toMatchObject([{ vettingStatus: "Approved" }]);
    expect(emulator.submissions()).toHaveLength(2);
  });

  test("the token is nowhere in clear", () => {
    expect(stack.whereReadable(emulator.environment.PARTNERCENTER_ACCESS_TOKEN ?? "")).toEqual([]);
  });
});
