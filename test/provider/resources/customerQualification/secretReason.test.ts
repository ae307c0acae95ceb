// Microsoft's reason for a denial may repeat the validation code that was sent. It is shown and recorded without it, and
// it stays the same denial: whether a state of an older release holds it in clear, or this run does not know the code.
import { startEmulator, type Emulator } from "../../../../emulator";
import * as lifecycle from "../../../../provider/resources/customerQualification";
import { observe } from "../../../../provider/resources/customerQualification/observe";
import { PartialFailure } from "../../../../provider/failure";
import { Session } from "../../../../provider/lifecycle/session";

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const code = "90417-ab";
const shown = "Code REDACTED is not one of the partner's";
const id = `${customerId}/GovernmentCommunityCloud`;
const county = { customerId, qualification: "GovernmentCommunityCloud", validationCode: code };
const denial = {
  qualification: "GovernmentCommunityCloud",
  vettingStatus: "Denied",
  vettingReason: `Code ${code.toUpperCase()} is not one of the partner's`,
  vettingCreateDate: "2026-11-20T10:10:00Z",
};
/** As 0.1.0 has recorded it: in clear. */
const released = { ...county, ...denial, submissions: 1, submissionError: null };

let emulator: Emulator;
let session: Session;
let written: jest.SpyInstance;

beforeEach(async () => {
  emulator = await startEmulator({
    tls: false,
    customers: [customerId],
    validationCodes: [{ validationId: code, organizationName: "County", maxCreates: 5, remainingCreates: 5 }],
  });
  emulator.setQualification(customerId, denial);
  written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  session = newSession();
});
afterEach(async () => {
  const printed = JSON.stringify(written.mock.calls);
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
  expect(printed.toLowerCase()).not.toContain(code);
});

function newSession(): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  return new Session((key) => settings[key]);
}

const failed = async (work: Promise<unknown>): Promise<PartialFailure> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PartialFailure);
  return error as PartialFailure;
};

test("a look that was made before the code was known is shown without it", async () => {
  const ahead = await observe(session, customerId, { ahead: true });
  expect(ahead).toHaveProperty("items.0.vettingReason", denial.vettingReason);
  const { inputs } = await lifecycle.check(session, {}, county);
  expect(inputs).toMatchObject({ validationCode: code, drift: { vettingReason: shown } });
  expect(JSON.stringify(written.mock.calls)).toContain(shown);
});

test("so is a failure of such a look", async () => {
  emulator.faultNext(
    { method: "GET" },
    { kind: "status", status: 403, body: { code: 1, description: denial.vettingReason } },
  );
  await observe(session, customerId, { ahead: true });
  const { inputs } = await lifecycle.check(session, {}, county);
  expect(inputs).toMatchObject({ drift: { notObserved: expect.stringContaining(shown) as string } });
});

test("a creation that finds the denial fails, and is recorded, without it", async () => {
  const { message, properties } = await failed(lifecycle.create(session, county));
  expect(message).toContain(`Denied (${shown}`);
  expect(properties).toMatchObject({ vettingReason: shown, validationCode: code });
});

describe("a state of 0.1.0 that holds it in clear", () => {
  test("is as denied as before: nothing new, and no change", async () => {
    const declared = { ...county, onDenied: "warn" };
    expect(await lifecycle.diff(session, { ...released, onDenied: "warn" }, declared)).toMatchObject({
      changes: false,
    });
    expect(JSON.stringify(written.mock.calls)).toContain(`is still Denied (${shown}, `);
  });

  test("is recorded without it by a refresh, as the same vetting", async () => {
    const { props } = await lifecycle.read(session, id, released);
    expect(props).toMatchObject({ vettingStatus: "Denied", vettingReason: shown, validationCode: code });
    expect(props).not.toHaveProperty("reported");
  });

  test("is recorded without it where nothing can be read, also what was replaced and reported", async () => {
    emulator.faultNext(
      { method: "GET" },
      { kind: "status", status: 403, body: { code: 1, description: "no" } },
    );
    const { qualification: _, ...vetting } = denial;
    const replaced = { "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d12/Education": { ...vetting, submissions: 1 } };
    const { props } = await lifecycle.read(session, id, { ...released, reported: vetting, replaced });
    const { validationCode, ...others } = props as Record<string, unknown>;
    expect(validationCode).toBe(code);
    expect(JSON.stringify(others).toLowerCase()).not.toContain(code);
    expect(others).toMatchObject({ reported: { vettingReason: shown }, submissions: 1 });
  });

  test("is answered by a changed `resubmit`, for it is the denial that an `up` has reported", async () => {
    const { outs } = await lifecycle.update(session, released, { ...county, resubmit: "1" });
    expect(emulator.submissions()).toHaveLength(1);
    expect(outs).toMatchObject({ submissions: 2, resubmit: "1" });
  });
});

