/** A figure that was to be reached. */
export interface Target {
  figure: string;
  toReach: string;
  /** What was measured, in words; undefined where it was not. */
  reached?: string;
  /** Whether that is enough. */
  enough?: boolean;
  command: string;
}
