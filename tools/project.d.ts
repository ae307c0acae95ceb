// What tests use of project.js.
export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  onOutput?: (piece: string) => void;
  limit?: (output: string) => number;
}
export const root: string;
export function withPath(env: NodeJS.ProcessEnv, folders: string[]): NodeJS.ProcessEnv;
export function commandOnPath(command: string, env?: NodeJS.ProcessEnv): string | undefined;
export function run(
  command: string,
  args: string[],
  options?: RunOptions,
): Promise<{ code: number; output: string; tooLong: boolean }>;
