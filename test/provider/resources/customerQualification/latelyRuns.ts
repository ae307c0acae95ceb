import { type EmulatorOptions, PartnerCenter } from "../../../../emulator";
import type { PartialFailure } from "../../../../provider/failure";
import type { Session } from "../../../../provider/lifecycle/session";
import { Machine } from "../../../machine";
import { simulatedSession } from "../../../model/simulatedSession";
import { SimulatedTime } from "../../../model/time";

/* Runs in virtual time, of one machine or of several, against Partner Center without a socket. */

export const MINUTE_MS = 60_000;
export const customer = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const declared = { customerId: customer(1), qualification: "Education", educationSegment: "K12" };

export let time: SimulatedTime;
export let partnerCenter: PartnerCenter;
export let machine: Machine;
export let printed: string;
beforeEach(() => {
  printed = "";
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

export function start(options: EmulatorOptions = {}): void {
  time = new SimulatedTime();
  machine = new Machine();
  partnerCenter = new PartnerCenter({
    customers: [1, 2, 3].map(customer),
    clock: time.clock(),
    accessTokenSeconds: 86_400,
    ...options,
  });
}

/** A run is a process of its own, on this machine or on another one. */
export function newRun(on = machine): Session {
  return simulatedSession(partnerCenter, time.clock(), { lock: on.process() });
}

export const qualifications = (number = 1) => partnerCenter.customers.get(customer(number)).qualifications;
export const submitted = () => partnerCenter.recorder.submissions.length;
export const looks = () =>
  partnerCenter.recorder.requests.filter(({ path }) => path.endsWith("/qualifications"));
export const failed = (work: Promise<unknown>): Promise<PartialFailure> =>
  time.run(
    work.then(
      () => Promise.reject(new Error("It did not fail.")),
      (error: PartialFailure) => error,
    ),
  );

/** Somebody else has submitted it; the list shows it so many milliseconds later. */
export function submittedElsewhere(minutesAgo: number, number = 1): void {
  partnerCenter.activity.add({
    ...{ customerId: customer(number), operationType: "update_customer_qualification" },
    ...{ userPrincipalName: "colleague@partner.example", applicationId: "Partner Center Web App" },
    newValue: { Qualification: "Education" },
    at: time.now() - minutesAgo * MINUTE_MS,
  });
}
