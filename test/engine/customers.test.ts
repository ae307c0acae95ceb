// The life of customers under the real `pulumi`: adopted, created, drifted, updated, replaced and removed.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack } from "./harness";
import { customerId, partnerCenter } from "./support/partnerCenter";
import { changes, customer, school } from "./support/tenants";

const [byDomain, byId, elsewhere] = [1, 2, 3].map(customerId) as [string, string, string];
const created = "newschool.onmicrosoft.com";

let emulator: Emulator;
let stack: EngineStack;

/** The stack's customers; the created one as it is given. */
const resources = (args: Record<string, unknown>) => [
  customer("byDomain", { domain: "fabrikam.onmicrosoft.com", email: "it@fabrikam.example" }),
  customer("byId", { customerId: byId.toUpperCase() }, { export: ["domain", "companyName", "adopted"] }),
  customer("new", args, { export: ["id", "adminPassword"] }),
  { name: "elsewhere", type: "Customer", get: elsewhere, export: ["domain", "email", "adopted"] },
  {
    name: "education",
    type: "CustomerQualification",
    args: { customerId: { ref: "new.id" }, qualification: "Education", educationSegment: "K12" },
  },
];

/** What a command sent that changes something. */
async function sent<T>(command: Promise<T>): Promise<{ result: T; changes: string[] }> {
  const before = changes(emulator).length;
  const result = await command;
  return { result, changes: changes(emulator).slice(before) };
}

const newId = (): string => emulator.creations.at(-1)?.customerId ?? "";

beforeAll(async () => {
  emulator = await partnerCenter([], {
    customers: [
      { id: byDomain, domain: "fabrikam.onmicrosoft.com", companyName: "Fabrikam" },
      { id: byId, domain: "tailspin.onmicrosoft.com", companyName: "Tailspin" },
      { id: elsewhere, domain: "wingtip.onmicrosoft.com", billingProfile: { email: "it@wingtip.example" } },
    ],
  });
  stack = await newStack({ resources: resources(school(created)), env: emulator.environment });
});

// One story: each test goes on where the one before it ended.
describe("customers", () => {
  test("are adopted by domain and by id, read, or created", async () => {
    const preview = mustEnd(0, await stack.preview());
    expect(preview.output).toContain(
      `Customer fabrikam.onmicrosoft.com: is there already, with the id ${byDomain}. It is adopted without a creation. ` +
        'Its billing profile is updated: email "admin@contoso.example" => "it@fabrikam.example".',
    );
    const { changes: made } = await sent(stack.up().then((result) => mustEnd(0, result)));
    expect(made.toSorted()).toEqual([
      "POST /v1/customers",
      `POST /v1/customers/${newId()}/qualifications`,
      `PUT /v1/customers/${byDomain}/profiles/billing`,
    ]);
    expect((await stack.resource("byDomain")).outputs).toMatchObject({
      customerId: byDomain,
      companyName: "Fabrikam",
      email: "it@fabrikam.example",
      adopted: true,
      relationshipToPartner: "reseller",
    });
    expect((await stack.resource("scratch-dev")).outputs).toMatchObject({
      "byId.domain": "tailspin.onmicrosoft.com",
      "byId.companyName": "Tailspin",
      "byId.adopted": true,
      "new.id": newId(),
      "elsewhere.domain": "wingtip.onmicrosoft.com",
      "elsewhere.email": "it@wingtip.example",
      "elsewhere.adopted": null,
    });
    expect(JSON.stringify(await stack.resource("new"))).not.toContain("etag");
    const clean = await stack.previewJson("--expect-no-changes");
    expect(clean.result.code).toBe(0);
  });

  test("drift in the billing profile: a plain preview shows it, an up puts it back", async () => {
    emulator.changeBillingProfile(newId(), {
      email: "other@contoso.example",
      defaultAddress: { city: "Lund" },
    });
    // Nobody declared it.
    emulator.changeBillingProfile(byId, { companyName: "Tailspin Toys" });
    const text = mustEnd(7, await stack.preview("--expect-no-changes"));
    expect(text.output).toMatch(/new +update \[diff: \+drift\]/);
    expect(text.output).toContain(
      `Customer ${created} (${newId()}): its billing profile is updated: email "other@contoso.example" => ` +
        '"head@contoso.example", address.city "Lund" => "Malmö".',
    );
    const preview = await stack.previewJson();
    expect(preview.step("new").newState?.inputs).toMatchObject({
      drift: {
        email: "head@contoso.example => other@contoso.example",
        "address.city": "Malmö => Lund",
        nextStep: expect.stringContaining("pulumi up") as string,
      },
    });
    expect(preview.steps.filter(({ op }) => op !== "same" && op !== "read")).toHaveLength(1);
    // Refreshed, it is still a drift: what counts is what is declared.
    mustEnd(0, await stack.refresh());
    expect((await stack.resource("new")).outputs).toMatchObject({ email: "other@contoso.example" });
    expect((await stack.resource("byId")).outputs).toMatchObject({ companyName: "Tailspin Toys" });
    mustEnd(7, await stack.preview("--expect-no-changes"));

    const { changes: made } = await sent(stack.up().then((result) => mustEnd(0, result)));
    expect(made).toEqual([`PUT /v1/customers/${newId()}/profiles/billing`]);
    expect(emulator.customer(newId()).billingProfile).toMatchObject({
      email: "head@contoso.example",
      defaultAddress: { city: "Malmö" },
    });
    mustEnd(0, await stack.preview("--expect-no-changes"));
  });

  test("an edit updates it in place, and a pending one is no replacement of its qualifications", async () => {
    const address = { ...(school(created).address as object), addressLine1: "Storgatan 2" };
    stack.declare(resources(school(created, { address, companyName: "Contoso Academy" })));
    const preview = await stack.previewJson();
    expect(preview.step("new")).toMatchObject({ op: "update" });
    expect(preview.step("new").newState?.inputs).not.toHaveProperty("drift");
    expect(preview.steps.filter(({ op }) => op !== "same" && op !== "read")).toHaveLength(1);

    const password = emulator.customer(newId()).adminPassword ?? "";
    const { changes: made } = await sent(stack.up().then((result) => mustEnd(0, result)));
    expect(made).toEqual([`PUT /v1/customers/${newId()}/profiles/billing`]);
    expect(emulator.customer(newId()).billingProfile).toMatchObject({
      companyName: "Contoso Academy",
      defaultAddress: { addressLine1: "Storgatan 2", firstName: "Astrid" },
    });
    const shown = await stack.pulumi("stack", "output", "--json", "--show-secrets", "--stack", "dev");
    expect(JSON.parse(shown.stdout)).toMatchObject({ "new.adminPassword": password });
    stack.said = stack.said.replaceAll(password, "");
    expect(stack.whereReadable(password)).toEqual([]);
  });

  test("one that is not ours any more is never created again", async () => {
    emulator.loseRelationship(newId());
    const text = mustEnd(7, await stack.preview("--expect-no-changes"));
    expect(text.output).toMatch(/was a customer of this partner, .*never created a second time\. Next: /);
    const { result, changes: made } = await sent(stack.up("--refresh"));
    expect(mustEnd(1, result).output).not.toMatch(/^\s+at /m);
    expect(made).toEqual([]);
    expect((await stack.resource("new")).outputs).toMatchObject({
      customerId: newId(),
      relationshipToPartner: "none",
    });
    emulator.restoreRelationship(newId());
    mustEnd(0, await stack.up());
    expect(emulator.creations).toHaveLength(1);
  });

  test("another domain is another customer, and its qualification another submission; the old one stays", async () => {
    const old = newId();
    stack.declare(resources(school("otherschool.onmicrosoft.com")));
    const preview = await stack.previewJson();
    expect(preview.step("education").op).toBe("update");
    expect(preview.diagnostics?.map(({ message }) => message).join("")).toContain(
      `Customer ${created} (${old}): is replaced, since domain changed. The customer and its tenant stay as they are`,
    );
    const { changes: made } = await sent(stack.up().then((result) => mustEnd(0, result)));
    expect(newId()).not.toBe(old);
    expect(made).toEqual(["POST /v1/customers", `POST /v1/customers/${newId()}/qualifications`]);
    expect(emulator.customer(old).related).toBe(true);

    // A replacement by a domain that somebody else has creates nothing, and changes nothing.
    emulator.takeDomain("takenschool.onmicrosoft.com");
    stack.declare(resources(school("takenschool.onmicrosoft.com")));
    const taken = await sent(stack.up());
    expect(mustEnd(1, taken.result).output).toMatch(
      /the domain is taken, and no customer of this partner has it/,
    );
    expect(taken.changes).toEqual([]);
    expect((await stack.resource("new")).id).toBe(newId());
  });
});

