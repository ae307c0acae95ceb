import type { ErrorScope, SubmissionOutcome } from "./PartnerCenterError";

/** One row of the error table: what an answer is called, means and asks for. */
export interface ErrorEntry {
  /** What happened, in one word such as ThrottledError. */
  name: string;
  /** What it means. */
  meaning: string;
  /** What to do. */
  remedy: string;
  /** Who is concerned. */
  scope: ErrorScope;
  /** What it says of a submission that was answered with it; `notTaken` if nothing else is said. */
  submission?: SubmissionOutcome;
}
