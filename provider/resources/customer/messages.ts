import type { Situation as Decided } from "../../lifecycle/definition";
import type { Standing } from "../../lifecycle/declaredCustomers";
import { correlated, notObserved, nothingToDo } from "../../lifecycle/sentences";
import { listed } from "../../lifecycle/validation";
import type { Decision, Refusal } from "./decide";
import { NOTED_NAMES, withDefaults, type Inputs, type Recorded, type Seen } from "./model";
import type { Change } from "./profile";

/** What a person reads: one place for every sentence about a decision, so that a preview and an `up` say the same. */

export type Situation = Decided<Inputs, Recorded, Seen>;

export function subject(inputs: Inputs): string {
  const { domain, customerId } = inputs;
  if (domain === undefined) return `Customer ${customerId ?? ""}`;
  return customerId === undefined ? `Customer ${domain}` : `Customer ${domain} (${customerId})`;
}

/** What becomes of the customer when the resource goes. */
export const FATE = {
  keep: 'The customer and its tenant stay as they are (`onDelete: "keep"`).',
  removeRelationship:
    'The reseller relationship ends (`onDelete: "removeRelationship"`); the tenant stays the customer\'s.',
  deleteSandboxCustomer:
    'The customer and its tenant are deleted for ever (`onDelete: "deleteSandboxCustomer"`).',
} as const;

/** What will become of it, where that can't be undone: no preview of the removal itself asks the provider. */
function fateOf(desired: Inputs): string {
  const { onDelete } = withDefaults(desired);
  return onDelete === "keep"
    ? ""
    : ` When nothing of the program declares it any more, or it is destroyed: ${FATE[onDelete]}`;
}

export const PASSWORD_LOST =
  "The administrator's password is not known: only a creation's own answer has it. Reset it in the customer's admin center if it is needed.";

/** `email "a@contoso.com" => "b@contoso.com"` */
export function describeChanges(changes: readonly Change[]): string {
  return changes
    .map(
      ({ property, observed, desired }) =>
        `${property} ${JSON.stringify(observed)} => ${JSON.stringify(desired)}`,
    )
    .join(", ");
}

export const NEXT: Readonly<Record<Refusal, string>> = {
  domainTaken:
    "declare another domain, or ask the tenant's owner to accept your reseller relationship; then it is adopted",
  notAdopted:
    "set `adoptExisting: true` to take it over without a creation (also after a crash, when it may be this resource's own)",
  notOurs:
    'check the id ("Microsoft ID" on the customer\'s account page), or have the customer accept your reseller relationship',
  otherDomain: "correct `customerId` or `domain`",
  gone:
    "have the customer accept the reseller relationship again, or remove this resource; if the tenant is gone for good, " +
    "`pulumi state delete` forgets it, and another `domain` creates another customer",
  fixed: "revert it; another customer needs another `domain`",
  incomplete: "declare what is missing",
};

function refusal({ desired, observed }: Situation, decision: Extract<Decision, { kind: "refuse" }>): string {
  const { because, problems = [] } = decision;
  const domain = desired.domain ?? "";
  const next = `Next: ${NEXT[because]}.`;
  switch (because) {
    case "domainTaken":
      return `the domain is taken, and no customer of this partner has it. ${next}`;
    case "notAdopted": {
      const id = observed.kind === "seen" ? observed.customer.id : "";
      return `is there already, with the id ${id}, and \`adoptExisting\` is false. ${next}`;
    }
    case "notOurs":
      return `is no customer of this partner. ${next}`;
    case "otherDomain": {
      const found = observed.kind === "seen" ? observed.customer.domain : undefined;
      return `the customer ${desired.customerId ?? ""} has the domain ${found ?? ""}, not ${domain}. ${next}`;
    }
    case "gone":
      return `was a customer of this partner, and is not any more. It is never created a second time. ${next}`;
    case "fixed":
    case "incomplete":
      return `${listed(problems)}. ${next}`;
  }
}

