import type { Customer } from "../customers";
import type { Behaviour } from "../options";
import type { VettingPlan } from "../qualifications/customerQualifications";
import { hasVetting, type VettingState } from "../qualifications/stateMachine";
import type { EmulatorState } from "../state";

/** Something that happens to a partner, as one thing to choose. */
export interface Scenario {
  /** As a path has it. */
  name: string;
  title: string;
  /** What it does here. */
  does: string;
  /** What the next `pulumi preview` shows of it. */
  preview: string;
  begin: (state: EmulatorState) => Begun;
}

/** A scenario that is on. */
export interface Begun {
  /** What it met when it began. */
  met: string;
  /** Puts back what it has changed, except what somebody else has changed since. */
  takeBack: () => void;
}

/** Nothing in it is random: the same scenario does the same every time. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: "approved-in-a-minute",
    title: "A school is approved in a minute",
    does: "What is in review is approved a minute from now, and what is submitted a minute after its submission.",
    preview:
      "For a minute nothing new. Then still no change, and a line: it was InReview, is Approved, and there is nothing to do.",
    begin: (state) => {
      const plan: VettingPlan = { afterMs: 60_000, outcome: "Approved" };
      const concerned = customersWith(state, ({ qualifications }) => vetted(qualifications, "InReview"));
      const takeBack = concerned.map(({ qualifications }) =>
        qualifications.reversibly(() => qualifications.plan(plan)),
      );
      return {
        met: met(concerned, "approved in a minute", "Nothing is in review yet."),
        takeBack: all([...takeBack, planning(state, plan)]),
      };
    },
  },
  {
    name: "denied",
    title: "A school is denied",
    does: "What is in review or approved is denied with Microsoft's usual reason, and so is what is submitted from now on.",
    preview:
      "An update: its `drift` has the denial, Microsoft's reason and the next step. `pulumi up` fails over it and submits nothing.",
    begin: (state) => {
      const deniable = ({ qualifications }: Customer) => vetted(qualifications, "InReview", "Approved");
      const concerned = customersWith(state, deniable);
      const takeBack = concerned.map((customer) =>
        customer.qualifications.reversibly(() => {
          for (const name of deniable(customer)) customer.qualifications.deny(name);
        }),
      );
      return {
        met: met(concerned, "denied", "Nothing is in review or approved yet."),
        takeBack: all([...takeBack, planning(state, { afterMs: 0, outcome: "Denied" })]),
      };
    },
  },
  {
    name: "unlisted",
    title: "A qualification is no longer listed",
    does: "What is listed now is listed no longer, as after a denial in the portal.",
    preview:
      "An update: its `drift` has InReview or Approved => None, and the next step. `pulumi up` fails over it and submits nothing.",
    begin: (state) => {
      const concerned = customersWith(state, ({ qualifications }) => qualifications.statuses());
      const takeBack = concerned.map(({ qualifications }) =>
        qualifications.reversibly(() => {
          for (const { qualification } of qualifications.list()) qualifications.vanish(qualification);
        }),
      );
      return {
        met: met(concerned, "without a qualification", "Nothing is listed yet."),
        takeBack: all(takeBack),
      };
    },
  },
  {
    name: "relationship-ended",
    title: "A customer ends the relationship",
    does: "Calls for one customer are answered with 403: the first one that has a qualification.",
    preview:
      "An update: its `drift` says why the customer could not be looked at. `pulumi up` fails over it and submits nothing.",
    begin: (state) => {
      const [customer] = customersWith(state, ({ related, qualifications }) =>
        related ? qualifications.statuses() : [],
      );
      if (customer === undefined) return { met: "Nobody has a qualification yet.", takeBack: all([]) };
      customer.related = false;
      const takeBack = () => {
        customer.related = true;
      };
      return { met: `It is ${customer.companyName} (${customer.domain}).`, takeBack };
    },
  },
  {
    name: "throttled",
    title: "The partner is throttled",
    does: "Every other call is answered with 429, and with the wish to wait for two seconds.",
    preview: "The same as without it, only later: the provider waits as long as Microsoft asks, and goes on.",
    begin: ({ faults }) => ({
      met: "Throttling counts the answers.",
      takeBack: faults.everyOther({}, { kind: "throttle", retryAfter: 2 }),
    }),
  },
  {
    name: "mfa-enforced",
    title: "Multifactor authentication is enforced",
    does: "Users who have signed in until now count as signed in without it, and are answered with 401.",
    preview:
      "An error, once for the whole program: sign in again with multifactor authentication (`partnercenter login`). That helps here, too.",
    begin: ({ behaviour, login }) => ({
      met: "Whoever signs in from now on is let in.",
      takeBack: all([setting(behaviour, "mfa", { form: "code", share: 1 }), login.distrustSignIns()]),
    }),
  },
];

const all = (acts: readonly (() => void)[]) => () => {
  for (const act of acts) act();
};

const customersWith = (state: EmulatorState, what: (customer: Customer) => readonly unknown[]) =>
  state.customers.list().filter((customer) => what(customer).length > 0);

/** The qualifications whose vetting stands there. */
const vetted = (qualifications: Customer["qualifications"], ...states: VettingState[]) =>
  qualifications
    .statuses()
    .map(({ qualification }) => qualification)
    .filter((name) => hasVetting(name) && states.includes(qualifications.state(name)));

const met = ({ length }: readonly Customer[], what: string, none: string) =>
  length === 0 ? none : `${length} ${length === 1 ? "customer is" : "customers are"} ${what}.`;

/** What is submitted ends as planned. @returns what takes that back: what the plan has not ended by then waits again */
function planning({ behaviour, customers }: EmulatorState, plan: VettingPlan): () => void {
  const takeBack = setting(behaviour, "vetting", plan);
  return () => {
    takeBack();
    for (const { qualifications } of customers.list()) qualifications.forget(plan);
  };
}

/** Changes a setting. @returns what takes that back, unless somebody has changed it since */
function setting<Name extends keyof Behaviour>(
  behaviour: Behaviour,
  name: Name,
  value: Behaviour[Name],
): () => void {
  const before = behaviour[name];
  behaviour[name] = value;
  return () => {
    if (behaviour[name] === value) behaviour[name] = before;
  };
}
