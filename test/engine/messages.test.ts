// What a person reads under the real `pulumi`, where many are declared: what needs somebody stands out, and all else is
// one line and a count.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type Preview } from "./harness";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

const ids = customerIds(9);
const names = ids.map((_, index) => `school${index + 1}`);
const declared = (count: number) => ids.slice(0, count).map((id, index) => education(names[index]!, id));

let emulator: Emulator;
let stack: EngineStack;

beforeAll(async () => {
  emulator = await partnerCenter(ids);
  stack = await newStack({ resources: declared(6), env: emulator.environment });
});

const said = ({ diagnostics = [] }: Preview) =>
  diagnostics.map(({ severity, urn, message }) => ({
    severity,
    name: urn?.split("::").at(-1),
    text: message.trim(),
  }));

// One story: each test goes on where the one before it ended.
describe("many qualifications", () => {
  test("a preview counts what would be spent, and an up says what it does", async () => {
    const preview = await stack.previewJson();
    const lines = said(preview).map(({ text }) => text);
    expect(lines.filter((line) => line.includes("This program would spend"))).toEqual([
      "This program would spend 6 verification requests in all. A qualification can't be taken back.",
    ]);
    for (const name of names.slice(0, 6)) {
      expect(lines).toContainEqual(
        expect.stringMatching(
          new RegExp(`^${name}: CustomerQualification .*It will be submitted: .*1 of 3\\.$`),
        ),
      );
    }
    const { output } = mustEnd(0, await stack.up());
    expect(output).toMatch(/school1: CustomerQualification .*It is submitted: verification request 1 of 3\./);
    expect(output).not.toContain("will be submitted");
    expect(emulator.submissions()).toHaveLength(6);
  });

  test("a denial is a warning under its resource; approvals are one line with a count", async () => {
    for (const id of ids.slice(0, 5)) emulator.approve(id, "Education");
    emulator.deny(ids[5]!, "Education", "Not an Education Customer");
    const preview = await stack.previewJson("--expect-no-changes");
    expect(preview.result.code).toBe(7);
    const messages = said(preview);
    expect(messages.filter(({ severity }) => severity === "warning")).toEqual([
      {
        severity: "warning",
        name: "school6",
        text: expect.stringMatching(/was InReview, is Denied \(Not an Education Customer.*Next: /) as string,
      },
    ]);
    expect(messages.filter(({ text }) => text.includes("moved on"))).toEqual([
      {
        severity: "info",
        name: undefined,
        text: "5 qualifications have moved on at Microsoft (school1, school2, school3, school4, school5): nothing to do; `pulumi up --refresh` records it.",
      },
    ]);
    expect(messages).toHaveLength(2);
  });

  test("where an up refuses, its error says so, and nothing else repeats it", async () => {
    const { output } = mustEnd(1, await stack.up());
    const [, diagnostics = ""] = output.split("\nDiagnostics:\n");
    expect(diagnostics.match(/is Denied/g)).toHaveLength(1);
    expect(diagnostics).toMatch(/\(school6\):\s+error: .*\s+\* CustomerQualification .*is Denied/);
  });

  test("a bound on new submissions fails the preview, and the up that had none", async () => {
    stack.declare(declared(9));
    stack.env["PARTNERCENTER_MAX_NEW_SUBMISSIONS"] = "2";
    const sentBefore = writes(emulator).length;
    const preview = await stack.preview();
    expect(mustEnd(1, preview).output).toMatch(
      /Education would be submission 3 of one `pulumi up`, and `partnercenter:maxNewSubmissions` is 2\..*Next: look at what the program declares/,
    );
    expect(writes(emulator)).toHaveLength(sentBefore);

    const { output } = mustEnd(1, await stack.up("--continue-on-error"));
    expect(output).toMatch(/Education would be submission 3 of one `pulumi up`/);
    expect(emulator.submissions()).toHaveLength(6 + 2);

    stack.env["PARTNERCENTER_MAX_NEW_SUBMISSIONS"] = "3";
    mustEnd(1, await stack.up("--continue-on-error"));
    expect(emulator.submissions()).toHaveLength(6 + 3);
  });
});
