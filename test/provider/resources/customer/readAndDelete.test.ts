import * as lifecycle from "../../../../provider/resources/customer";
import { school } from "../../../engine/support/tenants";
import { domain, emulator, id, newSession, thrown } from "./support";

describe("read", () => {
  test("a refresh keeps a customer that is gone, and the password of one that is there", async () => {
    const { id: created, outs } = await lifecycle.create(newSession(), school(domain));
    emulator.changeBillingProfile(created, { email: "other@contoso.example" });
    const refreshed = await lifecycle.read(newSession(), created, { ...outs });
    expect(refreshed).toMatchObject({
      id: created,
      props: { email: "other@contoso.example", adminPassword: outs.adminPassword },
    });
    emulator.loseRelationship(created);
    const gone = await lifecycle.read(newSession(), created, { ...refreshed.props });
    expect(gone).toMatchObject({
      id: created,
      props: { relationshipToPartner: "none", adminPassword: outs.adminPassword },
    });
  });

  test("a `get` reads, is gone when it is gone, and fails where there is nothing", async () => {
    emulator.addCustomer(id, { domain });
    const got = await lifecycle.read(newSession(), id, {});
    expect(got.props).toMatchObject({
      customerId: id,
      domain,
      adopted: null,
      adminPassword: null,
      relationshipToPartner: "reseller",
    });
    emulator.loseRelationship(id);
    expect(await lifecycle.read(newSession(), id, { ...got.props })).toEqual({ id: "", props: {} });
    expect((await thrown(lifecycle.read(newSession(), id, {}))).message).toMatch(/nothing to get/);
    expect((await thrown(lifecycle.read(newSession(), "contoso", {}))).message).toMatch(
      /is not a customer's tenant id/,
    );
  });
});

test("a removal that was done already is no error; one that Microsoft refuses is", async () => {
  const { outs } = await lifecycle.create(
    newSession(),
    school(domain, { onDelete: "deleteSandboxCustomer" }),
  );
  const error = await thrown(Promise.resolve(lifecycle.delete(newSession(), { ...outs })));
  expect(error.message).toMatch(/not supported in this environment|sandbox/i);
  emulator.loseRelationship(String(outs.customerId));
  await lifecycle.delete(newSession(), { ...outs });
});