test("destroy does what `onDelete` says, and what was only renamed is never removed", async () => {
  emulator = await partnerCenter([], { sandbox: true });
  const domains = ["kept", "ended", "deleted"].map((name) => `${name}.onmicrosoft.com`);
  const onDelete = ["keep", "removeRelationship", "deleteSandboxCustomer"];
  const declared = (suffix: string, more: Record<string, unknown> = {}) =>
    domains.map((domain, index) =>
      customer(`c${index}${suffix}`, school(domain, { onDelete: onDelete[index], ...more })),
    );
  stack = await newStack({ resources: declared(""), env: emulator.environment });
  mustEnd(0, await stack.up());
  const ids = emulator.creations.map(({ customerId: id, domain }) => [domain, id] as const);
  const idOf = (domain: string | undefined): string => ids.find(([one]) => one === domain)?.[1] ?? "";

  // What only a creation takes: refused, but where it can be deleted first, and is to be when it goes.
  const numbers = { organizationRegistrationNumber: "5560000001" };
  stack.declare(declared("", numbers));
  const again = await sent(stack.up("--continue-on-error"));
  expect(mustEnd(1, again.result).output).toMatch(
    /Customer kept\S+ \(\S+\): organizationRegistrationNumber: was not set when the customer was created, and no call can change it\. Next: revert it/,
  );
  expect(again.changes).toEqual([`DELETE /v1/customers/${idOf(domains[2])}`, "POST /v1/customers"]);

  stack.declare(declared("renamed"));
  const renamed = await sent(stack.up());
  expect(mustEnd(0, renamed.result).output).toMatch(
    /warning: Customer deleted\.onmicrosoft\.com \(\S+\): is still declared by this program \("c2renamed"\)/,
  );
  expect(renamed.changes).toEqual([]);

  const { result, changes: made } = await sent(stack.destroy());
  const { output } = mustEnd(0, result);
  expect(output).toMatch(/warning: Customer kept.*stay as they are/);
  expect(output).toMatch(/warning: Customer ended.*reseller relationship ends/);
  expect(output).toMatch(/warning: Customer deleted.*deleted for ever/);
  expect(made.toSorted()).toEqual([
    `DELETE /v1/customers/${newId()}`,
    `PATCH /v1/customers/${idOf(domains[1])}`,
  ]);
  expect(emulator.customer(idOf(domains[0])).related).toBe(true);
  expect(emulator.customer(idOf(domains[1])).related).toBe(false);
});
