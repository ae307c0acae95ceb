// Several partner tenants in one program: each resource is looked at and submitted with its own provider's login.
import { mustEnd, newStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

test("two explicit providers beside the default one; the environment overrides neither", async () => {
  // The same customer is one of each partner's: only the login tells them apart.
  const customer = customerId(1);
  const [first, second, own] = await Promise.all([
    partnerCenter([customer], { tenantId: customerId(101) }),
    partnerCenter([customer], { tenantId: customerId(102) }),
    partnerCenter([customer], { tenantId: customerId(103) }),
  ]);
  const partners = [first, second, own];
  const provider = (name: string, emulator: typeof first): ResourceDeclaration => ({
    name,
    type: "Provider",
    args: { accessToken: emulator.accessToken(), apiBaseUrl: emulator.url },
  });
  const stack = await newStack({
    resources: [
      provider("firstPartner", first),
      provider("secondPartner", second),
      { ...education("first", customer), opts: { provider: "firstPartner" } },
      { ...education("second", customer), opts: { provider: "secondPartner" } },
      education("own", customer),
    ],
    // The default provider's own; the configuration comes last.
    env: own.environment,
    config: {
      "partnercenter:accessToken": "of the configuration",
      "partnercenter:apiBaseUrl": "http://127.0.0.1:1",
    },
  });

  const preview = await stack.previewJson();
  expect(preview.result.code).toBe(0);
  mustEnd(0, await stack.up());
  for (const partner of partners) expect(partner.submissions()).toHaveLength(1);

  // What happens at one partner is the drift of that one's resource.
  first.approve(customer, "Education");
  second.deny(customer, "Education", "Not an Academic Domain");
  const drifted = await stack.previewJson();
  expect(drifted.step("second").newState?.inputs).toHaveProperty(
    "drift.vettingReason",
    "Not an Academic Domain",
  );
  expect(drifted.changeSummary).toMatchObject({ update: 1 });

  mustEnd(0, await stack.refresh());
  const status = async (name: string): Promise<unknown> =>
    (await stack.resource(name)).outputs?.["vettingStatus"];
  expect([await status("first"), await status("second"), await status("own")]).toEqual([
    "Approved",
    "Denied",
    "InReview",
  ]);
  for (const partner of partners) {
    expect(writes(partner)).toHaveLength(1);
    expect(partner.requests.filter((request) => request.status === 401)).toEqual([]);
    expect(stack.whereReadable(partner.environment.PARTNERCENTER_ACCESS_TOKEN ?? "")).toEqual([]);
  }
});
