import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Case, customersOf, type Operation, qualificationsOf } from "../cases";
import { environmentIn, makeScratch, node, removeScratch, root } from "../places";
import { measure } from "../processes";
import { mustEnd, type Runner } from "./system";

/** A script that asks for everything at once: what the API itself allows. */
export async function makeBareRunner(one: Case): Promise<Runner> {
  const scratch = makeScratch();
  const settings = join(scratch, "settings.json");
  writeFileSync(
    settings,
    JSON.stringify({ customers: customersOf(one), qualifications: qualificationsOf(one) }),
  );
  const run = async (operation: Operation, environment: Readonly<Record<string, string>>) => {
    const script = join(root, "bench", "programs", "bare.js");
    const what = operation === "up" ? "submit" : "look";
    const ran = await measure(node, [script, settings, what], {
      cwd: scratch,
      env: environmentIn(scratch, environment),
    });
    mustEnd(`bare.js ${what}`, ran);
    return { ...ran, summary: "" };
  };
  return {
    system: "bare",
    operations: ["up", "preview"],
    run,
    prepare: async (environment) => void (await run("up", environment)),
    reset: async () => undefined,
    stateBytes: () => undefined,
    close: async () => removeScratch(scratch),
  };
}
