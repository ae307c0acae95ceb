// What the emulator tells its page, and the bound of what it records.
import { makeRequest, PartnerCenter, VirtualClock } from "../../emulator/index";
import { call, CUSTOMER, OTHER_CUSTOMER, QUALIFICATIONS, started, stopAll } from "./calls";

afterEach(stopAll);

describe("the overview", () => {
  const overview = async (emulator: Awaited<ReturnType<typeof started>>, query = "") =>
    (await call(emulator, "GET", `/emulator/overview${query}`, { token: null })).json as Overview;

  interface Overview {
    instance: string;
    customers: {
      page: number;
      pages: number;
      matching: number;
      inReview: number;
      counts: Record<string, number>;
      items: { id: string; label: string }[];
    };
    requests: {
      total: number;
      dropped: number;
      items: { number: number; durationMs: number; path: string }[];
    };
    throttling: Record<string, number>;
  }

  test("customers are found by name, domain, id and status", async () => {
    const emulator = await started({
      customers: [
        { id: CUSTOMER, companyName: "Contoso", domain: "one.example" },
        { id: OTHER_CUSTOMER, companyName: "Fabrikam", domain: "two.example" },
      ],
    });
    emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
    emulator.loseRelationship(OTHER_CUSTOMER);
    const found = async (query: string) =>
      (await overview(emulator, query)).customers.items.map(({ id }) => id);
    expect(await found("")).toEqual([CUSTOMER, OTHER_CUSTOMER]);
    expect(await found("?customers=contOSO")).toEqual([CUSTOMER]);
    expect(await found("?customers=TWO.ex")).toEqual([OTHER_CUSTOMER]);
    expect(await found(`?customers=${OTHER_CUSTOMER.toUpperCase()}`)).toEqual([OTHER_CUSTOMER]);
    expect(await found("?status=InReview")).toEqual([CUSTOMER]);
    expect(await found("?status=NoRelationship")).toEqual([OTHER_CUSTOMER]);
    expect(await found("?status=Approved")).toEqual([]);
    expect(await found("?status=Unqualified")).toEqual([OTHER_CUSTOMER]);
  });

  /** Three of Contoso, one of them with two vettings, and one of Fabrikam. */
  async function contosos() {
    const ids = [1, 2, 3, 4].map((last) => `00000000-0000-4000-8000-00000000000${last}`);
    const [one = "", two = "", three = "", four = ""] = ids;
    const emulator = await started({
      customers: ids.map((id, index) => ({
        id,
        companyName: `${index < 3 ? "Contoso" : "Fabrikam"} ${index}`,
        domain: `number${index}.example`,
      })),
    });
    const put = (id: string, qualification: string, vettingStatus?: string) =>
      emulator.setQualification(id, { qualification, vettingStatus });
    put(one, "Education", "InReview");
    put(one, "GovernmentCommunityCloud", "InReview");
    put(two, "Education", "Denied");
    put(two, "GovernmentCommunityCloud", "InReview");
    put(three, "Education", "Approved");
    // One that is not vetted, whatever its status says.
    put(three, "StateOwnedEntity", "InReview");
    put(four, "Education", "InReview");
    const statuses = (id: string) =>
      emulator.qualifications(id).map(({ vettingStatus, vettingReason }) => vettingReason ?? vettingStatus);
    return { emulator, one, two, three, four, statuses };
  }

  test("the counts are of the customers that the text finds, whichever of them are shown", async () => {
    const { emulator } = await contosos();
    const { customers } = await overview(emulator, "?customers=contoso&status=Denied");
    expect(customers.counts).toEqual({
      All: 3,
      InReview: 3,
      Approved: 1,
      Denied: 1,
      Unqualified: 0,
      NoRelationship: 0,
    });
    // What waits, of the one that is shown.
    expect(customers).toMatchObject({ matching: 1, inReview: 1 });
    expect((await overview(emulator)).customers).toMatchObject({ matching: 4, inReview: 4 });
  });

  const decide = async (emulator: Awaited<ReturnType<typeof started>>, event: string, body: unknown) =>
    call(emulator, "POST", `/emulator/vettings/${event}`, { token: null, body });

  test("what waits is approved at once, of the customers that are looked for and no others", async () => {
    const { emulator, one, two, three, four, statuses } = await contosos();
    expect((await decide(emulator, "approve", { customers: "CONTOSO" })).json).toEqual({ decided: 3 });
    expect(statuses(one)).toEqual(["Approved", "Approved"]);
    // A denial is decided already.
    expect(statuses(two)).toEqual(["Denied", "Approved"]);
    expect(statuses(three)).toEqual(["Approved", "InReview"]);
    expect(statuses(four)).toEqual(["InReview"]);
    expect((await decide(emulator, "approve", { customers: "nobody" })).json).toEqual({ decided: 0 });
  });

  test("what waits is denied at once: with a reason, and with the usual ones", async () => {
    const { emulator, one, two, four, statuses } = await contosos();
    const reason = "Not an eligible Museum";
    expect((await decide(emulator, "deny", { status: "Denied", reason })).json).toEqual({ decided: 1 });
    expect(statuses(two)[1]).toBe(reason);
    expect((await decide(emulator, "deny", {})).json).toEqual({ decided: 3 });
    expect(statuses(one)).toEqual(["Not an Education Customer", "Denied"]);
    expect(statuses(four)).toEqual(["Not an Education Customer"]);
  });

  test("a decision of all takes nothing that it does not know", async () => {
    const { emulator, one, statuses } = await contosos();
    // A filter with a mistake in its name must not become "all".
    expect((await decide(emulator, "approve", { customer: one })).status).toBe(400);
    expect((await decide(emulator, "approve", { reason: "x" })).status).toBe(400);
    expect(statuses(one)).toEqual(["InReview", "InReview"]);
  });

  test("requests are found by their customer's name, and the newest 100 are shown", async () => {
    const emulator = await started({
      customers: [{ id: CUSTOMER, companyName: "Fabrikam" }, OTHER_CUSTOMER],
    });
    const token = emulator.accessToken();
    await call(emulator, "GET", QUALIFICATIONS.toUpperCase().replace("/V1", "/v1"), { token });
    for (let calls = 0; calls < 105; calls += 1) await call(emulator, "GET", "/v1/customers", { token });
    const all = (await overview(emulator)).requests;
    expect(all.total).toBe(106);
    expect(all.items.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, at) => 106 - at));
    const found = (await overview(emulator, "?requests=fabrikam")).requests;
    expect(found.items).toMatchObject([{ number: 1, customer: "Fabrikam" }]);
  });

  test.each([
    ["", 1],
    ["?page=2", 2],
    ["?page=99", 3],
    ["?page=-1", 1],
    ["?page=x", 1],
  ])("page %j is page %d", async (query, page) => {
    const customers = Array.from(
      { length: 45 },
      (_, index) => `00000000-0000-4000-8000-0000000000${10 + index}`,
    );
    const emulator = await started({ customers });
    const answer = (await overview(emulator, query)).customers;
    expect(answer).toMatchObject({ page, pages: 3, matching: 45 });
    expect(answer.items.map(({ id }) => id)).toEqual(customers.slice((page - 1) * 20, page * 20));
  });

  test("a request with the time it took and the ids of its answer", async () => {
    const clock = new VirtualClock();
    const partnerCenter = new PartnerCenter({ clock, latencyMs: 40 });
    const answering = partnerCenter.handle(makeRequest("GET", QUALIFICATIONS));
    clock.advance(40);
    const { headers } = await answering;
    const reply = await partnerCenter.handle(makeRequest("GET", "/emulator/overview"));
    const shown = JSON.parse(new TextDecoder().decode(reply.body)) as Overview;
    expect(shown.requests.items).toEqual([
      {
        number: 1,
        at: clock.now() - 40,
        endpoint: "api",
        method: "GET",
        path: QUALIFICATIONS,
        status: 401,
        durationMs: 40,
        requestId: headers["MS-RequestId"],
        correlationId: headers["MS-CorrelationId"],
      },
    ]);
  });

  test("429 of the present window and of all time", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, throttle: { partner: { calls: 1, perMs: 60_000 } } });
    const token = emulator.accessToken();
    for (let calls = 0; calls < 3; calls += 1) await call(emulator, "GET", QUALIFICATIONS, { token });
    expect((await overview(emulator)).throttling).toMatchObject({
      used: 3,
      limit: 1,
      perMs: 60_000,
      throttledOfLate: 2,
      throttled: 2,
    });
    clock.advance(60_000);
    expect((await overview(emulator)).throttling).toMatchObject({
      used: 0,
      throttledOfLate: 0,
      throttled: 2,
    });
  });
});

