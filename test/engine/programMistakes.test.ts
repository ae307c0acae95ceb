// What a person reads of a mistake in a program without types, and of an answer that an Output form can't use: a message, never
// a stack trace.
import type { Emulator } from "../../emulator";
import { newStack, type EngineStack } from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";

let emulator: Emulator;
let stack: EngineStack;

beforeAll(async () => {
  emulator = await partnerCenter([customerId(1)]);
  stack = await newStack({ env: emulator.environment });
});

test.each<[string, string, RegExp[]]>([
  [
    "an Output form",
    `sdk.getCustomerQualificationsOutput({ customerId: "${customerId(9)}" });
     sdk.getCustomerOutput({ customerId: pulumi.output("nope") });`,
    [/error: Reading the qualifications of .*HTTP 404/, /error: getCustomer: customerId: must be/],
  ],
  [
    "a `get` without an id",
    `sdk.CustomerQualification.get("output", pulumi.output(undefined));
     sdk.CustomerQualification.get("promise", Promise.resolve(null));
     sdk.Customer.get("shape", "nope");
     sdk.CustomerAgreement.get("number", 5);`,
    [
      /error: CustomerAgreement number: `get` needs the id of what it reads, \{customerId\}\/\{agreementType\}, such as/,
      /error: CustomerQualification output: `get` needs the id of what it reads, .*; found nothing\./,
      /error: CustomerQualification promise: `get` needs the id of what it reads, .*; found nothing\./,
    ],
  ],
  [
    "no name",
    `new sdk.CustomerQualification(undefined, { customerId: "${customerId(1)}", qualification: "StateOwnedEntity" });`,
    [/error: CustomerQualification: it needs a name, a text, as its first argument; found nothing\.$/m],
  ],
  [
    "an id that is null",
    `new sdk.CustomerQualification("q", { customerId: null, qualification: "StateOwnedEntity" });`,
    [/property customerId .* must be the customer's tenant id, a GUID; it is not set/],
  ],
])("%s", async (_name, text, said) => {
  stack.write(
    "index.js",
    `const pulumi = require("@pulumi/pulumi");\nconst sdk = require("pulumi-partnercenter");\n${text}\n`,
  );
  const { code, output } = await stack.preview();
  expect(code).not.toBe(0);
  for (const words of said) expect(output).toMatch(words);
  expect(output).not.toMatch(/^\s+at |TypeError|ResourceError/m);
  expect(writes(emulator)).toEqual([]);
});

test("what a QualifiedTenant does not use is a warning, as a released version took it", async () => {
  const args = {
    customerId: customerId(1),
    agreements: {},
    qualifications: [{ qualification: "StateOwnedEntity" }],
  };
  stack.write(
    "index.js",
    `const sdk = require("pulumi-partnercenter");\nnew sdk.QualifiedTenant("t", ${JSON.stringify(args)});\n`,
  );
  const { code, output } = await stack.preview();
  expect(output).toMatch(/warning: QualifiedTenant t: `agreements` is not an input; .* It is left out\./);
  expect(code).toBe(0);
});
