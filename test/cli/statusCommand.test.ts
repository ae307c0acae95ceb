// The command against the emulator, over a real socket.
import { EXIT } from "../../cli/failure";
import { displayWidth } from "../../cli/displayText";
import { AGENCY, COLLEGE, emulator, LOST, reads, run, SCHOOL, start, status, vetted } from "./statusRuns";

jest.setTimeout(60_000);

test("approved and in review: 0, and one request for each customer", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  vetted(AGENCY, "InReview", { vettingCreateDate: new Date(Date.now() - 5 * 86_400_000).toISOString() });
  const { output, errors, exitCode } = await status("--all");
  expect(exitCode).toBe(EXIT.ok);
  expect(output).toMatch(
    /^4 customers read, 2 qualifications: 1 in review, 1 approved\.\nWithout a qualification: 2 /,
  );
  expect(output).toMatch(/City of Northwind +Education +InReview +5 d\n/);
  expect(output).not.toContain("Litware");
  expect(errors).toBe("");
  expect(reads()).toHaveLength(4);
  // One login, one list, and nothing that changes anything.
  expect(emulator.requests.every(({ method }) => method === "GET")).toBe(true);
  expect(emulator.requests).toHaveLength(5);
});

test("denied: a code of its own, the reason first, and the remedy", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  vetted(COLLEGE, "Denied", { vettingReason: "Not an Education Customer" });
  const { output, exitCode } = await status("--all");
  expect(exitCode).toBe(EXIT.denied);
  expect(output).toMatch(
    /Denied: 1\. Next: .*\n[^]*東京大学 +Education +Denied[^]*\n {2}\S{36} {2}Not an Education Customer\n[^]*Approved: 1/,
  );
  const shown = await status("--all", "--only", "Approved");
  expect(shown.exitCode).toBe(EXIT.denied);
  expect(shown.output).not.toContain("東京大学");
  expect((await status("--all", "--only", "inreview")).output).toContain(
    "Nothing that was read is inreview.",
  );
});

test("--only refuses a word that nothing has, and takes one that Microsoft has added", async () => {
  await start();
  vetted(SCHOOL, "OnHold");
  const misspelt = await status("--all", "--only", "Denied", "Aproved");
  expect(misspelt.exitCode).toBe(EXIT.error);
  expect(misspelt.failure).toBe(
    "--only Aproved: nothing has that status. There are Denied, InReview, Approved, None, OnHold.",
  );
  expect(misspelt.output).toBe("");
  expect((await status("--all", "--only", "on-air", "--json")).output).toBe("");
  expect((await status("--all", "--only", "onhold")).output).toContain("Contoso School");
});

test("named customers: each once, with those that have none; nothing is listed", async () => {
  await start();
  vetted(SCHOOL, "Approved");
  const { output, exitCode } = await status(
    ...["--customer", SCHOOL.toUpperCase(), "--customer", SCHOOL, "--customer", AGENCY],
  );
  expect(exitCode).toBe(EXIT.ok);
  expect(output).toContain("2 customers read, 1 qualification: 1 approved.");
  expect(output).toContain(`Without a qualification: 1\n${AGENCY}\n`);
  expect(emulator.requests).toHaveLength(2);
});

