// What one program declares that can't both be meant: what its resources hand along, under Pulumi's own mocks.
import * as pulumi from "@pulumi/pulumi";
import { excludes } from "../../provider/resources/customerQualification/vetting";
import {
  Customer,
  CustomerAgreement,
  CustomerQualification,
  QualifiedTenant,
  type CustomerArgs,
  type CustomerQualificationArgs,
  type QualifiedTenantArgs,
} from "../../sdk";

const school = "00000000-0000-4000-8000-000000000001";
const code = "GCC-112233";

interface Outcome {
  /** What each resource hands along, by its name. */
  mistakes: Record<string, string>;
  warnings: string[];
  inputs: Record<string, Record<string, unknown>>;
}

/** Runs a program under Pulumi's mocks, in a stack of its own. */
async function run(program: () => unknown): Promise<Outcome> {
  const inputs: Outcome["inputs"] = {};
  const warnings: string[] = [];
  const printed = jest.spyOn(console, "warn").mockImplementation((text: string) => void warnings.push(text));
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs: given, id }) => {
      inputs[name] = given as Record<string, unknown>;
      return { id: id || name, state: given as object };
    },
    call: () => ({}),
  });
  try {
    await pulumi.runtime.runInPulumiStack(async () => {
      await program();
      return {};
    });
    await pulumi.runtime.disconnect();
  } finally {
    printed.mockRestore();
  }
  const mistakes = Object.entries(inputs).flatMap(([name, { __mistake: mistake }]) =>
    mistake === undefined ? [] : [[name, mistake as string]],
  );
  return { mistakes: Object.fromEntries(mistakes) as Outcome["mistakes"], warnings, inputs };
}

const education = (
  name: string,
  args: Partial<CustomerQualificationArgs> = {},
  opts?: pulumi.CustomResourceOptions,
): CustomerQualification =>
  new CustomerQualification(
    name,
    { customerId: school, qualification: "Education", educationSegment: "K12", ...args },
    opts,
  );
const government = (name: string, args: Partial<CustomerQualificationArgs> = {}): CustomerQualification =>
  new CustomerQualification(name, {
    customerId: school,
    qualification: "GovernmentCommunityCloud",
    validationCode: code,
    ...args,
  });
const customer = (name: string, args: CustomerArgs): Customer => new Customer(name, args);
const contoso = { domain: "contoso.onmicrosoft.com", companyName: "Contoso" };

