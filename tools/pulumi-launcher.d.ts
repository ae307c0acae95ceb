// What tests use of pulumi-launcher.js.
export function launcherLimit(clock?: () => number): (output: string) => number;
export function launchPulumi(options: {
  log: (line: string) => void;
  env: NodeJS.ProcessEnv;
  version: string;
  npx?: string;
}): Promise<boolean>;
