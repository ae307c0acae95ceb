import type { Fault } from "../../../emulator";
import { customer, EDUCATION, emulator, posts, withToken } from "./emulated";
import { errorOf } from "./support";

/* Submissions on a bad day, against Partner Center in one process. */

// Hundreds of requests over real sockets: slow where many share a machine.
jest.setTimeout(30_000);

describe("a bad day", () => {
  const everyAttempt = 1000;
  /** Only where no answer comes is there anything to wait for. */
  const patience = ({ kind }: Fault) => (kind.startsWith("stall") ? { requestTimeoutMs: 2000 } : {});
  const taken: Fault[] = [
    { kind: "dropAfter" },
    { kind: "status500After" },
    { kind: "statusAfter", status: 503, body: "" },
    { kind: "statusAfter", status: 408, body: "" },
    { kind: "statusAfter", status: 302, body: "" },
    { kind: "statusAfter", status: 201, body: "" },
    { kind: "stallAfter" },
    { kind: "cutBody" },
    { kind: "body", body: "<html></html>" },
    { kind: "body", body: "{}" },
  ];
  test.each(taken)(
    "taken, but $kind $status $body, at every attempt: one submission, found by a look",
    async (fault) => {
      // Even where the API would not recognise a repeated MS-RequestId.
      emulator.change({ idempotent: false });
      emulator.faultNext({ method: "POST" }, fault, everyAttempt);
      const result = await withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION);
      expect(result).toMatchObject({
        found: true,
        sent: true,
        item: { qualification: "Education", vettingStatus: "InReview" },
      });
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test.each([...taken, { kind: "delay", ms: 60_000 } as const])(
    "taken, but $kind $status $body, and the list is behind: sent once, and the outcome is open",
    async (fault) => {
      emulator.change({ idempotent: false, listBehindMs: 60_000 });
      emulator.faultNext({ method: "POST" }, fault, everyAttempt);
      const client = withToken({ requestTimeoutMs: 2000 });
      const error = await errorOf(client.submitCustomerQualification(customer, EDUCATION));
      expect(error.submission).toMatch(/^(unknown|taken)$/);
      expect(error.message).toContain("; 5 looks afterwards show nothing new");
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test("submitted over a denial that the list still shows: sent once, and the outcome is open", async () => {
    emulator.change({ idempotent: false, listBehindMs: 60_000 });
    emulator.setQualification(customer, { qualification: "Education", vettingStatus: "Denied" });
    emulator.faultNext({ method: "POST" }, { kind: "status500After" }, everyAttempt);
    const client = withToken();
    const [before] = await client.getCustomerQualifications(customer);
    const error = await errorOf(client.submitCustomerQualification(customer, EDUCATION, { before }));
    expect(error.submission).toBe("unknown");
    expect(emulator.submissions(customer)).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  });

  test.each<Fault>([
    { kind: "dropBefore" },
    { kind: "stall" },
    { kind: "status", status: 500, body: {} },
    { kind: "redirect", location: "/" },
  ])("not taken, but $kind $status: nobody can tell, so it is not sent again", async (fault) => {
    emulator.faultNext({ method: "POST" }, fault);
    const error = await errorOf(withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION));
    expect(error.submission).toBe("unknown");
    expect(posts()).toHaveLength(1);
  });

  const notTaken: Fault[] = [
    { kind: "throttle", retryAfter: 1 },
    { kind: "throttle", retryAfter: "1000000" },
    { kind: "throttle" },
    { kind: "refuse" },
  ];
  test.each(notTaken)(
    "not taken: $kind $status $retryAfter, twice: sent again until it is, once",
    async (fault) => {
      emulator.change({ idempotent: false });
      emulator.faultNext({ method: "POST" }, fault, 2);
      const result = await withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION);
      expect(result.found).toBe(false);
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(new Set(posts().map(({ requestId }) => requestId)).size).toBe(1);
    },
  );

  test.each(taken)(
    "taken, but $kind $status $body, and the API is gone: an error that says what is not known",
    async (fault) => {
      emulator.faultNext({ method: "POST" }, fault);
      emulator.faultNext({ method: "GET" }, { kind: "dropBefore" }, everyAttempt);
      const error = await errorOf(
        withToken(patience(fault)).submitCustomerQualification(customer, EDUCATION),
      );
      expect(error.submission).toMatch(/^(unknown|taken)$/);
      expect(error.message).toContain("no look afterwards succeeded");
      expect(emulator.submissions(customer)).toHaveLength(1);
      expect(posts()).toHaveLength(1);
    },
  );

  test("a host that is down took nothing", async () => {
    const client = withToken();
    await emulator.goOffline();
    const error = await errorOf(client.submitCustomerQualification(customer, EDUCATION)).finally(() =>
      emulator.goOnline(),
    );
    expect(error).toMatchObject({ name: "ConnectionError", submission: "notTaken", scope: "partner" });
  });

  test.each<Fault>([
    { kind: "bom" },
    { kind: "utf16" },
    { kind: "utf16", bigEndian: true },
    { kind: "utf16", withoutBom: true },
  ])("an answer in $kind $bigEndian $withoutBom is read", async (fault) => {
    emulator.setQualification(customer, { qualification: "StateOwnedEntity" });
    emulator.faultNext({ method: "GET" }, fault);
    expect(await withToken().getCustomerQualifications(customer)).toEqual([
      { qualification: "StateOwnedEntity" },
    ]);
  });

  test("a redirect is not followed", async () => {
    emulator.faultNext({ method: "GET" }, { kind: "redirect", location: `${emulator.url}/v1/stolen` });
    expect((await errorOf(withToken().getCustomerQualifications(customer))).name).toBe("RedirectError");
    expect(emulator.requests.filter(({ path }) => path.includes("stolen"))).toEqual([]);
  });

  test("a third of all calls fails in many ways, and no customer ends with two submissions", async () => {
    const many = Array.from(
      { length: 30 },
      (_, index) => `00000000-0000-4000-9000-${String(index).padStart(12, "0")}`,
    );
    for (const id of many) emulator.addCustomer(id);
    const client = withToken({ maxAttempts: 8 });
    const faults: Fault[] = [
      { kind: "dropAfter" },
      { kind: "dropBefore" },
      { kind: "status500After" },
      { kind: "cutBody" },
      { kind: "throttle" },
    ];
    faults.forEach((fault, index) => emulator.faultShare({}, fault, 0.07, index + 1));
    const ended = await Promise.allSettled(
      many.map((id) => client.submitCustomerQualification(id, EDUCATION)),
    );
    emulator.clearFaults();
    // What was dropped before it was taken stays open, as far as a client can know.
    const open = ended.map(({ status }) => status === "rejected");
    for (const [index, id] of many.entries())
      expect({ id, taken: emulator.submissions(id).length }).toEqual({ id, taken: open[index] ? 0 : 1 });
    expect(open.filter(Boolean).length).toBeLessThan(many.length / 3);
    expect(ended.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []))).toEqual(
      open.filter(Boolean).map(() => expect.objectContaining({ submission: "unknown" }) as unknown),
    );
  });
});
