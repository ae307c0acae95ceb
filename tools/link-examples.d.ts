// What tests use of link-examples.js.
export function linkExamples(base?: string): string[];
