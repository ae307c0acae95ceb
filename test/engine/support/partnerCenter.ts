// Partner Center for engine tests: an emulator of this machine, and how tests declare qualifications of its customers.
import { startEmulator, type Emulator, type EmulatorOptions, type RecordedRequest } from "../../../emulator";
import type { ResourceDeclaration } from "../harness";

/** The id of a customer, by its number. */
export const customerId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** The ids of so many customers, from the first one on. */
export const customerIds = (count: number, first = 1): string[] =>
  Array.from({ length: count }, (_, index) => customerId(first + index));

const started = new Set<Emulator>();
afterAll(async () => {
  for (const emulator of started) await emulator.close();
});

/** Starts an emulator without TLS, used with an access token; it is closed at the end of the test file. */
export async function partnerCenter(
  customers: readonly string[],
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const emulator = await startEmulator({ tls: false, customers, ...options });
  started.add(emulator);
  return emulator;
}

/** Declares a customer's Education qualification. */
export function education(
  name: string,
  customer: string,
  args: Record<string, unknown> = {},
): ResourceDeclaration {
  return {
    name,
    type: "CustomerQualification",
    args: { customerId: customer, qualification: "Education", educationSegment: "K12", ...args },
  };
}

/** All requests that would change something at Microsoft, taken or not. */
export const writes = (emulator: Emulator): RecordedRequest[] =>
  emulator.requests.filter(({ endpoint, method }) => endpoint === "api" && method !== "GET");
