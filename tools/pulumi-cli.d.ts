// What tests use of pulumi-cli.js.
export const version: string;
export const oldestVersion: string;
export const parts: string[];
export function launcherDir(env?: NodeJS.ProcessEnv): string;
export function cacheDir(env?: NodeJS.ProcessEnv): string;
export function isComplete(folder: string): boolean;
export function findPulumi(env?: NodeJS.ProcessEnv): { binDir?: string; from?: string; reason?: string };
export function pulumiEnvironment(binDir: string, env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
export function ensurePulumi(options?: {
  log?: (line: string) => void;
  env?: NodeJS.ProcessEnv;
}): Promise<{ binDir: string }>;
