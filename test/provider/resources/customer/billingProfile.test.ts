import * as lifecycle from "../../../../provider/resources/customer";
import { PartialFailure } from "../../../../provider/failure";
import { changes } from "../../../engine/support/tenants";
import { domain, emulator, id, newSession, thrown } from "./support";

describe("the billing profile", () => {
  const declared = {
    domain,
    email: "new@contoso.example",
    address: { country: "US", addressLine1: "1 Main St", addressLine2: "" },
  };
  beforeEach(() => {
    emulator.addCustomer(id, {
      domain,
      billingProfile: { firstName: "Keep", defaultAddress: { addressLine2: "Floor 2" } },
    });
  });

  test("what is declared is updated, an empty text removes, and the rest is sent back as it was read", async () => {
    await lifecycle.create(newSession(), declared);
    const put = emulator.requests.find(({ method }) => method === "PUT");
    expect(put?.headers["if-match"]).toMatch(/^"-?\d{19}"$/);
    expect(JSON.parse(put?.body ?? "")).toMatchObject({
      firstName: "Keep",
      email: "new@contoso.example",
      companyName: "Contoso",
      defaultAddress: {
        addressLine1: "1 Main St",
        city: "Redmond",
        postalCode: "98052",
        phoneNumber: "4255550101",
      },
      attributes: { etag: expect.stringMatching(/^-?\d{19}$/) as string },
    });
    expect(emulator.customer(id).billingProfile.defaultAddress).not.toHaveProperty("addressLine2");
    expect(emulator.customer(id).billingProfile.firstName).toBe("Keep");
  });

  test("a stale etag is read again, once; twice fails and changes nothing", async () => {
    emulator.faultNext({ method: "PUT" }, { kind: "error", error: "staleEtag" });
    const { outs } = await lifecycle.create(newSession(), declared);
    expect(outs).toMatchObject({ email: "new@contoso.example" });
    expect(changes(emulator)).toHaveLength(2);

    emulator.faultNext({ method: "PUT" }, { kind: "error", error: "staleEtag" }, 2);
    const before = emulator.customer(id).billingProfile;
    const error = await thrown(
      lifecycle.update(newSession(), { ...outs }, { ...declared, email: "again@contoso.example" }),
    );
    expect(error.message).toMatch(/has changed since it was read/);
    expect(changes(emulator)).toHaveLength(4);
    expect(emulator.customer(id).billingProfile).toEqual(before);
  });

  test("an update that was taken, and whose answer was lost, is not made twice", async () => {
    emulator.faultNext({ method: "PUT" }, { kind: "status500After" });
    await lifecycle.create(newSession(), declared);
    expect(emulator.customer(id).billingProfile).toMatchObject({ email: "new@contoso.example" });
  });

  test("an adoption whose update fails is in the state", async () => {
    emulator.faultShare(
      { method: "PUT" },
      { kind: "status", status: 403, body: { code: 1002, description: "Authorization Failed" } },
      1,
    );
    const error = await thrown(lifecycle.create(newSession(), declared));
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error).toMatchObject({
      id,
      properties: { customerId: id, adopted: true, email: "admin@contoso.example" },
    });
  });
});