/** The sentence a decision is reported with, or undefined where there is nothing worth a line. */
export function explain(decision: Decision, situation: Situation): string | undefined {
  const { desired, recorded } = situation;
  const line = (text: string): string =>
    `${subject({ ...desired, ...(recorded && { customerId: recorded.customerId }) })}: ${text}`;
  switch (decision.kind) {
    case "nothing":
      return situation.lastUpFailed ? line(nothingToDo(false, true)) : undefined;
    case "create":
      return line(
        `no customer has this domain. It ${situation.inUp ? "is" : "will be"} created: ` +
          "a tenant, which can't be taken back in production." +
          fateOf(desired),
      );
    case "adopt": {
      const { customer, changes } = decision;
      const update =
        changes.length === 0 ? "" : ` Its billing profile is updated: ${describeChanges(changes)}.`;
      return line(
        `is there already, with the id ${customer.id}. It is adopted without a creation.${update}${fateOf(desired)}`,
      );
    }
    case "updateProfile":
      return line(`its billing profile is updated: ${describeChanges(decision.changes)}.`);
    case "record":
      return line(recordText(desired, recorded) + (isFateEdited(desired, recorded) ? fateOf(desired) : ""));
    case "refuse":
      return line(refusal(situation, decision));
    case "notObserved":
      return notObserved(decision.why, line);
    case "notLooked":
      return line(`was not looked at: ${decision.why}`);
  }
}

function isFateEdited(desired: Inputs, recorded: Recorded | undefined): boolean {
  return withDefaults(desired).onDelete !== withDefaults(recorded ?? {}).onDelete;
}

function recordText(desired: Inputs, recorded: Recorded | undefined): string {
  const [now, then] = [withDefaults(desired), recorded && withDefaults(recorded)];
  const edited = NOTED_NAMES.filter((name) => now[name] !== then?.[name]);
  return edited.length === 0
    ? "what was edited is recorded only: Microsoft is not told."
    : `${edited.join(" and ")} ${edited.length === 1 ? "is" : "are"} recorded only: Microsoft is not told.`;
}

/** What is said where `onDelete` is not carried out, for the program declares the customer. */
export function stillDeclared(by: readonly string[], onDelete: string): string {
  return (
    `is still declared by this program${named(by)}, so \`onDelete: "${onDelete}"\` is not carried out. Only the resource ` +
    "is forgotten. Next, if the customer is to go: take all that declares it out of the program at once, or run `pulumi destroy`."
  );
}

/** What a removal fails with, where it can't be carried out and can't be forgotten either. */
export function notRemoved(standing: Exclude<Standing, { kind: "free" }>): string {
  switch (standing.kind) {
    case "declared":
      return (
        `can't be deleted to be created again, for more of this program than its own resource declares it${named(standing.by)}. ` +
        "Nothing was changed. Next: revert the change, or declare the customer once."
      );
    case "notKnown":
      return (
        `is not removed, for it is not known which customer other resources of this program declare${named(standing.by)}. ` +
        "Nothing was changed. Next: mend what failed before them and run `pulumi up` again, without `--target` and `--exclude`."
      );
    case "notTold":
      return (
        "is not removed: the plugin is not told all that a program declares, and only carries out `onDelete` in a " +
        "`pulumi destroy`. Nothing was changed. Next: run `pulumi destroy --target` with this resource's URN; or put the " +
        'resource back, run `pulumi up` with `onDelete: "keep"`, and take it out again, which only forgets it.'
      );
  }
}

const named = (by: readonly string[]): string =>
  by.length === 0 ? "" : ` (${by.map((name) => JSON.stringify(name)).join(", ")})`;

/** The error a refusal fails with. */
export function failure(decision: Decision, situation: Situation, correlationId: string): string {
  return correlated(
    `${explain(decision, situation) ?? subject(situation.desired)} Nothing was changed.`,
    correlationId,
  );
}
