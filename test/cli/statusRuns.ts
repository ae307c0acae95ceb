import type { Clock } from "../../provider/partnercenter";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index";
import { type Parts, runProgram } from "./runProgram";

/* `partnercenter status` against an emulator that each test starts. */

export const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const [SCHOOL, AGENCY, COLLEGE, LOST] = [1, 2, 3, 4].map(id) as [string, string, string, string];

export let emulator: Emulator;
afterEach(() => emulator.close());

export async function start(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({
    tls: false,
    customers: [
      { id: SCHOOL, companyName: "Contoso School" },
      { id: AGENCY, companyName: "City of Northwind" },
      { id: COLLEGE, companyName: "東京大学" },
      { id: LOST, companyName: "Litware" },
    ],
    ...options,
  });
}

export const reads = () => emulator.requests.filter(({ path }) => path.endsWith("/qualifications"));
export const run = (args: string[], parts: Parts = {}) =>
  runProgram(args, { environment: emulator.environment, ...parts });
export const status = async (...args: string[]) => run(["status", ...args]);

export const vetted = (customer: string, vettingStatus: string, over = {}) =>
  emulator.setQualification(customer, { qualification: "Education", vettingStatus, ...over });

/** Time that passes as soon as it is waited for, and nothing stands in its way. */
export function impatientClock(mayPass = () => true): Clock {
  let now = Date.now();
  return {
    now: () => now,
    sleep: (ms, signal) => {
      const due = now + ms;
      return new Promise((resolve, reject) => {
        const pass = (): void => {
          if (signal?.aborted) return reject(signal.reason as Error);
          if (!mayPass()) return void setImmediate(pass);
          now = Math.max(now, due);
          resolve();
        };
        setImmediate(pass);
      });
    },
  };
}
