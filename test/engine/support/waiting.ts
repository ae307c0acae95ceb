// What happens to a customer while its vetting is waited for, told by the emulator's own record.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator, RecordedRequest } from "../../../emulator";
import type { EngineStack, ResourceDeclaration } from "../harness";
import { education } from "./partnerCenter";

/** An Education qualification that is waited for, a minute unless told otherwise: a line says so about every second. */
export const waited = (
  name: string,
  customer: string,
  args: Record<string, unknown> = {},
): ResourceDeclaration =>
  education(name, customer, {
    waitForVetting: true,
    vettingTimeoutSeconds: 60,
    vettingPollIntervalSeconds: 1,
    ...args,
  });

/** The looks at a customer that were received since its submission was: those of the wait. */
export function looksAfterSubmission(emulator: Emulator, customer: string): RecordedRequest[] {
  const ofCustomer = emulator.requests.filter(({ path }) => path.includes(customer));
  const submitted = ofCustomer.findLastIndex(({ method }) => method === "POST");
  return submitted < 0 ? [] : ofCustomer.slice(submitted + 1);
}

const GIVE_UP_MS = 240_000;

const inVain = (isSo: () => boolean) => new Error(`Waited in vain for ${isSo.toString()}`);

/** Resolves when it is so at the emulator; rejects when that takes more than some minutes. */
export async function until(emulator: Emulator, isSo: () => boolean): Promise<void> {
  let giveUp: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    giveUp = setTimeout(() => reject(inVain(isSo)), GIVE_UP_MS);
  });
  await Promise.race([emulator.until(isSo), late]).finally(() => clearTimeout(giveUp));
}

/** The same for what another process does, such as its end or a file that it writes: no event tells of that. */
export async function untilElsewhere(isSo: () => boolean): Promise<void> {
  for (const giveUp = Date.now() + GIVE_UP_MS; !isSo();) {
    if (Date.now() > giveUp) throw inVain(isSo);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Resolves when a customer that was submitted has been looked at, and not only its submission answered. */
export const isWaitedFor = (emulator: Emulator, customer: string): Promise<void> =>
  until(emulator, () => looksAfterSubmission(emulator, customer).some(({ status }) => status !== undefined));

/** The provider processes of a stack. Linux only: elsewhere none is found. */
export function providerProcesses(stack: EngineStack): number[] {
  if (process.platform !== "linux") return [];
  const own = `PULUMI_HOME=${join(stack.scratch, "home")}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
        return (
          command.some((part) => /dynamic-provider|pulumi-resource-partnercenter/.test(part)) &&
          environment.includes(own)
        );
      } catch {
        // It has ended meanwhile, or is another user's.
        return false;
      }
    });
}