describe("mistaken", () => {
  const both = (text: RegExp): Record<string, unknown> => ({
    a: expect.stringMatching(text),
    b: expect.stringMatching(text),
  });
  test.each<[string, () => unknown, RegExp]>([
    [
      "Education and Government Community Cloud",
      () => [education("a"), government("b")],
      /Education \("a"\) and GovernmentCommunityCloud \("b"\) for customer 0+-0000-4000-8000-000000000001\. They exclude each other.*Neither is submitted/,
    ],
    [
      "the other way round, an id in another letter case",
      () => [
        government("a", { customerId: "ABCDEF00-0000-4000-8000-000000000001" }),
        education("b", { customerId: "abcdef00-0000-4000-8000-000000000001" }),
      ],
      /GovernmentCommunityCloud \("a"\) and Education \("b"\)/,
    ],
    [
      "K12 and HigherEducation",
      () => [education("a"), education("b", { educationSegment: "HigherEducation" })],
      /declares Education of customer \S+ twice: "a" and "b" differ in `educationSegment`\. Chance/,
    ],
    ["a website and none", () => [education("a", { website: "contoso.edu" }), education("b")], /`website`/],
    [
      "two secret codes",
      () => [
        government("a", { validationCode: pulumi.secret("GCC-1") }),
        government("b", { validationCode: pulumi.secret("GCC-2") }),
      ],
      /`validationCode`/,
    ],
    ["two asks", () => [education("a", { resubmit: "1" }), education("b", { resubmit: "2" })], /`resubmit`/],
    ["adopted or not", () => [education("a"), education("b", { adoptExisting: false })], /`adoptExisting`/],
    [
      "through two providers",
      () => [
        education("a"),
        education(
          "b",
          { website: "contoso.edu" },
          { provider: new (class extends pulumi.ProviderResource {})("pulumi-nodejs", "p", {}) },
        ),
      ],
      /`website`/,
    ],
    [
      "customers that are the very same output",
      () => {
        const { id } = customer("c", contoso);
        return [education("a", { customerId: id }), government("b", { customerId: id })];
      },
      /GovernmentCommunityCloud \("b"\) for/,
    ],
    [
      "outputs that are known",
      () => [
        education("a", { customerId: pulumi.output(school) }),
        government("b", { qualification: pulumi.output("GovernmentCommunityCloud" as const) }),
      ],
      /exclude each other/,
    ],
    [
      "a customer of two names",
      () => [customer("a", contoso), customer("b", { ...contoso, companyName: "Fabrikam" })],
      /declares customer contoso\.onmicrosoft\.com twice: "a" and "b" differ in `companyName`.*Neither is created or changed/,
    ],
    [
      "a customer of two addresses",
      () => [
        customer("a", { ...contoso, address: { country: "SE", addressLine1: "1" } }),
        customer("b", { ...contoso, address: { country: "se", addressLine1: "2" } }),
      ],
      /`address`/,
    ],
    [
      "a new customer with a reseller and without",
      () => [customer("a", { ...contoso, associatedPartnerId: school }), customer("b", contoso)],
      /`associatedPartnerId`/,
    ],
    [
      "two attestations of one agreement",
      () =>
        ["Ann", "Bob"].map(
          (firstName, index) =>
            new CustomerAgreement(index === 0 ? "a" : "b", {
              customerId: school,
              attestation: { firstName, lastName: "Lee", email: "a@contoso.edu" },
            }),
        ),
      /declares MicrosoftCustomerAgreement of customer \S+ twice: .*`attestation`.*Nothing is attested/,
    ],
  ])("%s", async (_name, program, text) => {
    const { mistakes, warnings } = await run(program);
    expect(mistakes).toEqual(both(text));
    expect(mistakes["a"]).toBe(mistakes["b"]);
    expect(JSON.stringify([mistakes, warnings])).not.toMatch(/GCC-\d/);
    expect(warnings).toEqual([]);
  });

  test("one that is declared when the first is on its way", async () => {
    const { mistakes } = await run(async () => {
      const { urn } = education("first");
      // As in an `apply`: the first has been registered.
      await new Promise<void>((resolve) => void urn.apply(() => resolve()));
      government("second");
    });
    expect(mistakes).toEqual({ second: expect.stringMatching(/Education \("first"\)/) });
  });

  test("in components, where two names are alike their parents are named", async () => {
    const { mistakes } = await run(() => {
      const parent = (name: string): pulumi.Resource =>
        new pulumi.ComponentResource(`test:index:${name}`, name);
      education("a", {}, { parent: parent("x") });
      education("a", { educationSegment: "HigherEducation" }, { parent: parent("y") });
    });
    expect(mistakes["a"]).toMatch(/"a" of "x" and "a" of "y" differ/);
  });

  test("in one QualifiedTenant", async () => {
    const { mistakes } = await run(
      () =>
        new QualifiedTenant("t", {
          customer: contoso,
          qualifications: [
            { qualification: "Education", educationSegment: "K12" },
            { qualification: "GovernmentCommunityCloud", validationCode: code },
          ],
        }),
    );
    expect(Object.keys(mistakes)).toEqual(["t-education", "t-government-community-cloud"]);
  });

  const names = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;
  test.each(names.flatMap((a) => names.filter((b) => a < b).map((b) => [a, b] as const)))(
    "%s and %s, as by the provider's rule",
    async (a, b) => {
      const { mistakes } = await run(() =>
        [a, b].map((name) => new CustomerQualification(name, { customerId: school, qualification: name })),
      );
      expect(Object.keys(mistakes)).toEqual(excludes(a) === b ? [a, b] : []);
    },
  );
});

describe("named, and not mistaken", () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      "the same twice",
      () => [education("a"), education("b")],
      /declares Education of customer \S+ twice: "a" and "b"\. Next: take one of the two/,
    ],
    [
      "what each goes by for itself",
      () => [education("a"), education("b", { onDenied: "warn", waitForVetting: true })],
      /They differ in `onDenied`, `waitForVetting`; each goes by its own/,
    ],
    [
      "the default, given once",
      () => [education("a"), education("b", { adoptExisting: true })],
      /twice: "a" and "b"\. Next/,
    ],
    [
      "a customer, once by its domain alone",
      () => [
        customer("a", { ...contoso, associatedPartnerId: school }),
        customer("b", { domain: "Contoso.onmicrosoft.com" }),
      ],
      /customer contoso\.onmicrosoft\.com twice/,
    ],
    [
      "customers that are removed in different ways",
      () => [customer("a", contoso), customer("b", { ...contoso, onDelete: "removeRelationship" })],
      /`onDelete`/,
    ],
  ])("%s", async (_name, program, text) => {
    const { mistakes, warnings } = await run(program);
    expect(mistakes).toEqual({});
    expect(warnings).toEqual([expect.stringMatching(text)]);
  });

  test("a copied row, three times: each is named with the first", async () => {
    const { warnings } = await run(() => ["a", "b", "c"].map((name) => education(name)));
    expect(warnings).toEqual([expect.stringMatching(/"a" and "b"/), expect.stringMatching(/"a" and "c"/)]);
  });
});

