// What tests use of versions.js.
export function parseVersion(text: string): number[] | undefined;
export function atLeast(text: string, least: string): boolean;
