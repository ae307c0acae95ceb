// `CustomerQualification.get`: reads what is managed elsewhere, and never changes, submits or forgets it.
import type { Emulator } from "../../emulator";
import {
  mustEnd,
  newStack,
  startProviderServer,
  unknownValue,
  type EngineStack,
  type ResourceDeclaration,
} from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const [stateOwned, denied, nothing] = [customerId(1), customerId(2), customerId(3)] as const;

function get(name: string, id: string): ResourceDeclaration {
  const exported = ["id", "customerId", "qualification", "vettingStatus", "vettingReason", "submissions"];
  return { name, type: "CustomerQualification", get: id, export: exported };
}

let emulator: Emulator;
let stack: EngineStack;

beforeAll(async () => {
  emulator = await partnerCenter([stateOwned, denied, nothing]);
  emulator.setQualification(stateOwned, { qualification: "StateOwnedEntity" });
  emulator.setQualification(denied, {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Not an Academic Domain",
  });
  stack = await newStack({
    // A customer's id may be written in capitals.
    resources: [
      get("stateOwned", `${stateOwned.toUpperCase()}/StateOwnedEntity`),
      get("denied", `${denied}/Education`),
    ],
    env: emulator.environment,
  });
});

// One story: each test goes on where the one before it ended.
describe("a qualification that is managed elsewhere", () => {
  test("is read as it is, whatever its vetting", async () => {
    mustEnd(0, await stack.up());
    expect((await stack.resource("scratch-dev")).outputs).toEqual({
      "stateOwned.id": `${stateOwned}/StateOwnedEntity`,
      "stateOwned.customerId": stateOwned,
      "stateOwned.qualification": "StateOwnedEntity",
      "stateOwned.vettingStatus": null,
      "stateOwned.vettingReason": null,
      "stateOwned.submissions": null,
      "denied.id": `${denied}/Education`,
      "denied.customerId": denied,
      "denied.qualification": "Education",
      "denied.vettingStatus": "Denied",
      "denied.vettingReason": "Not an Academic Domain",
      "denied.submissions": null,
    });
    expect(await stack.resource("denied")).toMatchObject({ external: true });
  });

  test("is no drift; a preview knows all of its outputs", async () => {
    const { output } = mustEnd(0, await stack.preview("--expect-no-changes"));
    expect(output).not.toMatch(/Outputs:|unknown/);
  });

  test("a refresh forgets what is gone, and keeps what it can't see", async () => {
    emulator.vanish(stateOwned, "StateOwnedEntity");
    emulator.loseRelationship(denied);
    const { output } = mustEnd(0, await stack.refresh());
    expect(output).toMatch(new RegExp(`${denied}/Education: could not be observed\\..*code 20002`));
    expect(await stack.resources()).toMatchObject([
      { outputs: { customerId: denied, vettingStatus: "Denied" } },
    ]);
  });

  test("that is not there is an error", async () => {
    stack.declare([get("nothing", `${nothing}/Education`)]);
    const { output } = mustEnd(1, await stack.preview());
    expect(output).toMatch(
      new RegExp(
        `error: .*${nothing}/Education: is not listed by Partner Center, so there is nothing to get\\.`,
      ),
    );
    expect(output).not.toMatch(/^\s+at /m);
  });

  test("is not destroyed with the stack", async () => {
    const before = emulator.requests.length;
    const { output } = mustEnd(0, await stack.destroy());
    expect(output).not.toMatch(/warning: Customer/);
    expect(emulator.requests).toHaveLength(before);
    expect(writes(emulator)).toEqual([]);
  });
});

describe("one that can't be read among others", () => {
  const [lost, missing, ...read] = [4, 5, 6, 7, 8, 9].map(customerId) as [string, string, string, string];
  let partner: Emulator;
  let fleet: EngineStack;
  const dependent = (name: string): ResourceDeclaration => ({
    name: "dependent",
    type: "Value",
    args: { value: { ref: `${name}.vettingStatus` } },
  });

  beforeAll(async () => {
    partner = await partnerCenter([lost, missing, ...read]);
    for (const one of [lost, ...read]) partner.setQualification(one, { qualification: "StateOwnedEntity" });
    partner.loseRelationship(lost);
    fleet = await newStack({ env: partner.environment });
    fleet.declare([
      get("lost", `${lost}/StateOwnedEntity`),
      get("missing", `${missing}/Education`),
      { name: "customer", type: "Customer", get: lost },
      { name: "agreement", type: "CustomerAgreement", get: `${lost}/MicrosoftCustomerAgreement` },
      dependent("lost"),
      ...read.map((id, index) => get(`read${index}`, `${id}/StateOwnedEntity`)),
      education("declared", read[0]),
    ]);
  });

  test("fails a preview that looks at all the others", async () => {
    const preview = await fleet.previewJson();
    expect(preview.result.code).toBe(1);
    const errors = (preview.diagnostics ?? []).filter(({ severity }) => severity === "error");
    const said = errors.map(({ message }) => message).join("\n");
    expect(said).toMatch(new RegExp(`${lost}: HTTP 403, code 20002`));
    expect(said).toMatch(new RegExp(`${missing}/Education: is not listed by Partner Center`));
    expect(said).toMatch(new RegExp(`Customer ${lost}: is no customer of this partner`));
    expect(said).not.toMatch(/^\s+at /m);
    for (const [index] of read.entries()) expect(preview.step(`read${index}`).op).toBe("read");
    expect(preview.step("declared").op).toBe("create");
    // What it has not read is not known, and is not nothing.
    expect(preview.step("dependent").newState?.inputs).toMatchObject({ from: unknownValue });
  });

  test("fails an `up` before anything depends on it", async () => {
    fleet.declare([get("lost", `${lost}/StateOwnedEntity`), dependent("lost")]);
    const { output } = mustEnd(1, await fleet.up("--continue-on-error"));
    expect(output).toMatch(new RegExp(`error: .*${lost}: HTTP 403, code 20002`));
    expect(await fleet.resources()).toEqual([]);
    expect(writes(partner)).toEqual([]);
  });
});

test("an id that is none is refused without a request", async () => {
  const server = await startProviderServer({ env: emulator.environment });
  const before = emulator.requests.length;
  for (const id of [
    nothing,
    `${nothing}-Education`,
    `${nothing}/education`,
    `${nothing}/Nonprofit`,
    `${nothing}/Education/more`,
    "/Education",
    "contoso.edu/Education",
    `../${nothing}/Education`,
  ]) {
    await expect(server.read(id, {})).rejects.toThrow(
      `CustomerQualification: the id "${id}" is not of the form {customerId}/{qualification}`,
    );
  }
  expect(emulator.requests).toHaveLength(before);
  await server.close();
});
