// The plugin under the real engine: a program that changes over from the Node classes, lives with it, and goes back.
import { mustEnd, newStack, useHost } from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";

const [school, agency, theirs] = [customerId(1), customerId(2), customerId(3)];
const code = "GCC-CODE-998877";
const vetting = (vettingStatus: string, vettingReason?: string) => ({
  qualification: "Education",
  vettingStatus,
  vettingReason,
  vettingCreateDate: "2026-11-19T08:00:00Z",
});

test("from the Node classes to the plugin, an approval, a denial, an import, and back: two submissions in all", async () => {
  const emulator = await partnerCenter([school, agency, theirs]);
  emulator.putValidationCode({
    validationId: code,
    organizationName: "Agency",
    maxCreates: 1,
    remainingCreates: 1,
  });
  const tenant = {
    name: "school",
    type: "QualifiedTenant",
    args: {
      customerId: school,
      agreement: {},
      qualifications: [{ qualification: "Education", educationSegment: "K12" }],
    },
  };
  const declared = {
    name: "agency",
    type: "CustomerQualification",
    args: { customerId: agency, qualification: "GovernmentCommunityCloud", validationCode: code },
  };
  const stack = await newStack({ env: emulator.environment, resources: [tenant, declared] });
  mustEnd(0, await stack.up());
  const submissions = emulator.submissions().length;
  expect(submissions).toBe(2);

  // To the plugin, by the aliases of its schema.
  useHost("plugin", stack);
  mustEnd(0, await stack.preview("--expect-no-changes"));
  mustEnd(0, await stack.up());
  expect((await stack.resource("school-education")).type).toBe("partnercenter:index:CustomerQualification");
  // From its first refresh on, the engine refreshes it before each run.
  mustEnd(0, await stack.refresh());

  emulator.setQualification(school, vetting("Approved"));
  const approved = mustEnd(0, await stack.up());
  expect(approved.output).toMatch(/refresh.*diff: .*vettingStatus/);
  expect((await stack.resource("school-education")).outputs).toMatchObject({
    vettingStatus: "Approved",
    submissions: 1,
  });

  emulator.setQualification(school, vetting("Denied", "Not an Education Customer"));
  const denied = mustEnd(7, await stack.preview("--diff", "--expect-no-changes"));
  expect(denied.output).toMatch(/~ vettingStatus *: "Approved" => "Denied"/);
  expect(denied.output).toMatch(/\+ vettingReason *: "Not an Education Customer"/);
  expect(denied.output).toMatch(/\+ vettingStatus *: ".*=> Denied"/);
  emulator.setQualification(school, vetting("Approved"));

  // What was there before comes in by its id alone.
  emulator.setQualification(theirs, { qualification: "StateOwnedEntity" });
  const id = `${theirs}/StateOwnedEntity`;
  const options = ["--stack", "dev", "--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
  mustEnd(
    0,
    await stack.pulumi("import", "partnercenter:index:CustomerQualification", "theirs", id, ...options),
  );
  const imported = {
    name: "theirs",
    type: "CustomerQualification",
    args: { customerId: theirs, qualification: "StateOwnedEntity" },
  };
  stack.declare([tenant, declared, imported]);
  mustEnd(0, await stack.up());
  mustEnd(0, await stack.preview("--expect-no-changes"));

  // And back: the state is one that the dynamic provider can refresh and destroy.
  const aliases = [{ type: "partnercenter:index:CustomerQualification" }];
  useHost("dynamic", stack);
  stack.declare([tenant, { ...declared, opts: { aliases } }, { ...imported, opts: { aliases } }]);
  // The stack, the component with its agreement and its qualification, and the other two.
  expect((await stack.previewJson()).changeSummary).toEqual({ same: 6 });
  mustEnd(0, await stack.up("--refresh"));
  expect((await stack.resource("school-education")).outputs).toMatchObject({ submissions: 1 });
  mustEnd(0, await stack.destroy("--refresh"));
  expect(writes(emulator)).toHaveLength(submissions);
  expect(stack.whereReadable(code)).toEqual([]);
});

test("explicit providers and a customer go over as well, without a submission", async () => {
  const emulator = await partnerCenter([school]);
  const partner = {
    name: "partner",
    type: "Provider",
    args: { accessToken: emulator.accessToken(), apiBaseUrl: emulator.url },
  };
  const opts = { provider: "partner" };
  const declared = [
    { name: "tenant", type: "Customer", args: { customerId: school }, opts },
    {
      name: "education",
      type: "CustomerQualification",
      args: { customerId: { ref: "tenant.id" }, qualification: "Education", educationSegment: "K12" },
      opts,
    },
  ];
  const stack = await newStack({ resources: [partner, ...declared] });
  mustEnd(0, await stack.up());
  useHost("plugin", stack);
  // Another provider in the place of the old one, and the same resources.
  expect((await stack.previewJson()).changeSummary).toEqual({ create: 1, delete: 1, same: 3 });
  mustEnd(0, await stack.up());
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect((await stack.resource("education")).outputs).toMatchObject({ submissions: 1 });

  useHost("dynamic", stack);
  const back = declared.map((one) => ({
    ...one,
    opts: { ...opts, aliases: [{ type: `partnercenter:index:${one.type}` }] },
  }));
  stack.declare([partner, ...back]);
  expect((await stack.previewJson()).changeSummary).toEqual({ create: 1, delete: 1, same: 3 });
  mustEnd(0, await stack.up());
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect((await stack.resource("education")).outputs).toMatchObject({ submissions: 1 });
  expect(writes(emulator)).toHaveLength(1);
  expect(stack.whereReadable(emulator.accessToken())).toEqual([]);
});