test("one that was recorded without it is the same denial to a run that does not know the code", async () => {
  const { validationCode: _, ...unknowing } = { ...released, vettingReason: shown, onDenied: "warn" };
  const { validationCode: __, ...declared } = { ...county, onDenied: "warn" };
  emulator.setQualification(customerId, {
    ...denial,
    vettingReason: "Code 90417/AB is not one of the partner's",
  });
  expect(await lifecycle.diff(session, unknowing, declared)).toMatchObject({ changes: false });
  const { props } = await lifecycle.read(session, id, unknowing);
  expect(props).not.toHaveProperty("reported");
});

test("another reason is a new one still", async () => {
  emulator.setQualification(customerId, { ...denial, vettingReason: `Code ${code} has expired` });
  const declared = { ...county, onDenied: "warn" };
  expect(await lifecycle.diff(session, { ...released, onDenied: "warn" }, declared)).toMatchObject({
    changes: true,
  });
});

test("a status and a date that nobody knows are shown without it; known ones stay as they are", async () => {
  emulator.setQualification(customerId, {
    qualification: "GovernmentCommunityCloud",
    vettingStatus: `Waits for ${code}`,
    vettingCreateDate: `soon (${code})`,
  });
  const { props } = await lifecycle.read(session, id, released);
  expect(props).toMatchObject({ vettingStatus: "Waits for REDACTED", vettingCreateDate: "soon (REDACTED)" });
});

test.each(["Denied", "Education", "2026", "10", "Governm"])(
  "the code %s damages no status, date or id",
  async (validationCode) => {
    const known = { ...denial, vettingReason: undefined };
    emulator.setQualification(customerId, known);
    const { props } = await lifecycle.read(session, id, { ...released, validationCode });
    expect(props).toMatchObject({
      customerId,
      vettingStatus: "Denied",
      vettingCreateDate: "2026-11-20T10:10:00Z",
      qualification: "GovernmentCommunityCloud",
    });
  },
);

test("a code that the program no longer gives stays in the record, is no edit, and is shown nowhere", async () => {
  const { validationCode: _, ...declared } = { ...county, onDenied: "warn" };
  const inReview = { ...county, onDenied: "warn", vettingStatus: "InReview", submissions: 1 };
  const submittedAt = "2026-11-20T09:00:00Z";
  emulator.setQualification(customerId, {
    qualification: "GovernmentCommunityCloud",
    vettingStatus: "InReview",
  });
  expect(await lifecycle.diff(session, { ...inReview, submittedAt }, declared)).toMatchObject({
    changes: false,
  });

  emulator.setQualification(customerId, denial);
  // `check` is given inputs only.
  const later = newSession();
  const { inputs } = await lifecycle.check(later, declared, declared);
  expect(inputs).toMatchObject({ drift: { vettingStatus: "InReview or Approved => Denied" } });
  expect(JSON.stringify(inputs).toLowerCase()).not.toContain(code);
  expect(await lifecycle.diff(later, { ...inReview, submittedAt }, declared)).toMatchObject({
    changes: true,
  });
  expect(JSON.stringify(written.mock.calls)).toContain(shown);
  const { outs } = await lifecycle.update(later, { ...inReview, submittedAt }, declared);
  expect(outs).toMatchObject({ vettingReason: shown, validationCode: code });
  later.client.close();

  const last = newSession();
  const { props } = await lifecycle.read(last, id, { ...outs });
  expect(props).toMatchObject({ vettingReason: shown, validationCode: code });
  expect(await lifecycle.diff(last, { ...outs }, declared)).toMatchObject({ changes: false });
  last.client.close();
});
