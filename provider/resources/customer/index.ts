export const secretNames: readonly string[] = ["adminPassword"];
export const textNames: readonly string[] = ["companyName", "email", "address", "relationshipToPartner"];
export { lookAhead, lookAheadKey } from "./observe";
export { check } from "./check";
export { diff } from "./diff";
export { create } from "./create";
export { read } from "./read";
export { update } from "./update";
export { remove as forget } from "./delete";
