import { startEmulator, type Emulator } from "../../../../emulator";
import { check } from "../../../../provider/resources/customerQualification";
import { Session } from "../../../../provider/lifecycle/session";

let emulator: Emulator;
const customerId = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const validationCode = "90417723";

beforeAll(async () => {
  emulator = await startEmulator({ tls: false, customers: [customerId] });
});
afterAll(() => emulator.close());

test("an answer that repeats the validation code is shown without it, before anything was submitted", async () => {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
  };
  const session = new Session((key) => settings[key]);
  const written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  emulator.faultNext({ method: "GET" }, { kind: "body", body: `<html>code ${validationCode}</html>` });
  const result = await check(
    session,
    {},
    { customerId, qualification: "GovernmentCommunityCloud", validationCode },
  );
  const printed = JSON.stringify(written.mock.calls);
  written.mockRestore();
  session.client.close();
  const { drift } = result.inputs as { drift?: { notObserved?: string } };
  expect(drift?.notObserved).toContain("code REDACTED");
  expect(drift?.notObserved).not.toContain(validationCode);
  expect(printed).toContain("could not be observed");
  expect(printed).not.toContain(validationCode);
});
