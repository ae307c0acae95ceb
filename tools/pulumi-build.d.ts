// What tests use of pulumi-build.js.
export const goVersion: string;
export function findGo(options: { env: NodeJS.ProcessEnv; version: string }): string;
export function buildPulumi(options: {
  log: (line: string) => void;
  env: NodeJS.ProcessEnv;
  version: string;
  binDir: string;
}): Promise<void>;
