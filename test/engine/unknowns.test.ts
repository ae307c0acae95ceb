// Values that a preview does not know yet, as outputs of other resources are before they have been made or changed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mustEnd, newStack, unknownValue, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const value = (name: string, text: string): ResourceDeclaration => ({
  name,
  type: "Value",
  args: { value: text },
});
const code = "40718265930517284";

test("a preview with unknown inputs neither asks for what it can't know nor announces a replacement", async () => {
  // With letters, so that it can be written in another case.
  const known = "a1b2c3d4-0000-4000-8000-000000000001";
  const county = customerId(2);
  const later = customerId(3);
  const emulator = await partnerCenter([known, county, later]);
  emulator.putValidationCode({
    validationId: code,
    organizationName: "County",
    maxCreates: 5,
    remainingCreates: 5,
  });
  const government: ResourceDeclaration = {
    name: "government",
    type: "CustomerQualification",
    args: {
      customerId: county,
      qualification: "GovernmentCommunityCloud",
      validationCode: { ref: "code.value" },
    },
  };
  const declared = (customer: string, site: string): ResourceDeclaration[] => [
    value("customer", customer),
    value("other", later),
    value("site", site),
    value("code", code),
    education("school", "", { customerId: { ref: "customer.value" }, website: { ref: "site.value" } }),
    education("college", "", { customerId: { ref: "other.value" }, educationSegment: "HigherEducation" }),
    government,
  ];
  const stack = await newStack({
    resources: declared(known, "contoso.edu"),
    env: emulator.environment,
  });

  const create = await stack.previewJson();
  expect(create.result.code).toBe(0);
  for (const name of ["school", "college", "government"]) expect(create.step(name).op).toBe("create");
  expect(create.step("school").newState?.inputs.customerId).toBe(unknownValue);
  // Looked at was only the customer that is known, and the log, for it would be submitted.
  expect(new Set(emulator.requests.map(({ path }) => path))).toEqual(
    new Set([`/v1/customers/${county}/qualifications`, "/v1/auditrecords"]),
  );
  // Said once, however many there are.
  expect(create.diagnostics?.filter(({ message }) => message.includes("not known before"))).toHaveLength(1);

  mustEnd(0, await stack.up());
  expect(
    emulator
      .submissions()
      .map((one) => one.customerId)
      .sort(),
  ).toEqual([county, later, known].sort());

  // The same customer, written in another way by whoever names it: unknown until that has been changed.
  stack.declare(declared(known.toUpperCase(), "fabrikam.edu"));
  const change = await stack.previewJson();
  expect(change.step("school")).toMatchObject({
    op: "update",
    newState: { inputs: { customerId: unknownValue, website: unknownValue } },
  });
  // The stack and the four others stay as they are.
  expect(change.changeSummary).toEqual({ same: 5, update: 3 });

  mustEnd(0, await stack.up());
  expect((await stack.resource("school")).outputs).toMatchObject({
    customerId: known,
    website: "fabrikam.edu",
    submissions: 1,
  });
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect(writes(emulator)).toHaveLength(3);
  expect(JSON.stringify(emulator.requests)).not.toContain(unknownValue);
});

test("a Provider's settings that are not known yet: nothing is looked at or written, and the up goes by them", async () => {
  const customer = customerId(1);
  const emulator = await partnerCenter([customer], { tls: true });
  const { PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID, PARTNERCENTER_CLIENT_SECRET, ...rest } =
    emulator.environment;
  const partner: ResourceDeclaration = {
    name: "partner",
    type: "Provider",
    args: {
      tenantId: PARTNERCENTER_TENANT_ID,
      clientId: PARTNERCENTER_CLIENT_ID,
      clientSecret: PARTNERCENTER_CLIENT_SECRET,
      refreshToken: rest["PARTNERCENTER_REFRESH_TOKEN"],
      apiBaseUrl: emulator.url,
      authorityHost: { ref: "host.value" },
      caFile: { ref: "ca.value" },
      refreshTokenFile: { ref: "file.value" },
      liveDiff: { ref: "look.value" },
      maxSubmissions: { ref: "most.value" },
      requestsPerMinute: { ref: "budget.value" },
      contract: { ref: "contract.value" },
    },
  };
  const resources = (suffix: string): ResourceDeclaration[] => [
    value("host", emulator.url),
    value("ca", rest["PARTNERCENTER_CA_FILE"] ?? ""),
    value("file", `rotated${suffix}`),
    value("look", "true"),
    value("most", suffix === "" ? "3" : "4"),
    value("budget", suffix === "" ? "400" : "300"),
    value("contract", "qualifications"),
    partner,
    { ...education("one", customer), opts: { provider: "partner" } },
    {
      name: "two",
      type: "CustomerQualification",
      args: { customerId: customer, qualification: "StateOwnedEntity" },
      opts: { provider: "partner" },
    },
  ];
  const stack = await newStack({ resources: resources("") });
  const files = (): string[] => readdirSync(stack.directory);

  const before = files();
  const create = await stack.previewJson();
  expect(create.result.code).toBe(0);
  expect(create.changeSummary).toEqual({ create: 11 });
  expect(emulator.requests).toEqual([]);
  expect(files()).toEqual(before);

  mustEnd(0, await stack.up());
  expect(emulator.submissions()).toHaveLength(2);
  expect(readFileSync(join(stack.directory, "rotated"), "utf8")).not.toBe("");

  // Changed settings are not known until their resources have been updated.
  stack.declare(resources("2"));
  const asked = emulator.requests.length;
  const change = await stack.previewJson();
  expect(change.result.code).toBe(0);
  // What was not looked at is not unchanged.
  for (const name of ["one", "two"]) expect(change.step(name).op).toBe("update");
  expect(emulator.requests).toHaveLength(asked);
  expect(files().filter((name) => name.includes(unknownValue))).toEqual([]);
  mustEnd(0, await stack.up());
  expect(emulator.submissions()).toHaveLength(2);
});