test("the newest requests are kept, and the counts are of all", async () => {
  const emulator = await started({
    maxRecordedRequests: 3,
    throttle: { partner: { calls: 4, perMs: 60_000 } },
  });
  for (let calls = 0; calls < 6; calls += 1) await call(emulator, "GET", QUALIFICATIONS);
  expect(emulator.requests.map(({ number }) => number)).toEqual([4, 5, 6]);
  expect(emulator.requestCount).toBe(6);
  const statistics = async () => (await call(emulator, "GET", "/emulator/statistics", { token: null })).json;
  expect(await statistics()).toMatchObject({ requests: 6, requestsDropped: 3, throttled: 2 });
  emulator.clearRequests();
  expect(await statistics()).toMatchObject({ requests: 0, requestsDropped: 0, throttled: 0 });
  await call(emulator, "GET", QUALIFICATIONS);
  expect(emulator.requests.map(({ number }) => number)).toEqual([7]);
  expect(emulator.requestCount).toBe(1);
});

test("a sign-in that was ended cannot be ended once more", async () => {
  const clock = new VirtualClock();
  const { login, tenant } = (await started({ clock })).partnerCenter;
  const { deviceLogins } = login;
  const { user_code: code } = deviceLogins.start(tenant.publicClientId, "", "");
  deviceLogins.finish(code, "declined");
  expect(() => deviceLogins.finish(code, { mfa: true, adminAgent: true })).toThrow("no sign-in waits");
  const { user_code: old } = deviceLogins.start(tenant.publicClientId, "", "");
  clock.advance(900_000);
  expect(() => deviceLogins.finish(old, "declined")).toThrow("no sign-in waits");
});
