// The program of the root's Pulumi.yaml, run where it is.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mustEnd, newStack, root } from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";

test("`pulumi up` in the root declares the qualification", async () => {
  const customer = customerId(1);
  const emulator = await partnerCenter([customer]);
  const stack = await newStack({
    directory: root,
    env: emulator.environment,
    config: { customerId: customer },
  });
  const preview = mustEnd(0, await stack.preview());
  expect(preview.output).toMatch(/CustomerQualification school create/);
  expect(preview.output).toMatch(/It will be submitted: verification request 1 of 3/);
  expect(writes(emulator)).toEqual([]);

  mustEnd(0, await stack.up());
  const [submission, ...more] = emulator.submissions();
  expect(more).toEqual([]);
  expect(JSON.parse(submission?.body ?? "")).toEqual({
    qualification: "Education",
    educationSegment: "K12",
    website: "https://www.contoso.edu",
  });
  const { urn } = await stack.resource("school");
  expect((await stack.resource("partnercenter-quickstart-dev")).outputs).toEqual({
    qualification: `${customer}/Education`,
    vettingStatus: "InReview",
    vettingReason: null,
    submissions: 1,
  });
  expect(urn).toContain("::pulumi-nodejs:dynamic/partnercenter:CustomerQualification::");
  mustEnd(0, await stack.preview("--expect-no-changes"));

  // Nothing of the test is left in the repository.
  expect(existsSync(join(root, "Pulumi.dev.yaml"))).toBe(false);
});
