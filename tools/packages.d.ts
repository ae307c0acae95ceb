// What tests use of packages.js.
export function areInstalled(folder?: string): boolean;
