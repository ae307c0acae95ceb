import { startEmulator, type Emulator } from "../../../../emulator";
import * as lifecycle from "../../../../provider/resources/customerQualification";
import { Session } from "../../../../provider/lifecycle/session";

const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const education = { customerId, qualification: "Education", educationSegment: "K12" };
const denied = (vettingCreateDate: string) => ({
  qualification: "Education",
  vettingStatus: "Denied",
  vettingReason: "Not an Education Customer",
  vettingCreateDate,
});

let emulator: Emulator;
let session: Session;
let written: jest.SpyInstance;

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
  written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  session = newSession();
});
afterEach(async () => {
  jest.restoreAllMocks();
  session.client.close();
  await emulator.close();
});

/** A provider process of its own. */
function newSession(): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  return new Session((key) => settings[key]);
}

describe("a changed `resubmit` answers a denial that somebody can have read", () => {
  const olds = { ...education, ...denied("2026-11-02T08:00:00Z"), submissions: 1 };
  const asked = { ...education, resubmit: "1" };

  test("not one that the refresh of the same `up` is the first to record", async () => {
    emulator.setQualification(customerId, denied("2026-11-19T08:00:00Z"));
    const { props } = await lifecycle.read(session, `${customerId}/Education`, olds);
    expect(props.vettingCreateDate).toBe("2026-11-19T08:00:00Z");
    expect(await lifecycle.diff(session, props, asked)).toMatchObject({ changes: true });
    await expect(lifecycle.update(session, props, asked)).rejects.toThrow("newer denial");
    expect(emulator.submissions()).toEqual([]);
  });

  test("nor one that an earlier refresh recorded, before an `up` has reported it", async () => {
    emulator.setQualification(customerId, denied("2026-11-19T08:00:00Z"));
    const earlier = newSession();
    const { props } = await lifecycle.read(earlier, `${customerId}/Education`, olds);
    earlier.client.close();
    const reported: unknown = await lifecycle.update(session, props, asked).catch((error: unknown) => error);
    expect(reported).toMatchObject({ message: expect.stringContaining("newer denial") as string });
    expect(emulator.submissions()).toEqual([]);
    const { properties } = reported as { properties: Record<string, unknown> };
    await lifecycle.update(session, properties, { ...asked, resubmit: "2" });
    expect(emulator.submissions()).toHaveLength(1);
  });

  test("and the one that was recorded, whatever the refresh of the same `up` finds of it", async () => {
    emulator.setQualification(customerId, denied("2026-11-02T08:00:00Z"));
    const { props } = await lifecycle.read(session, `${customerId}/Education`, olds);
    await lifecycle.update(session, props, asked);
    expect(emulator.submissions()).toHaveLength(1);
  });
});

test("Education that is listed as None is not there, and in conflict with what the same program declares", async () => {
  emulator.setQualification(customerId, { qualification: "Education", vettingStatus: "None" });
  await lifecycle.check(session, {}, education);
  const county = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
  const { inputs } = await lifecycle.check(session, {}, county);
  expect(inputs).toHaveProperty("drift.conflictsWith", "Education");
});

describe("beside a denied Education, Government Community Cloud", () => {
  const olds = { ...education, ...denied("2026-11-02T08:00:00Z"), submissions: 1 };
  const county = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
  beforeEach(() => emulator.setQualification(customerId, denied("2026-11-02T08:00:00Z")));

  async function declareBoth(news: Record<string, unknown>) {
    await lifecycle.check(session, education, news);
    await lifecycle.diff(session, olds, news);
    return lifecycle.check(session, {}, county);
  }

  test("is submitted where the denial is left as it is", async () => {
    const { inputs } = await declareBoth({ ...education, onDenied: "warn" });
    expect(inputs).not.toHaveProperty("drift");
    await lifecycle.create(session, county);
    expect(emulator.submissions().map(({ qualification }) => qualification)).toEqual([county.qualification]);
  });

  test("is in conflict where the same program submits Education again, whichever comes first", async () => {
    const { inputs } = await declareBoth({ ...education, resubmit: "1" });
    expect(inputs).toHaveProperty("drift.conflictsWith", "Education");
    expect(JSON.stringify(written.mock.calls)).toContain("declare one of the two only");
    await expect(lifecycle.create(session, county)).rejects.toThrow("Nothing was submitted");
    await lifecycle.update(session, olds, { ...education, resubmit: "1" });
    expect(emulator.submissions().map(({ qualification }) => qualification)).toEqual(["Education"]);
  });
});
