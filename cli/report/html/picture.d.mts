/** How long one has waited, and whether that is too long. */
export interface Waiting {
  days: number;
  overdue: boolean;
}

export interface PictureOptions {
  /** In pixels. */
  width: number;
  /** Where a line is drawn. */
  overdueDays?: number;
  /** What the picture says, for who does not see it. */
  description: string;
}

/** How many have waited for how many days, as SVG that may stand in a page as it is. */
export function histogramOf(waiting: readonly Waiting[], options: PictureOptions): string;
