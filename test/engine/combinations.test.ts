// Several qualifications of one customer, what they exclude and replace, what is adopted, and the code of Government
// Community Cloud.
import type { Emulator } from "../../emulator";
import { describeEachHost, mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const customers = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(customerId) as [string, ...string[]];
const [school, council, held, both, wrongCode, usedUp, guarded, known] = customers as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const moved = customerId(9);

const code = { good: "907214365807", unknown: "118822773366", usedUp: "550099118844" };

const stateOwned = (name: string, customer: string): ResourceDeclaration => ({
  name,
  type: "CustomerQualification",
  args: { customerId: customer, qualification: "StateOwnedEntity" },
});

/** The code as a plain string: that it is a secret must not depend on the program. */
const gcc = (name: string, customer: string, validationCode: string): ResourceDeclaration => ({
  name,
  type: "CustomerQualification",
  args: { customerId: customer, qualification: "GovernmentCommunityCloud", validationCode },
});

const excluded = {
  ...gcc("bothGcc", both, code.good),
  args: { ...gcc("bothGcc", both, code.good).args, customerId: { secret: both } },
  opts: { dependsOn: ["bothEducation"] },
};

describeEachHost("combinations", (host) => {
  let emulator: Emulator;
  let stack: EngineStack;
  let resources: ResourceDeclaration[];

  /** The customer and qualification of each write that the command made. */
  async function submitted(command: () => Promise<unknown>): Promise<string[]> {
    const before = writes(emulator).length;
    await command();
    return writes(emulator)
      .slice(before)
      .map(({ path, body }) => {
        const { qualification } = JSON.parse(body) as { qualification: string };
        return `${path.split("/")[3]}/${qualification}`;
      })
      .sort();
  }

  const names = async (): Promise<string[]> =>
    (await stack.resources()).map(({ urn }) => urn.replace(/^.*::/, "")).sort();

  const declare = (...changed: ResourceDeclaration[]): void =>
    stack.declare(resources.map((one) => changed.find(({ name }) => name === one.name) ?? one));

  beforeAll(async () => {
    emulator = await partnerCenter(customers, {
      validationCodes: [
        { validationId: code.good, organizationName: "Contoso County", maxCreates: 5, remainingCreates: 5 },
        { validationId: code.usedUp, organizationName: "Contoso County", maxCreates: 2, remainingCreates: 0 },
      ],
    });
    emulator.setQualification(held, { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" });
    emulator.setQualification(guarded, { qualification: "Education", vettingStatus: "InReview" });
    emulator.setQualification(known, { qualification: "Education", vettingStatus: "InReview" });
    resources = [
      education("held", held),
      education("school", school),
      stateOwned("schoolOwned", school),
      gcc("council", council, code.good),
      stateOwned("councilOwned", council),
      education("bothEducation", both),
      // The engine checks in the order in which declarations reach it, which only a dependency makes certain.
      // Two that are plain are a mistake of the program (contradictions.test.ts); a secret is not compared by the Node
      // classes, but by the plugin.
      ...(host === "dynamic" ? [excluded] : []),
      gcc("wrongCode", wrongCode, code.unknown),
      gcc("usedUp", usedUp, code.usedUp),
      education("guarded", guarded, { adoptExisting: false }),
      education("known", known),
    ];
    stack = await newStack({ host, resources, env: emulator.environment });
  });

  // One story: each test goes on where the one before it ended.
  test("a preview shows what excludes each other, live or only declared, and hides nobody", async () => {
    // Codes that `up` refuses are mistakes of the program, which a preview fails over.
    const mistaken = await stack.preview();
    expect(mustEnd(1, mistaken).output).toMatch(/validationCode: (is not among the 2|has no creates left)/);
    const right = resources.filter(({ name }) => name !== "wrongCode" && name !== "usedUp");
    stack.declare(right);
    const preview = await stack.previewJson();
    expect(preview.result.code).toBe(0);
    expect(preview.changeSummary).toEqual({ create: right.length + 1 });
    declare();
    const drifts = Object.fromEntries(
      right.map(({ name }) => [name, preview.step(name).newState?.inputs["drift"]]),
    );
    expect(drifts).toEqual({
      held: {
        vettingStatus: "InReview or Approved => None",
        conflictsWith: "GovernmentCommunityCloud",
        nextStep: "declare the one the customer holds, or remove this resource",
      },
      ...(host === "dynamic" && {
        bothGcc: {
          vettingStatus: "InReview or Approved => None",
          conflictsWith: "Education",
          nextStep: "declare one of the two only",
        },
      }),
      guarded: { vettingStatus: "None => InReview", nextStep: "set `adoptExisting: true`" },
    });

    const said = (preview.diagnostics ?? []).map(({ message }) => message).join("\n");
    expect(said).toMatch(
      new RegExp(
        `${held}/Education: is not listed by Partner Center; the customer holds GovernmentCommunityCloud instead: Approved.* exclude each other, and a qualification can't be taken back\\. Next: declare the one the customer holds`,
      ),
    );
    if (host === "dynamic")
      expect(said).toMatch(
        new RegExp(
          `${both}/GovernmentCommunityCloud: .*Education is declared for the same customer by the same program.*Next: declare one of the two only\\.`,
        ),
      );
    expect(said).toMatch(new RegExp(`${guarded}/Education: is already there.*set \`adoptExisting: true\``));
    expect(said).toMatch(
      new RegExp(`${known}/Education: is already there: InReview.* adopted without a submission`),
    );
    expect(writes(emulator)).toEqual([]);
  });

  test("up submits what goes together, in one go, and refuses the rest without a submission", async () => {
    let output = "";
    const codesRead = (): number =>
      emulator.requests.filter(({ path }) => path.endsWith("/validations")).length;
    const readBefore = codesRead();
    const posts = await submitted(async () => {
      ({ output } = mustEnd(1, await stack.up("--continue-on-error")));
    });
    expect(posts).toEqual([
      `${school}/Education`,
      `${school}/StateOwnedEntity`,
      `${council}/GovernmentCommunityCloud`,
      `${council}/StateOwnedEntity`,
      `${both}/Education`,
    ]);
    expect(emulator.submissions()).toHaveLength(5);
    expect(await names()).toEqual([
      "bothEducation",
      "council",
      "councilOwned",
      "known",
      "school",
      "schoolOwned",
    ]);
    expect((await stack.resource("schoolOwned")).outputs).toMatchObject({
      vettingStatus: null,
      submissions: 1,
    });
    expect((await stack.resource("known")).outputs).toMatchObject({
      vettingStatus: "InReview",
      submissions: 0,
    });

    if (host === "dynamic")
      expect(output).toMatch(
        new RegExp(
          `${both}/GovernmentCommunityCloud: .*exclude each other.*Next: declare .*\\. Nothing was submitted`,
        ),
      );
    expect(output).toMatch(
      new RegExp(
        `${wrongCode}/.*\`validationCode\` is not among the 2 validation codes of this partner.*Nothing was`,
      ),
    );
    expect(output).toMatch(
      new RegExp(`${usedUp}/.*\`validationCode\` has no creates left \\(of 2\\).*Nothing was submitted`),
    );
    expect(output).toMatch(
      new RegExp(
        `${guarded}/Education: is already there: InReview.*\`adoptExisting\` is false.*Nothing was submitted`,
      ),
    );
    // One read of the codes serves them all.
    expect(codesRead() - readBefore).toBe(1);
  });

  test("another customer or qualification is a replacement whose preview says what stays for ever", async () => {
    // What a preview would fail over is corrected.
    resources = resources.filter(({ name }) => !["wrongCode", "usedUp"].includes(name));
    declare(
      stateOwned("schoolOwned", moved),
      stateOwned("known", known),
      gcc("school", school, code.good),
      education("guarded", guarded),
    );
    const preview = await stack.previewJson();
    expect(preview.step("schoolOwned").op).toBe("replace");
    const said = (preview.diagnostics ?? []).map(({ message }) => message).join("\n");
    const replaced = (id: string, what: string): string =>
      `CustomerQualification ${id}: is replaced, since ${what} changed. Microsoft keeps the qualification of ${id.slice(0, 36)} for ever: it can't be taken back, and is only forgotten here.`;
    expect(said).toContain(replaced(`${school}/StateOwnedEntity`, "customerId"));
    expect(said).toContain(replaced(`${known}/Education`, "qualification"));
    expect(said).toContain(`${moved}/StateOwnedEntity: is not there. It will be submitted`);
    // Education can't become Government Community Cloud, not even by replacing it.
    expect(said).toMatch(
      new RegExp(`${school}/GovernmentCommunityCloud: .*holds Education instead.*exclude each other`),
    );
  });

  test("it is carried out as it was shown", async () => {
    // Without those that fail: after a failure the engine puts off forgetting what was replaced.
    resources = resources.filter(({ name }) => !["held", "bothGcc"].includes(name));
    declare(stateOwned("schoolOwned", moved), stateOwned("known", known), education("guarded", guarded));
    let output = "";
    const posts = await submitted(async () => {
      ({ output } = mustEnd(0, await stack.up()));
    });
    expect(posts).toEqual([`${known}/StateOwnedEntity`, `${moved}/StateOwnedEntity`]);
    const forgotten = (id: string): RegExp =>
      new RegExp(
        `warning: CustomerQualification ${id}: Microsoft keeps this qualification .*can't be taken back`,
      );
    expect(output).toMatch(forgotten(`${school}/StateOwnedEntity`));
    expect(output).toMatch(forgotten(`${known}/Education`));
    expect((await stack.resource("schoolOwned")).id).toBe(`${moved}/StateOwnedEntity`);
    expect((await stack.resource("guarded")).outputs).toMatchObject({ submissions: 0 });
    expect(emulator.qualifications(school)).toHaveLength(2);
  });

  test("codes that can't be read are not checked: the API decides, and its answer is recorded", async () => {
    emulator.faultShare({ path: "/validations" }, { kind: "status", status: 403, body: "" }, 1);
    resources = [
      gcc("school", school, code.good),
      gcc("wrongCode", wrongCode, code.unknown),
      gcc("usedUp", usedUp, code.good),
    ];
    declare();
    let output = "";
    const posts = await submitted(async () => {
      ({ output } = mustEnd(1, await stack.up("--continue-on-error")));
    });
    expect(posts).toEqual([`${wrongCode}/GovernmentCommunityCloud`, `${usedUp}/GovernmentCommunityCloud`]);
    expect(output).toMatch(
      /the partner's validation codes could not be read, so they are not checked\. .*HTTP 403/,
    );
    expect((await stack.resource("school")).id).toBe(`${school}/Education`);
    expect((await stack.resource("wrongCode")).outputs).toMatchObject({
      vettingStatus: "None",
      submissions: 1,
      submissionError: expect.stringContaining("The validation code is not known.") as unknown,
    });
    expect((await stack.resource("usedUp")).outputs).toMatchObject({
      vettingStatus: "InReview",
      submissions: 1,
    });
  });

  test("no code is anywhere in clear", () => {
    for (const secret of Object.values(code)) {
      expect(stack.whereReadable(secret)).toEqual([]);
      expect(
        writes(emulator)
          .map(({ body }) => body)
          .join(),
      ).toContain(secret === code.usedUp ? "" : secret);
    }
  });
});
