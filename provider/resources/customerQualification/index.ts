export const secretNames: readonly string[] = ["validationCode"];
export const textNames: readonly string[] = [
  ...["vettingStatus", "vettingReason", "vettingCreateDate", "submissionError"],
  ...["reported", "replaced"],
];
export { lookAhead, lookAheadKey, lookAheadOfCreate } from "./observe";
export { waitedId } from "./schema";
export { check } from "./check";
export { diff } from "./diff";
export { create } from "./create";
export { read } from "./read";
export { update } from "./update";
export { forget } from "./delete";
