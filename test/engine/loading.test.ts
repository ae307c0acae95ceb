// What is loaded by a process that is started for every operation: only what its program uses.
import { join } from "node:path";
import {
  makeScratch,
  linkPackages,
  mustEnd,
  newStack,
  removeScratch,
  root,
  runCommand,
  scratchEnvironment,
} from "./harness";
import { customerId, partnerCenter } from "./support/partnerCenter";
import { school } from "./support/tenants";

let scratch: string;
beforeAll(() => {
  scratch = makeScratch();
  linkPackages(scratch);
});
afterAll(() => removeScratch(scratch));

/** The files of this package that a script loads, below dist/. */
async function loadedBy(script: string): Promise<string[]> {
  const print = "console.log(JSON.stringify(Object.keys(require.cache)))";
  const options = { cwd: scratch, env: scratchEnvironment(scratch), timeoutMs: 60_000 };
  const result = mustEnd(0, await runCommand(process.execPath, ["-e", `${script}; ${print}`], options));
  const files = JSON.parse(result.stdout.trim().split("\n").at(-1) ?? "") as string[];
  const dist = join(root, "dist");
  return files
    .filter((file) => file.startsWith(dist))
    .map((file) => file.slice(dist.length + 1).replaceAll("\\", "/"));
}

test("a program loads nothing of the provider before it calls a function", async () => {
  const files = await loadedBy('require("pulumi-partnercenter").CustomerQualification');
  expect(files).toContain("sdk/customerQualification.js");
  // What a program may declare is small, and the same for the plugin.
  expect(files.filter((file) => !/^(sdk|provider\/declared)\//.test(file))).toEqual([]);
});

test("a provider loads the resources that its program has", async () => {
  const files = await loadedBy('require("pulumi-partnercenter/provider").customerQualification');
  expect(files).toContain("provider/resources/customerQualification/decide.js");
  expect(files.filter((file) => /^provider\/(customer|customerAgreement)\//.test(file))).toEqual([]);
  const all = await loadedBy('({ ...require("pulumi-partnercenter/provider") })');
  expect(all).toEqual(
    expect.arrayContaining([
      "provider/resources/customer/decide.js",
      "provider/resources/customerAgreement/decide.js",
    ]),
  );
});

test("the names that stand in every state", async () => {
  const script = 'console.log(Object.keys(require("pulumi-partnercenter/provider")).sort().join())';
  const options = { cwd: scratch, env: scratchEnvironment(scratch), timeoutMs: 60_000 };
  const { stdout } = await runCommand(process.execPath, ["-e", script], options);
  expect(stdout.trim()).toBe("customer,customerAgreement,customerQualification");
});

test("functions under the real pulumi: the stack's configuration, outputs not known yet, and errors without a trace", async () => {
  const emulator = await partnerCenter([], {
    customers: [{ id: customerId(1), domain: "contoso.onmicrosoft.com" }],
  });
  const program = `
    const pulumi = require("@pulumi/pulumi");
    const pc = require("pulumi-partnercenter");
    const customer = new pc.Customer("new", JSON.parse(require("fs").readFileSync("args.json")));
    exports.codes = pc.getValidationCodesOutput();
    exports.found = pc.getCustomers({ filter: { field: "Domain", startsWith: "contoso" } }).then(({ customers }) => customers.length);
    exports.domain = pc.getCustomerOutput({ customerId: customer.id }).domain;
    if (process.env.BROKEN) exports.broken = pc.getCustomer({ customerId: "${customerId(9)}" });`;
  const { PARTNERCENTER_ACCESS_TOKEN: token = "", PARTNERCENTER_API_BASE_URL: url = "" } =
    emulator.environment;
  emulator.putValidationCode({
    organizationName: "Agency",
    validationId: "GCC-778899",
    maxCreates: 5,
    remainingCreates: 5,
  });
  const stack = await newStack({
    program,
    files: { "args.json": JSON.stringify(school("newschool.onmicrosoft.com")) },
    config: { "partnercenter:apiBaseUrl": url },
    secrets: { "partnercenter:accessToken": token },
  });
  const preview = mustEnd(0, await stack.preview());
  expect(preview.output).toMatch(/domain *: \[unknown\]/);
  mustEnd(0, await stack.up());
  const shown = await stack.pulumi("stack", "output", "--json", "--show-secrets", "--stack", "dev");
  expect(JSON.parse(shown.stdout)).toMatchObject({
    found: 1,
    domain: "newschool.onmicrosoft.com",
    codes: {
      validationCodes: expect.arrayContaining([expect.objectContaining({ validationId: "GCC-778899" })]),
    },
  });
  stack.said = stack.said.replaceAll("GCC-778899", "");
  expect(stack.whereReadable("GCC-778899")).toEqual([]);
  stack.env["BROKEN"] = "1";
  const broken = mustEnd(1, await stack.preview());
  expect(broken.output).toMatch(/error: Reading customer 0+-0000-4000-8000-000000000009: HTTP 404/);
  expect(broken.output).not.toMatch(/^\s+at /m);
});
