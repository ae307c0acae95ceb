// A school from nothing to an approved qualification, under the real `pulumi`: once, whatever goes wrong meanwhile.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack } from "./harness";
import { partnerCenter } from "./support/partnerCenter";
import { changes, school } from "./support/tenants";
import { isWaitedFor, providerProcesses, until, untilElsewhere } from "./support/waiting";

const waiting = { waitForVetting: true, vettingTimeoutSeconds: 60, vettingPollIntervalSeconds: 1 };

/** A whole school as one component. */
const tenant = (domain: string) => ({
  name: "school",
  type: "QualifiedTenant",
  args: {
    customer: school(domain),
    agreement: {},
    qualifications: [{ qualification: "Education", educationSegment: "K12", ...waiting }],
  },
  export: [
    "customerId",
    "domain",
    "adminUserName",
    "adminPassword",
    "agreementAccepted",
    "vettingStatuses",
    "qualified",
  ],
});

async function newSchool(emulator: Emulator, domain: string): Promise<EngineStack> {
  return newStack({ resources: [tenant(domain)], env: emulator.environment });
}

function onlyCreation(emulator: Emulator): { customerId: string; password: string } {
  const [creation, ...others] = emulator.creations;
  if (creation === undefined || others.length > 0) throw new Error(`${emulator.creations.length} creations`);
  const { customerId } = creation;
  return { customerId, password: emulator.customer(customerId).adminPassword ?? "" };
}

/** What is there at the end: one tenant, one submission, approved, all of it recorded. */
async function expectSchool(stack: EngineStack, emulator: Emulator): Promise<void> {
  const { customerId } = onlyCreation(emulator);
  expect(emulator.submissions()).toMatchObject([{ customerId, qualification: "Education" }]);
  const state = await stack.state();
  expect(state.pending_operations ?? []).toEqual([]);
  expect((await stack.resource("school-customer")).outputs).toMatchObject({
    customerId,
    domain: "contososchool.onmicrosoft.com",
  });
  expect((await stack.resource("school-education")).outputs).toMatchObject({
    customerId,
    vettingStatus: "Approved",
    submissions: 1,
  });
}

test("from nothing to approved in one up; a second up, and the password, which is nowhere in clear", async () => {
  const emulator = await partnerCenter([], { vetting: { afterMs: 1500 } });
  const stack = await newSchool(emulator, "contososchool.onmicrosoft.com");
  const up = mustEnd(0, await stack.pulumi("up", "--yes", "--stack", "dev"));
  expect(up.output).toContain(
    "Customer contososchool.onmicrosoft.com: no customer has this domain. It will be created",
  );
  await expectSchool(stack, emulator);
  const { customerId, password } = onlyCreation(emulator);
  expect(changes(emulator)).toEqual([
    "POST /v1/customers",
    `POST /v1/customers/${customerId}/qualifications`,
  ]);

  mustEnd(0, await stack.up("--expect-no-changes"));
  const preview = await stack.previewJson("--expect-no-changes");
  expect(mustEnd(0, preview.result).output).not.toContain("=>");
  mustEnd(0, await stack.up("--refresh"));
  await expectSchool(stack, emulator);

  expect(password.length).toBeGreaterThan(8);
  expect(stack.whereReadable(password)).toEqual([]);
  const shown = mustEnd(
    0,
    await stack.pulumi("stack", "output", "--json", "--show-secrets", "--stack", "dev"),
  );
  expect(JSON.parse(shown.stdout)).toEqual({
    "school.customerId": customerId,
    "school.domain": "contososchool.onmicrosoft.com",
    "school.adminUserName": "admin",
    "school.adminPassword": password,
    "school.agreementAccepted": false,
    "school.vettingStatuses": { Education: "Approved" },
    "school.qualified": true,
  });
});

test("killed while its vetting is waited for: the next up goes on, and still has the password", async () => {
  const emulator = await partnerCenter([]);
  const stack = await newSchool(emulator, "contososchool.onmicrosoft.com");
  const up = stack.start(stack.upArguments());
  await until(emulator, () => emulator.submissions().length === 1);
  const { customerId, password } = onlyCreation(emulator);
  await isWaitedFor(emulator, customerId);
  up.kill();
  await up.result;
  await untilElsewhere(() => providerProcesses(stack).length === 0);
  mustEnd(0, await stack.pulumi("cancel", "--yes", "--stack", "dev"));

  emulator.approve(customerId, "Education");
  mustEnd(0, await stack.up());
  expect(emulator.submissions()).toHaveLength(1);
  expect((await stack.resource("school-education")).outputs).toMatchObject({ vettingStatus: "Approved" });
  const shown = await stack.pulumi("stack", "output", "--json", "--show-secrets", "--stack", "dev");
  expect(JSON.parse(shown.stdout)).toMatchObject({
    "school.adminPassword": password,
    "school.qualified": true,
  });
});

test("a tenant of a customer that is there already: nothing is created, and its parts follow an explicit provider", async () => {
  const emulator = await partnerCenter(["00000000-0000-4000-8000-000000000001"]);
  const { PARTNERCENTER_ACCESS_TOKEN: accessToken, PARTNERCENTER_API_BASE_URL: apiBaseUrl } =
    emulator.environment;
  const customerId = "00000000-0000-4000-8000-000000000001";
  emulator.acceptAgreement(customerId);
  const stack = await newStack({
    resources: [
      { name: "partner", type: "Provider", args: { accessToken, apiBaseUrl } },
      {
        name: "agency",
        type: "QualifiedTenant",
        args: { customerId, agreement: {}, qualifications: [{ qualification: "StateOwnedEntity" }] },
        opts: { provider: "partner" },
        export: ["customerId", "adminPassword", "agreementAccepted", "vettingStatuses", "qualified"],
      },
    ],
  });
  mustEnd(0, await stack.up());
  expect(changes(emulator)).toEqual([`POST /v1/customers/${customerId}/qualifications`]);
  const shown = mustEnd(0, await stack.pulumi("stack", "output", "--json", "--stack", "dev"));
  expect(JSON.parse(shown.stdout)).toMatchObject({
    "agency.customerId": customerId,
    "agency.agreementAccepted": true,
    "agency.vettingStatuses": { StateOwnedEntity: "" },
    "agency.qualified": true,
  });
  mustEnd(0, await stack.preview("--expect-no-changes"));
});

test("mistakes in a tenant's declaration are said as one line", async () => {
  const stack = await newStack({
    resources: [
      { name: "school", type: "QualifiedTenant", args: { qualifications: [{ qualification: "Education" }] } },
    ],
  });
  const { output } = mustEnd(1, await stack.preview());
  expect(output).toContain("QualifiedTenant school: give one of `customer` and `customerId`.");
  expect(output).not.toMatch(/^\s+at /m);
});
