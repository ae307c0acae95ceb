import { startEmulator, type Emulator } from "../../../emulator";
import { clientOf, CUSTOMER } from "./support";

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
    const { item } = await client.submitCustomerQualification(CUSTOMER, {
      qualification: "Education",
      educationSegment: "K12",
    });
    client.close();
    expect(item.vettingStatus).toBe("InReview");
    expect(emulator.submissions()).toHaveLength(1);
  },
);
