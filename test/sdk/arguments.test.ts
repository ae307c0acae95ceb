// What a program without types hands to a class: a mistake of the program, which Pulumi shows without a stack.
import * as pulumi from "@pulumi/pulumi";
import { mistakesInTenant, unusedInTenant, type TenantInputs } from "../../provider/declared/tenant";
import { Customer, CustomerAgreement, CustomerQualification, Provider, QualifiedTenant } from "../../sdk";

type AnyClass = new (name: string, args?: unknown, opts?: object) => unknown;
const classes: readonly [string, AnyClass][] = [
  ["Customer", Customer as AnyClass],
  ["CustomerAgreement", CustomerAgreement as AnyClass],
  ["CustomerQualification", CustomerQualification as AnyClass],
  ["Provider", Provider as AnyClass],
  ["QualifiedTenant", QualifiedTenant as AnyClass],
];

function mistake(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    // What Pulumi shows where the class is made inside an output.
    expect((error as Error).stack).toBe((error as Error).message);
    return (error as Error).message;
  }
  throw new Error("nothing was said");
}

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";

describe.each(classes)("%s", (type, Class) => {
  test.each([
    [undefined, "nothing"],
    [null, "nothing"],
    [customerId, "a string"],
    [[], "a list"],
    [pulumi.output({}), "an output"],
  ])("arguments %j", (args, kind) => {
    const said = mistake(() => new Class("t3", args));
    expect(said).toContain(`${type} t3: its arguments must be an object with inputs; found ${kind}.`);
    expect(said).not.toContain(customerId);
  });
});

describe.each(classes)("%s without a name", (type, Class) => {
  test.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "nothing"],
    ["", "an empty text"],
    [0, "a number"],
    [{ customerId }, "an object"],
    [pulumi.output("t3"), "an output"],
  ])("%j", (name, kind) => {
    const said = mistake(() => new Class(name as string, {}));
    expect(said).toMatch(`${type}: it needs a name, a text, as its first argument; found ${kind}.`);
  });

  test("and without arguments says both", () => {
    expect(mistake(() => new Class(undefined as unknown as string))).toMatch(
      /needs a name.* its arguments must be/,
    );
  });
});

type AnyGet = (name: string, id?: unknown) => unknown;
describe.each<[string, AnyGet, string]>([
  ["Customer", Customer.get as AnyGet, "the customer's tenant id, such as"],
  ["CustomerAgreement", CustomerAgreement.get as AnyGet, "{customerId}/{agreementType}, such as"],
  ["CustomerQualification", CustomerQualification.get as AnyGet, "{customerId}/{qualification}, such as"],
])("%s.get without an id", (type, get, form) => {
  test.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "nothing"],
    ["", "an empty text"],
    [0, "a number"],
    [{}, "an object"],
  ])("%j", (id, kind) => {
    const said = mistake(() => get("t3", id));
    expect(said).toContain(`${type} t3: \`get\` needs the id of what it reads, ${form}`);
    expect(said).toMatch(new RegExp(`; found ${kind}\\.$`));
  });

  test("nor a name", () => {
    expect(mistake(() => get(undefined as unknown as string, customerId))).toMatch(/^\w+: it needs a name/);
  });
});

test.each(classes.filter(([type]) => !["Provider", "QualifiedTenant"].includes(type)))(
  "%s with the option `import`",
  (type, Class) => {
    const said = mistake(() => new Class("t3", { customerId }, { import: `${customerId}/Education` }));
    expect(said).toMatch(new RegExp(`^${type} t3: \`import\` can't be used.*partnercenter import`));
  },
);

test.each<[string, unknown, RegExp]>([
  ["no qualifications", { customerId }, /`qualifications` must be a list.*found nothing/],
  ["a text", { customerId, qualifications: "Education" }, /`qualifications` must be a list.*found a string/],
  ["an output", { customerId, qualifications: pulumi.output([]) }, /a plain one; found an output/],
  [
    "texts",
    { customerId, qualifications: ["Education"] },
    /`qualifications\[0\]` must be an object.*found a string/,
  ],
  [
    "a wrong one, and one twice",
    {
      customerId,
      qualifications: [
        { qualification: "Eduction" },
        { qualification: "Education" },
        { qualification: "Education" },
      ],
    },
    /must be one of .*found "Eduction"\. Education is declared twice\./,
  ],
  [
    "two mistakes",
    { qualifications: 1 },
    /give one of `customer` and `customerId`\. `qualifications` must be a list/,
  ],
  [
    "null in both places",
    { customer: null, customerId: null, agreement: null, qualifications: [] },
    /t3: give one of `customer` and `customerId`\.$/,
  ],
  ["null for the qualifications", { customerId, qualifications: null }, /must be a list.*found nothing/],
  ["a customer that is a text", { customer: "x", qualifications: [] }, /`customer` must be an object/],
])("QualifiedTenant: %s", (_, args, text) => {
  expect(mistake(() => new (QualifiedTenant as AnyClass)("t3", args))).toMatch(text);
});

test.each<[string, TenantInputs, RegExp[]]>([
  ["nothing", { customerId, agreement: { customerId: customerId.toUpperCase() }, qualifications: [] }, []],
  [
    "a misspelt input",
    { customerId, agreements: {}, qualifications: [] } as TenantInputs,
    [/^`agreements` is not an input; the inputs are customer, customerId, agreement, qualifications\.$/],
  ],
  [
    "another customer in a qualification",
    {
      customer: { customerId },
      qualifications: [
        { qualification: "Education" },
        { qualification: "StateOwnedEntity", customerId } as { qualification: string },
      ],
    },
    [/^`qualifications\[1\]\.customerId` is not an input: all parts are of the tenant's/],
  ],
  [
    "another customer in the agreement",
    { customerId, agreement: { customerId: customerId.replace("8", "9") }, qualifications: [] },
    [/^`agreement\.customerId` is not an input/],
  ],
])("what a QualifiedTenant does not use: %s", (_, args, texts) => {
  expect(mistakesInTenant(args)).toEqual([]);
  expect(unusedInTenant(args)).toEqual(texts.map((text) => expect.stringMatching(text) as string));
});
