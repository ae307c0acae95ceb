// `--overdue`: what is in review for too long, and the text for Microsoft's support.
import { EXIT } from "../../cli/failure";
import { isOverdue, overdueMsOf } from "../../cli/overdue";
import { type Emulator, startEmulator } from "../../emulator/index";
import { runProgram } from "./runProgram";

const DAY = 86_400_000;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [SCHOOL, AGENCY, COLLEGE] = [1, 2, 3].map(id) as [string, string, string];

jest.setTimeout(60_000);
let emulator: Emulator | undefined;
afterEach(async () => emulator?.close());

test.each([
  ["7d", 7 * DAY],
  ["36h", 1.5 * DAY],
  [" 0.5d ", DAY / 2],
])("%j is a time", (text, ms) => expect(overdueMsOf(text)).toBe(ms));

test.each(["7", "d", "0d", "-1d", "7 days", "1e3d", ""])("%j is none", (text) =>
  expect(() => overdueMsOf(text)).toThrow("7d or 36h"),
);

test("only what is in review, has a date, and is older", () => {
  const at = (days: number, vettingStatus = "InReview") =>
    isOverdue(
      { qualification: "Education", vettingStatus, vettingCreateDate: new Date(-days * DAY).toISOString() },
      { now: 0, overdueMs: 7 * DAY },
    );
  expect([
    at(8),
    at(7),
    at(6),
    at(8, "in review"),
    at(8, "Approved"),
    at(8, "Denied"),
    at(8, "OnHold"),
  ]).toEqual([...[true, false, false, true, false, false, false]]);
  expect(isOverdue({ qualification: "Education", vettingStatus: "InReview" }, { now: 0, overdueMs: 1 })).toBe(
    false,
  );
});

test("a group and an exit code of its own, and the ids that support asks for", async () => {
  emulator = await startEmulator({
    tls: false,
    customers: [
      { id: SCHOOL, companyName: "Contoso School" },
      { id: AGENCY, companyName: "City of Northwind" },
      { id: COLLEGE, companyName: "Litware" },
    ],
  });
  const { environment, requests } = emulator;
  const inReview = (customer: string, days: number) =>
    emulator?.setQualification(customer, {
      qualification: "Education",
      vettingStatus: "InReview",
      vettingCreateDate: new Date(Date.now() - days * DAY).toISOString(),
    });
  inReview(SCHOOL, 9);
  inReview(AGENCY, 2);
  const status = (...args: string[]) => runProgram(["status", "--all", ...args], { environment });
  const { output, exitCode } = await status("--overdue", "7d");
  expect(exitCode).toBe(EXIT.overdue);
  expect(output).toContain("2 qualifications: 1 in review for too long, 1 in review.");
  expect(output).toMatch(
    /In review for longer than 7 days: 1\n.*\nContoso School [^]*\nIn review: 1\n.*\nCity of Northwind /,
  );
  const read = requests.find(({ path }) => path.includes(SCHOOL));
  expect(read?.correlationId).toMatch(/^[\w-]{36}$/);
  const message = output.slice(output.indexOf("To send to Microsoft's support")).replace(/\s+/g, " ");
  expect(message).toContain(`customer ${SCHOOL} (Contoso School): Education, vettingCreateDate`);
  expect(message).toContain(`MS-CorrelationId of the read ${read?.correlationId}`);
  expect(message).not.toContain(AGENCY);

  const json = JSON.parse((await status("--overdue", "7d", "--json")).output) as unknown;
  expect(json).toMatchObject({
    customers: [
      { customerId: SCHOOL, qualifications: [{ overdue: true }], correlationId: expect.any(String) },
      { customerId: AGENCY },
      {},
    ],
    summary: { overdue: 1 },
  });
  expect((await status("--overdue", "10d")).exitCode).toBe(EXIT.ok);
  expect((await status("--overdue", "10d")).output).not.toContain("support");
  // Both need a person; a denial more.
  emulator.setQualification(AGENCY, { qualification: "Education", vettingStatus: "Denied" });
  expect((await status("--overdue", "7d")).exitCode).toBe(EXIT.denied);
  expect((await status("--overdue", "7 days")).exitCode).toBe(EXIT.error);
});
