// What tests use of counts.js.
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}
export function countsOf(report: Report): Counts;
export function countsOfRun(file: string, code: number): Counts;
export function total(all: Counts[]): Counts;
export function lastLine(counts: Counts): string;
export function exitCode(counts: Counts): number;
