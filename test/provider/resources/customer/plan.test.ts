// What a plan says of a customer that is deleted first and then created again.
import { startEmulator, type Emulator } from "../../../../emulator";
import * as lifecycle from "../../../../provider/resources/customer";
import { Session } from "../../../../provider/lifecycle/session";
import { school } from "../../../engine/support/tenants";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [], sandbox: true });
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await emulator.close();
});

test("its creation is in the plan, although it is still there when it is checked", async () => {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const newRun = () => new Session((key) => settings[key], { planned: true });
  const domain = "contoso.onmicrosoft.com";
  const before = school(domain, { onDelete: "deleteSandboxCustomer" });
  const { outs } = await lifecycle.create(newRun(), before);
  const news = { ...before, organizationRegistrationNumber: "5560000001" };

  const session = newRun();
  const first = await lifecycle.check(session, before, news);
  expect(first.inputs).toHaveProperty("planned", "creation");
  expect(await lifecycle.diff(session, { ...outs }, first.inputs)).toMatchObject({
    deleteBeforeReplace: true,
  });
  const { inputs } = await lifecycle.check(session, {}, news);
  await lifecycle.delete(session, { ...outs });
  await lifecycle.create(session, inputs);
  expect(emulator.creations).toHaveLength(2);

  // Nothing else that is in the state may be created.
  for (const olds of [before, { ...news, onDelete: "keep" }]) {
    const kept = { ...olds, companyName: "Contoso Academy" };
    const { inputs: held } = await lifecycle.check(session, olds, kept);
    expect(held).toHaveProperty("planned", "no creation");
  }
});