test("--requests: the verification requests that the activity log shows, of others as well", async () => {
  await start();
  const { partnerCenter } = emulator;
  for (const customer of [SCHOOL, AGENCY]) partnerCenter.submitInPortal(customer, "Education");
  partnerCenter.activity.add({
    customerId: SCHOOL,
    operationType: "update_customer_qualification",
    userPrincipalName: "another@partner.example",
  });
  partnerCenter.submitInPortal(COLLEGE, "StateOwnedEntity");
  emulator.vanish(AGENCY, "Education");
  expect((await status("--all")).output).not.toMatch(/logged|City of Northwind/);
  emulator.clearRequests();
  const { output, exitCode } = await status("--all", "--requests");
  expect(exitCode).toBe(EXIT.ok);
  expect(output).toMatch(/Contoso School +Education +InReview[^]*Verification requests logged: 2 of 3\n/);
  expect(output).toMatch(
    /Without a qualification, and submitted in the last 90 days: 1\nCity of Northwind .*\n +Verification requests logged: 1 of 3\n/,
  );
  // A State-owned entity is not vetted.
  expect(output.match(/logged/g)).toHaveLength(2);
  // The list, the four customers, and the log once.
  expect(emulator.requests).toHaveLength(6);
  for (const line of output.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  const { customers } = JSON.parse((await status("--customer", SCHOOL, "--requests", "--json")).output) as {
    customers: unknown[];
  };
  expect(customers).toMatchObject([{ customerId: SCHOOL, verificationRequests: 2 }]);
});

test("--requests, where the log may not be read: one line, and all else as without it", async () => {
  await start({ activityLogReadable: false });
  vetted(SCHOOL, "Approved");
  const { output, errors, exitCode } = await status("--all", "--requests");
  expect(exitCode).toBe(EXIT.ok);
  expect(errors).toMatch(/^Note: the activity log could not be read.*may not read.*\n$/);
  expect(output).toBe((await status("--all")).output);
});

test("a customer that can't be read is a row with its reason and stops nobody", async () => {
  await start();
  vetted(SCHOOL, "Denied");
  emulator.loseRelationship(LOST);
  const { output, exitCode } = await status("--customer", LOST, "--customer", SCHOOL);
  expect(exitCode).toBe(EXIT.error);
  const { correlationId } = reads().find(({ path }) => path.includes(LOST)) ?? {};
  expect(output).toMatch(new RegExp(`Could not be read: 1\n${LOST}\n +HTTP 403, code 20002`));
  expect(output).toContain(correlationId);
  expect(output).toContain("Denied: 1");

  const { customers, summary } = JSON.parse(
    (await status("--customer", LOST, "--customer", SCHOOL, "--json")).output,
  ) as { customers: unknown[]; summary: unknown };
  expect(customers).toMatchObject([
    {
      customerId: LOST,
      qualifications: [],
      error: {
        name: "NoRelationshipError",
        httpStatus: 403,
        code: "20002",
        message: expect.stringContaining(LOST),
      },
    },
    { customerId: SCHOOL, qualifications: [{ qualification: "Education", vettingStatus: "Denied" }] },
  ]);
  expect(summary).toMatchObject({
    complete: false,
    customers: 2,
    read: 1,
    failed: 1,
    vettingStatus: { Denied: 1 },
  });
});

test("--json says what Partner Center lists, with names, and nothing else", async () => {
  await start();
  const vettingCreateDate = "2026-11-09T10:00:00.000Z";
  vetted(COLLEGE, "Denied", { vettingReason: "Not an Education Customer", vettingCreateDate });
  emulator.setQualification(COLLEGE, { qualification: "StateOwnedEntity" });
  const { output, errors, exitCode } = await status("--all", "--json");
  expect(exitCode).toBe(EXIT.denied);
  expect(errors).toBe("");
  expect(JSON.parse(output)).toEqual({
    customers: [SCHOOL, AGENCY, COLLEGE, LOST].map((customerId) => ({
      customerId,
      companyName: emulator.customer(customerId).companyName,
      domain: emulator.customer(customerId).domain,
      qualifications:
        customerId === COLLEGE
          ? [
              {
                qualification: "Education",
                vettingStatus: "Denied",
                vettingReason: "Not an Education Customer",
                vettingCreateDate: expect.stringMatching(/^2026-11-09T10:00:00/),
              },
              { qualification: "StateOwnedEntity" },
            ]
          : [],
    })),
    summary: {
      complete: true,
      customers: 4,
      read: 4,
      failed: 0,
      withoutQualification: 3,
      qualifications: 2,
      vettingStatus: { Denied: 1 },
      withoutVettingStatus: 1,
      readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    },
  });
  const { customers } = JSON.parse((await status("--all", "--json", "--only", "denied")).output) as {
    customers: unknown[];
  };
  expect(customers).toMatchObject([{ customerId: COLLEGE, qualifications: [{ vettingStatus: "Denied" }] }]);
});

test("--format: the same as json, csv and markdown; not beside --json", async () => {
  await start();
  vetted(SCHOOL, "Denied", { vettingReason: "Not an Education Customer" });
  const json = (await status("--all", "--format", "json")).output;
  expect(JSON.parse(json)).toMatchObject({ summary: { vettingStatus: { Denied: 1 } } });
  const csv = await status("--all", "--format", "csv", "--only", "Denied");
  expect(csv.exitCode).toBe(EXIT.denied);
  expect(csv.output.split("\r\n")).toEqual([
    expect.stringMatching(/^customerId,/),
    expect.stringMatching(`^${SCHOOL},Contoso School,.*,Education,Denied,Not an Education Customer,`),
    "",
  ]);
  expect((await status("--all", "--format", "markdown")).output).toContain(`| Contoso School | ${SCHOOL} |`);
  for (const wrong of [
    ["--format", "xml"],
    ["--json", "--format", "csv"],
  ])
    expect((await status("--all", ...wrong)).exitCode).toBe(EXIT.error);
});

test.each([
  [["status"], "name customers with --customer, or take them with --all"],
  [["status", "--all", "--customer", SCHOOL], "--customer and --all don't go together"],
  [["history", "--all", "--customer", SCHOOL], "--customer and --all don't go together"],
  [["import", "--all", "--customer", SCHOOL], "--customer and --all don't go together"],
  [["status", "--customer", "contoso"], "tenant id, a GUID"],
])("refuses %j", async (args, reason) => {
  await start();
  const { errors, exitCode } = await run(args);
  expect(exitCode).toBe(EXIT.error);
  expect(errors).toContain(reason);
  expect(emulator.requests).toEqual([]);
});
