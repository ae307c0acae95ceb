// Everything that `partnercenter doctor` shows as a failure or a warning: how the emulator or the environment plays it, and
// what must be said.
import { ANSWER_CASES } from "./answers";
import { CONNECTION_CASES } from "./connection";
import type { DoctorCase } from "./doctorCase";
import { LOGIN_CASES } from "./login";

export { CUSTOMER, type Environment } from "./doctorCase";

export const DOCTOR_CASES: DoctorCase[] = [...CONNECTION_CASES, ...LOGIN_CASES, ...ANSWER_CASES];
