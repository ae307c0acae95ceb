// Where a login comes from, what happens when it is rotated, and that its secrets, and a validation code, are encrypted
// in everything that the CLI writes, however the program gave them.
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";

const [school, county, town, denied] = [1, 2, 3, 4].map(customerId) as [string, string, string, string];
const code = "40718265930517284";

const government = (name: string, customer: string, opts?: Record<string, unknown>): ResourceDeclaration => ({
  name,
  type: "CustomerQualification",
  args: { customerId: customer, qualification: "GovernmentCommunityCloud", validationCode: code },
  ...(opts && { opts }),
});

async function emulatorWithCode() {
  const emulator = await partnerCenter([school, county, town, denied]);
  const organizationName = "County";
  emulator.putValidationCode({ validationId: code, organizationName, maxCreates: 5, remainingCreates: 5 });
  emulator.setQualification(denied, { qualification: "Education", vettingStatus: "Denied" });
  return emulator;
}

/** Fails when a secret can be read anywhere; that the search works is shown by what is no secret. */
function mustHide(stack: EngineStack, secrets: Record<string, string>): void {
  expect(stack.whereReadable(school)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^backend/), "output"]),
  );
  const readable = Object.entries(secrets).map(([name, secret]) => [name, stack.whereReadable(secret)]);
  expect(readable).toEqual(Object.keys(secrets).map((name) => [name, []]));
}

test("a login of secret configuration serves every command; a rotated one reaches them by the environment", async () => {
  const emulator = await emulatorWithCode();
  const configured = emulator.accessToken();
  const stack = await newStack({
    resources: [education("school", school), education("denied", denied), government("county", county)],
    config: { "partnercenter:apiBaseUrl": emulator.url },
    secrets: { "partnercenter:accessToken": configured },
  });
  mustEnd(0, await stack.preview("--diff"));
  mustEnd(1, await stack.up("--continue-on-error"));
  mustHide(stack, { code, configured });
  mustEnd(0, await stack.refresh());
  expect(emulator.requests.filter(({ status }) => status === 401)).toEqual([]);

  // The old one is no good any more, and it is the one that the state and the configuration hold.
  emulator.revokeAccessTokens();
  const refused = await stack.refresh();
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/HTTP 401/);
  const rotated = emulator.accessToken();
  stack.env.PARTNERCENTER_ACCESS_TOKEN = rotated;
  // The cloud's address still comes from the configuration: only the login is another.
  mustEnd(0, await stack.refresh());
  mustEnd(0, await stack.destroy());
  expect(await stack.resources()).toEqual([]);
  mustHide(stack, { code, configured, rotated });
  expect(
    emulator
      .submissions()
      .map(({ customerId: id }) => id)
      .sort(),
  ).toEqual([school, county]);
});

test("an explicit Provider's secrets are encrypted; rotating one leaves its resources unchanged", async () => {
  const emulator = await emulatorWithCode();
  const declare = (accessToken: string): ResourceDeclaration[] => [
    {
      name: "partner",
      type: "Provider",
      args: {
        accessToken,
        apiBaseUrl: emulator.url,
        clientSecret: "a secret of no use here",
        // An output that has no value after all is not set.
        environment: { secret: null },
        requestsPerMinute: 400,
      },
    },
    education("school", school),
    government("town", town, { provider: "partner" }),
  ];
  const first = emulator.accessToken();
  const stack = await newStack({ resources: declare(first), env: emulator.environment });
  mustEnd(0, await stack.up());
  const provider = (await stack.state()).resources.find(({ urn }) => urn.endsWith("::partner"));
  expect(provider?.inputs["partnercenter:requestsPerMinute"]).toBe("400");

  // It goes by its own login, although the environment's is good.
  const environments = emulator.environment.PARTNERCENTER_ACCESS_TOKEN ?? "";
  emulator.revokeAccessTokens();
  stack.env.PARTNERCENTER_ACCESS_TOKEN = emulator.accessToken();
  const failed = mustEnd(1, await stack.preview());
  expect(failed.output).toMatch(
    new RegExp(`error: Reading the qualifications of customer ${town}: HTTP 401`),
  );
  expect(failed.output).not.toMatch(new RegExp(`customer ${school}: HTTP`));

  const second = emulator.accessToken();
  stack.declare(declare(second));
  const preview = await stack.previewJson();
  expect(preview.step("partner").op).toBe("update");
  expect(preview.changeSummary).toEqual({ same: 3, update: 1 });
  mustEnd(0, await stack.up());
  mustEnd(0, await stack.refresh());
  mustEnd(0, await stack.destroy());
  mustHide(stack, { code, first, second, environments, clientSecret: "a secret of no use here" });
  expect(emulator.submissions()).toHaveLength(2);
});
