// What a program warns of among the settings of its stack, under Pulumi's own mocks.
import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification } from "../../sdk";

const variable = "PARTNERCENTER_REQUEST_PER_MINUTE";
afterEach(() => void delete process.env[variable]);

async function warningsWith(config: Record<string, string>): Promise<string[]> {
  const warnings: string[] = [];
  const printed = jest.spyOn(console, "warn").mockImplementation((text: string) => void warnings.push(text));
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig(config);
  try {
    await pulumi.runtime.runInPulumiStack(async () => {
      for (const name of ["one", "two"])
        new CustomerQualification(name, {
          customerId: "00000000-0000-4000-8000-000000000001",
          qualification: name === "one" ? "StateOwnedEntity" : "Education",
        });
    });
    await pulumi.runtime.disconnect();
  } finally {
    printed.mockRestore();
    pulumi.runtime.setAllConfig({});
  }
  return warnings;
}

test("a name that is no setting is warned of once, however many resources there are", async () => {
  process.env[variable] = "100";
  const warnings = await warningsWith({ "partnercenter:maxNewSubmission": "1", "app:maxNewSubmission": "1" });
  expect(warnings).toEqual([
    expect.stringMatching(/has partnercenter:maxNewSubmission, .* set partnercenter:maxNewSubmissions, /),
    expect.stringMatching(/has PARTNERCENTER_REQUEST_PER_MINUTE, .* set PARTNERCENTER_REQUESTS_PER_MINUTE /),
  ]);
});

test("settings are not warned of", async () => {
  expect(await warningsWith({ "partnercenter:maxNewSubmissions": "1" })).toEqual([]);
});
