import * as http from "node:http";
import {
  DEFAULT_CUSTOMERS,
  type Emulator,
  type Fault,
  makeRequest,
  PartnerCenter,
  VirtualClock,
} from "../../emulator/index";
import {
  call,
  CUSTOMER,
  EDUCATION,
  failure,
  getQualifications,
  QUALIFICATIONS,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

const post = (emulator: Emulator, signal?: AbortSignal) =>
  call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION, signal });

/** Each fault: what the caller sees of a submission, and whether it was taken. */
const FAULTS: { fault: Fault; sees: string | RegExp; taken: boolean; headers?: Record<string, string> }[] = [
  { fault: { kind: "refuse" }, sees: "ECONNRESET", taken: false },
  { fault: { kind: "dropBefore" }, sees: "ECONNRESET", taken: false },
  { fault: { kind: "dropAfter" }, sees: "ECONNRESET", taken: true },
  { fault: { kind: "cutBody" }, sees: "ECONNRESET", taken: true },
  { fault: { kind: "cutBody", afterBytes: 0 }, sees: "ECONNRESET", taken: true },
  { fault: { kind: "status500After" }, sees: /^answered 500 .*800003/, taken: true },
  { fault: { kind: "statusAfter", status: 408 }, sees: "answered 408 ", taken: true },
  {
    fault: { kind: "status", status: 503, body: "<html>busy</html>" },
    sees: "answered 503 <html>busy</html>",
    taken: false,
  },
  {
    fault: { kind: "status", status: 400, body: { code: "2000" } },
    sees: 'answered 400 {"code":"2000"}',
    taken: false,
  },
  { fault: { kind: "error", error: "gateway" }, sees: /^answered 502 <html>/, taken: false },
  {
    fault: { kind: "error", error: "nestedDescription" },
    sees: /^answered 400 .*&quot;code&quot;:60071/,
    taken: false,
  },
  {
    fault: { kind: "throttle", retryAfter: 7 },
    sees: /^answered 429 \{"statusCode":429,"message":/,
    taken: false,
    headers: { "retry-after": "7" },
  },
  {
    fault: { kind: "throttle", retryAfter: "soon" },
    sees: /^answered 429/,
    taken: false,
    headers: { "retry-after": "soon" },
  },
  {
    fault: { kind: "redirect", location: "http://elsewhere.example/" },
    sees: "answered 302 ",
    taken: false,
    headers: { location: "http://elsewhere.example/" },
  },
  { fault: { kind: "redirect", location: "/", status: 307 }, sees: "answered 307 ", taken: false },
  { fault: { kind: "body", body: "{}" }, sees: "answered 201 {}", taken: true },
  { fault: { kind: "body", body: "", status: 200 }, sees: "answered 200 ", taken: true },
  { fault: { kind: "delay", ms: 5 }, sees: /^answered 201 .*InReview/, taken: true },
];

test.each(FAULTS)("$fault", async ({ fault, sees, taken, headers }) => {
  for (const tls of [false, true]) {
    const emulator = await started({ tls });
    emulator.faultNext({ method: "POST" }, fault);
    const answer = post(emulator);
    if (typeof sees === "string") expect(await failure(answer)).toBe(sees);
    else expect(await failure(answer)).toMatch(sees);
    if (headers) expect((await answer).headers).toMatchObject(headers);
    expect(emulator.submissions()).toHaveLength(taken ? 1 : 0);
    const record = emulator.requests.at(-1);
    if (fault.kind === "refuse") expect(record).toBeUndefined();
    else expect(record).toMatchObject({ method: "POST", fault: fault.kind });
    // Only the next call was struck.
    expect((await post(emulator)).status).toBe(201);
  }
});

test.each(["stall", "stallAfter"] as const)("%s: no answer until the caller gives up", async (kind) => {
  const emulator = await started();
  emulator.faultNext({}, { kind });
  const caller = new AbortController();
  const answer = failure(post(emulator, caller.signal));
  // The call has arrived; nothing will come.
  await emulator.until(() => emulator.requests[0]?.fault !== undefined);
  expect(emulator.requests[0]).toEqual(expect.objectContaining({ method: "POST", fault: kind }));
  expect(emulator.requests[0]?.status).toBeUndefined();
  caller.abort();
  expect(await answer).toBe("ABORT_ERR");
  expect(emulator.submissions()).toHaveLength(kind === "stallAfter" ? 1 : 0);
});

describe.each(["hold", "holdAfter"] as const)("%s", (kind) => {
  const held = async (emulator: Emulator) => {
    await emulator.until(() => emulator.held > 0);
    expect(emulator.requests[0]).toMatchObject({ method: "POST", fault: kind });
    expect(emulator.requests[0]?.status).toBeUndefined();
    expect(emulator.submissions()).toHaveLength(kind === "holdAfter" ? 1 : 0);
  };

  test("until the faults are cleared, while other calls are answered", async () => {
    const emulator = await started();
    emulator.faultNext({ method: "POST" }, { kind });
    const answer = post(emulator);
    await held(emulator);
    expect((await getQualifications(emulator)).status).toBe(200);
    emulator.clearFaults();
    expect((await answer).status).toBe(201);
    expect(emulator.requests[0]).toMatchObject({ fault: kind, status: 201 });
    expect(emulator.held).toBe(0);
    expect(emulator.submissions()).toHaveLength(1);
  });

  test("a caller that leaves before takes nothing more", async () => {
    const emulator = await started();
    emulator.faultNext({ method: "POST" }, { kind });
    const caller = new AbortController();
    const answer = failure(post(emulator, caller.signal));
    await held(emulator);
    caller.abort();
    expect(await answer).toBe("ABORT_ERR");
    await emulator.until(() => emulator.held === 0);
    emulator.clearFaults();
    expect((await getQualifications(emulator)).status).toBe(200);
    expect(emulator.submissions()).toHaveLength(kind === "holdAfter" ? 1 : 0);
  });
});

test("the end of the emulator ends a stalled call", async () => {
  const emulator = await started();
  emulator.faultNext({}, { kind: "stall" });
  const answer = failure(getQualifications(emulator));
  await emulator.until(() => emulator.requests.length > 0);
  await emulator.close();
  expect(await answer).toBe("ECONNRESET");
});

describe("encodings", () => {
  test.each<[Fault, string]>([
    [{ kind: "bom" }, "efbbbf5b"],
    [{ kind: "utf16" }, "fffe5b00"],
    [{ kind: "utf16", bigEndian: true }, "feff005b"],
    [{ kind: "utf16", withoutBom: true }, "5b005d00"],
  ])("%j", async (fault, start) => {
    const emulator = await started();
    emulator.faultNext({}, fault);
    const { bytes, status, headers } = await getQualifications(emulator);
    expect(status).toBe(200);
    expect(bytes.subarray(0, 4).toString("hex")).toBe(start);
    expect(headers["content-length"]).toBe(String(bytes.length));
  });
});

test("a half body is announced whole", async () => {
  const emulator = await started();
  emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "Approved" });
  emulator.faultNext({}, { kind: "cutBody", afterBytes: 10 });
  const received = await new Promise<string>((resolve) => {
    const headers = { Authorization: `Bearer ${emulator.accessToken()}` };
    http.get(`${emulator.url}${QUALIFICATIONS}`, { headers, agent: false }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
      answer.on("error", () => resolve(`${answer.headers["content-length"]} ${text}`));
    });
  });
  expect(received).toBe('58 [{"qualifi');
});

