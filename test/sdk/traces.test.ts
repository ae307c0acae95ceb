// Constructing a resource leaves the program's stack traces as they were.
import * as pulumi from "@pulumi/pulumi";
import * as sdk from "../../sdk";

const args = { customerId: "00000000-0000-4000-8000-000000000001" };
const qualification = { ...args, qualification: "StateOwnedEntity" } as const;

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
});

const resources = {
  CustomerQualification: (name: string, opts?: object) =>
    new sdk.CustomerQualification(name, qualification, opts),
  Customer: (name: string, opts?: object) => new sdk.Customer(name, args, opts),
  CustomerAgreement: (name: string, opts?: object) => new sdk.CustomerAgreement(name, args, opts),
};

test.each(Object.entries(resources))("%s", (type, make) => {
  const limit = Error.stackTraceLimit;
  make(type);
  expect(Error.stackTraceLimit).toBe(limit);
  const stack = ((): string | undefined => {
    try {
      make(type, {
        get protect() {
          throw new Error("an option that can't be read");
        },
      });
    } catch (error) {
      return (error as Error).stack;
    }
    return undefined;
  })();
  expect(Error.stackTraceLimit).toBe(limit);
  expect(stack).toMatch(/option that can't be read/);
  expect(stack).toContain("traces.test.ts");
});
