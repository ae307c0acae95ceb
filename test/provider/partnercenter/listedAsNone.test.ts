import { startEmulator, type Emulator } from "../../../emulator";
import { clientOf, CUSTOMER, errorOf } from "./support";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [CUSTOMER] });
  emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "None" });
});
afterEach(() => emulator.close());

test.each(["status", "dropBefore"] as const)(
  "what is listed as None is not taken for the submission after a failed attempt (%s)",
  async (kind) => {
    emulator.faultNext({ method: "POST" }, kind === "status" ? { kind, status: 500 } : { kind });
    const login = { kind: "accessToken", accessToken: emulator.accessToken() } as const;
    const client = clientOf(emulator.url, { login });
    const submitted = client.submitCustomerQualification(CUSTOMER, {
      qualification: "Education",
      educationSegment: "K12",
    });
    expect(await errorOf(submitted)).toMatchObject({ submission: "unknown" });
    client.close();
    expect(emulator.submissions()).toEqual([]);
  },
);