test("what is recorded has no token in it", async () => {
  const emulator = await started({ tls: true });
  const token = emulator.accessToken();
  await call(emulator, "GET", `${QUALIFICATIONS}?a=b`, { token, headers: { "X-Locale": "sv-SE" } });
  expect(emulator.requests).toMatchObject([
    {
      number: 1,
      endpoint: "api",
      method: "GET",
      path: QUALIFICATIONS,
      query: { a: "b" },
      headers: { authorization: "Bearer [redacted]", "x-locale": "sv-SE" },
      status: 200,
    },
  ]);
  expect(JSON.stringify(emulator.requests)).not.toContain(token);
});

describe("without a socket, in virtual time", () => {
  test("a call waits for its latency", async () => {
    const clock = new VirtualClock();
    const partnerCenter = new PartnerCenter({ clock, latencyMs: 250 });
    const path = qualificationsOf(DEFAULT_CUSTOMERS[0]);
    let answered = false;
    const answer = partnerCenter.handle(makeRequest("GET", path)).then((reply) => {
      answered = true;
      return reply;
    });
    clock.advance(249);
    await Promise.resolve();
    expect(answered).toBe(false);
    clock.advance(1);
    expect((await answer).status).toBe(401);
  });

  test("a disturbance is told, not done", async () => {
    const partnerCenter = new PartnerCenter();
    partnerCenter.faultNext({}, { kind: "dropBefore" });
    const reply = await partnerCenter.handle(makeRequest("GET", "/v1/customers/all/validations"));
    expect(reply.disturbance).toEqual({ kind: "drop" });
  });
});
