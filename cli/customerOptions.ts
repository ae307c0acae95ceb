import { type Command, InvalidArgumentError } from "commander";
import { isGuid } from "../provider/lifecycle/validation";
import { trimmed } from "../provider/partnercenter/settingText";
import type { StackOptions } from "./settings";

/** Which customers a command is about. */
export interface Which extends StackOptions {
  customer?: string[];
  all?: boolean;
}

/** Adds --customer and --all, one of which must be given. */
export function addCustomerOptions(command: Command): Command {
  return command
    .option("--customer <guid>", "a customer; can be repeated", customerIds)
    .option("--all", "all customers of the partner")
    .hook("preAction", () => {
      const { customer, all } = command.opts<Which>();
      if ((customer === undefined) === (all === undefined))
        command.error("error: name customers with --customer, or take them with --all");
    });
}

function customerIds(given: string, ids: string[] = []): string[] {
  const id = trimmed(given);
  if (!isGuid(id)) throw new InvalidArgumentError("It must be the customer's tenant id, a GUID.");
  const lowered = id.toLowerCase();
  return ids.includes(lowered) ? ids : [...ids, lowered];
}
