import type { CheckName } from "../../../cli/doctor/report";
import type { Emulator } from "../../../emulator";

export const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";

/** Put over the emulator's own; undefined takes one away. */
export type Environment = Record<string, string | undefined>;

/** What is done to the emulator or the environment, the check that fails by it, and what it must say. */
export interface DoctorCase {
  name: string;
  arrange?: (emulator: Emulator) => unknown;
  environment?: (emulator: Emulator) => Environment | Promise<Environment>;
  args?: string[];
  check: CheckName;
  result?: "failed" | "warning";
  code?: string;
  found?: RegExp;
  remedy: RegExp;
  skips?: CheckName[];
}

/** What can be checked only after a login. */
export const AFTER_LOGIN: CheckName[] = ["audience", "appUser", "refreshToken", "mfa", "role"];
