import type { Input } from "@pulumi/pulumi";

/** What every system declares. */
export interface QualificationArgs {
  customerId: Input<string>;
  qualification: "Education" | "StateOwnedEntity";
  educationSegment?: "K12";
  website?: string;
}
