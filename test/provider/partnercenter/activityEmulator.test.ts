import { type Emulator, startEmulator } from "../../../emulator/index";
import type { AuditRecord, PartnerCenterClient } from "../../../provider/partnercenter";
import { VirtualClock } from "../../../emulator/clock";
import type { TokenKind } from "../../../emulator/entra/tokens";
import { allOf, clientOf, CUSTOMER, errorOf } from "./support";

/* The activity log as the emulator plays it. */

const OTHER = "22222222-2222-4333-8444-555555555555";
const DAY_MS = 86_400_000;

let emulator: Emulator;
const clock = new VirtualClock(Date.parse("2026-05-01T12:00:00Z"));
const clients: PartnerCenterClient[] = [];

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, clock, customers: [CUSTOMER, OTHER] });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await emulator.close();
});

function client(kind: TokenKind = "appUser") {
  const login = { kind: "accessToken", accessToken: emulator.accessToken(kind) } as const;
  const made = clientOf(emulator.url, { login });
  clients.push(made);
  return made;
}

const shown = (records: AuditRecord[]) =>
  records.map(({ customerId, operationType, operationStatus }) => [
    customerId,
    operationType,
    operationStatus,
  ]);
const ofCustomer = { field: "CustomerId", equals: CUSTOMER } as const;

test("a submission is found by its customer, with who made it and without its code", async () => {
  const code = "482913";
  emulator.putValidationCode({
    validationId: code,
    organizationName: "Agency",
    maxCreates: null,
    remainingCreates: null,
  });
  const request = { qualification: "GovernmentCommunityCloud", validationCode: code } as const;
  await client().submitCustomerQualification(CUSTOMER, request);
  emulator.partnerCenter.submitInPortal(OTHER, "Education");
  // A client that has not sent the code does not know it.
  const records = await allOf(client("appOnly").auditRecords(undefined, undefined, ofCustomer));
  expect(shown(records)).toEqual([[CUSTOMER, "update_customer_qualification", "succeeded"]]);
  expect(records).toMatchObject([
    {
      userPrincipalName: "agent@partner.example",
      applicationId: emulator.partnerCenter.tenant.clientId,
      resourceNewValue: '{"Qualification":"GovernmentCommunityCloud","ValidationCode":"REDACTED"}',
      customizedData: [{ key: "Qualification", value: "GovernmentCommunityCloud" }],
    },
  ]);
  expect(JSON.stringify(emulator.partnerCenter.activity.list())).toContain(code);
  expect(JSON.stringify(records)).not.toContain(code);
});

test.each([false, true])(
  "all pages, one request each, with the version in the links: %s",
  async (versionedLinks) => {
    emulator.change({ activityLogPageSize: 2, versionedLinks });
    for (let number = 0; number < 5; number++)
      emulator.partnerCenter.activity.add({
        operationType: `type_${number}`,
        customerName: "Fabrikam, Inc.",
      });
    const filter = { field: "CompanyName", substring: "bri" } as const;
    const records = await allOf(client().auditRecords(new Date(clock.now()), undefined, filter));
    expect(records.map(({ operationType }) => operationType)).toEqual(
      [0, 1, 2, 3, 4].map((at) => `type_${at}`),
    );
    expect(emulator.requests).toHaveLength(3);
  },
);

test("earlier than ninety days, and a login that may not read it, are errors with what to do", async () => {
  const back = (days: number) => new Date(clock.now() - days * DAY_MS);
  expect(await allOf(client().auditRecords(back(90)))).toEqual([]);
  expect((await errorOf(allOf(client().auditRecords(back(91))))).name).toBe("ActivityLogRequestError");
  expect((await errorOf(allOf(client("withoutRole").auditRecords()))).name).toBe("ActivityLogForbiddenError");
  emulator.change({ activityLogReadable: false });
  expect((await errorOf(allOf(client("appOnly").auditRecords()))).message).toContain("may not read");
});

test("one that fails once is read all the same; one that lags is empty", async () => {
  emulator.change({ activityLogBehindMs: 60_000 });
  emulator.partnerCenter.submitInPortal(CUSTOMER, "Education");
  emulator.faultNext({ path: "/auditrecords" }, { kind: "status", status: 503 });
  expect(await allOf(client().auditRecords())).toEqual([]);
  clock.advance(60_000);
  expect(await allOf(client().auditRecords())).toHaveLength(1);
});
