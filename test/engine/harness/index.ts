// What engine tests import. Importing it gives every test of the file time for the real CLI, and closes the stacks
// that a failed test has left open.
import { killCommands } from "./processes";
import { closeStacks } from "./stack";

export { mustEnd, newStack, type EngineStack, type StackOptions } from "./stack";
export { describeEachHost, testEachHost, typeToken, useHost, type Host } from "./hosts";
export {
  ProviderCallError,
  providerText,
  startProviderServer,
  unknownValue,
  type DiffAnswer,
  type ProviderServer,
  type ProviderServerOptions,
} from "./providerServer";
export {
  installPackage,
  linkPackages,
  makeScratch,
  removeScratch,
  root,
  scratchEnvironment,
} from "./scratch";
export { runCommand, startCommand, type CommandResult, type RunningCommand } from "./processes";
export type { Deployment, Preview, PreviewStep, ResourceDeclaration, ResourceState } from "./model";

jest.setTimeout(900_000);
afterAll(async () => {
  killCommands();
  await closeStacks();
});
