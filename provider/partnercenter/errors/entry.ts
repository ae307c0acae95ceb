import type { ErrorScope, SubmissionOutcome } from "./PartnerCenterError";

/** One row of the error table: what an answer is called, means and asks for. */
export interface ErrorEntry {
  name: string;
  meaning: string;
  remedy: string;
  scope: ErrorScope;
  /** What it says of a submission that was answered with it; `notTaken` if nothing else is said. */
  submission?: SubmissionOutcome;
}