describe("nothing is said of", () => {
  test.each<[string, () => unknown]>([
    ["two customers", () => [education("a"), government("b", { customerId: school.replace(/1$/, "2") })]],
    [
      "State-owned entity beside another",
      () => [
        education("a"),
        new CustomerQualification("b", { customerId: school, qualification: "StateOwnedEntity" }),
      ],
    ],
    ["what is only read", () => [education("a"), CustomerQualification.get("b", `${school}/Education`)]],
    [
      "two agreements",
      () => [
        new CustomerAgreement("a", { customerId: school }),
        new CustomerAgreement("b", { customerId: school, agreementType: "MicrosoftCloudAgreement" }),
      ],
    ],
    ["customers without a name of their own", () => [customer("a", {}), customer("b", {})]],
  ])("%s", async (_name, program) => {
    const { mistakes, warnings, inputs } = await run(program);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(["a", "b"]));
    expect([mistakes, warnings]).toEqual([{}, []]);
  });

  test("another run in the same process, as the Automation API makes them", async () => {
    await run(() => education("a"));
    const { mistakes, warnings } = await run(() => government("a"));
    expect([mistakes, warnings]).toEqual([{}, []]);
  });
});

describe("an id that is no text reaches the provider, which says what is wrong with it", () => {
  const noTexts = [null, 0, false, 7, {}, [], pulumi.output(null), Promise.resolve(0)] as unknown as string[];
  const classes: readonly [string, (wrong: string) => unknown][] = [
    ["CustomerQualification", (customerId) => education("a", { customerId })],
    [
      "CustomerQualification's qualification",
      (wrong) => education("a", { qualification: wrong as "Education" }),
    ],
    ["Customer's customerId", (customerId) => customer("a", { customerId })],
    ["Customer's domain", (domain) => customer("a", { domain })],
    ["CustomerAgreement", (customerId) => new CustomerAgreement("a", { customerId })],
    [
      "QualifiedTenant's customer",
      (customerId) =>
        new QualifiedTenant("t", {
          customer: { ...contoso, customerId },
          qualifications: [{ qualification: "StateOwnedEntity" }],
        }),
    ],
  ];
  test.each(classes)("%s", async (_name, declare) => {
    for (const wrong of noTexts) {
      const { mistakes, inputs } = await run(() => declare(wrong));
      expect(Object.keys(inputs)).toContainEqual(expect.stringMatching(/^(a|t-customer)$/));
      expect(mistakes).toEqual({});
    }
  });
});

test("a QualifiedTenant: null is left out, and a part may repeat the tenant's own customer", async () => {
  const part = { qualification: "StateOwnedEntity", customerId: school.toUpperCase() } as const;
  let tenant: QualifiedTenant | undefined;
  const { inputs } = await run(() => {
    const args = { customer: null, customerId: school, agreement: null, qualifications: [part], extra: null };
    tenant = new QualifiedTenant("t", args as unknown as QualifiedTenantArgs);
  });
  expect(Object.keys(inputs).filter((name) => name.startsWith("t-"))).toEqual(["t-state-owned-entity"]);
  expect(inputs["t-state-owned-entity"]).toMatchObject({ customerId: school });
  expect([tenant?.customer, tenant?.agreement]).toEqual([undefined, undefined]);
});

test("several copies of the package in one process know each other's declarations", async () => {
  const copies = [1, 2].map(() => {
    let copy: typeof import("../../sdk") | undefined;
    jest.isolateModules(() => (copy = jest.requireActual<typeof import("../../sdk")>("../../sdk")));
    return copy?.CustomerQualification as typeof CustomerQualification;
  });
  expect(copies[0]).not.toBe(copies[1]);
  const { mistakes } = await run(() => {
    const qualifications = ["Education", "GovernmentCommunityCloud"] as const;
    copies.forEach(
      (Copy, index) =>
        new Copy(`copy${index}`, { customerId: school, qualification: qualifications[index] ?? "Education" }),
    );
  });
  expect(Object.keys(mistakes)).toEqual(["copy0", "copy1"]);
});
