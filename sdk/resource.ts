import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../provider/declared/contradictions";
import { announced, lookAhead } from "./announce";
import { requireArguments, requireId } from "./arguments";
import { mistakeIn } from "./declarations";
import { requireInstalled } from "./installation";
import { mistake } from "./mistake";
import { plainly } from "./outputs";
import { warnOfSettings } from "./settingsWarnings";
import { tellProviders } from "./tellProviders";
import { customTimeouts, type Wait } from "./timeouts";

/** What a class says of itself and of one resource. */
export interface ResourceDeclaration {
  /** The class's name, as messages have it. */
  className: string;
  /** The type token. */
  type: string;
  /** The provider's export that serves it. */
  provider: Served;
  kind: Kind;
  name: string;
  /** Undefined for a `get`. */
  args: object | undefined;
  opts: pulumi.CustomResourceOptions;
  /** The properties: of what is not named here there is no output. */
  inputs: object;
  outputs: object;
  secrets?: string[];
  /** What `up` waits for, if anything. */
  wait?: Wait;
  /** What the customer is known by. */
  customer: readonly pulumi.Input<string | undefined>[];
  /** Whether its id is the customer's. */
  isCustomer?: boolean;
  /** Of which the program declares one for each customer. */
  what: pulumi.Input<string> | undefined;
  /** What the provider looks for; undefined for what can't be looked for ahead. */
  lookFor: pulumi.Input<string | undefined>;
}

type Served = "customerQualification" | "customer" | "customerAgreement";

const CUSTOMER_ID = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
/** What the id of each is, for who gives none to `get`. */
const ID_FORMS: Readonly<Record<Served, string>> = {
  customer: `the customer's tenant id, such as ${CUSTOMER_ID}`,
  customerAgreement: `{customerId}/{agreementType}, such as ${CUSTOMER_ID}/MicrosoftCustomerAgreement`,
  customerQualification: `{customerId}/{qualification}, such as ${CUSTOMER_ID}/Education`,
};

/** What a class hands to the constructor of `CustomResource`, and what is to be done once it has returned or thrown. */
export interface Prepared {
  arguments: [type: string, name: string, properties: pulumi.Inputs, opts: pulumi.CustomResourceOptions];
  constructed: (resource: pulumi.CustomResource) => void;
  failed: (error: unknown) => void;
}

/**
 * Prepares a resource of Pulumi's dynamic provider server. Beside its inputs it hands along what that server does not tell a
 * provider; none of it reaches the state. No base class of ours does it: Pulumi takes the place in the program that the state
 * keeps from the stack, at the class below `CustomResource`.
 */
export function prepared(declared: ResourceDeclaration): Prepared {
  const { className, type, name, args, customer, secrets } = declared;
  requireArguments(className, name, args, declared.opts);
  const opts = args === undefined ? withId(declared) : declared.opts;
  requireInstalled();
  const timeouts = customTimeouts(className, name, opts, declared.wait);
  warnOfSettings();
  const options = secrets
    ? pulumi.mergeOptions({ additionalSecretOutputs: secrets }, timeouts.opts)
    : timeouts.opts;
  const restoreTraces = withoutPromiseTraces();
  try {
    const along = args === undefined ? forGet() : declaredAlong(declared, args, timeouts);
    const properties = {
      // Pulumi prepares one property after the other: what waits for the resource's turn comes first, and once more below, so
      // that no argument takes its place.
      ...along,
      ...declared.inputs,
      ...declared.outputs,
      ...along,
      __provider: providerText(declared.provider),
    };
    return {
      arguments: [type, name, properties, options],
      constructed(resource) {
        restoreTraces();
        if (args === undefined) void failIfNotRead(resource);
        tellProviders(className, name, [...customer, opts.id], declared.isCustomer ? resource.id : undefined);
      },
      failed: restoreTraces,
    };
  } catch (error) {
    restoreTraces(error);
    throw error;
  }
}

function withId({ className, name, provider, opts }: ResourceDeclaration): pulumi.CustomResourceOptions {
  return { ...opts, id: requireId(className, name, opts.id, ID_FORMS[provider]) };
}

function declaredAlong(
  { type, name, kind, opts, customer, what, lookFor }: ResourceDeclaration,
  args: object,
  { timeouts, mistake }: ReturnType<typeof customTimeouts>,
) {
  return {
    __declared: announced(type, name, opts),
    __lookAhead: lookAhead(type, lookFor, opts),
    ...(timeouts && { __customTimeouts: timeouts }),
    __mistake: mistakeIn({ mistake, type, name, kind, args, customer, what, opts }),
  };
}

/** For a resource that is only read: whether the provider may answer that it was not read. */
function forGet(): { __preview?: true; __notRead: undefined } {
  return { ...(pulumi.runtime.isDryRun() && { __preview: true as const }), __notRead: undefined };
}

/**
 * Fails the program for a `get` that could not be read in a preview, when all else has been looked at: an error that
 * nobody catches ends a program at its end, not at once.
 */
async function failIfNotRead(resource: pulumi.Resource): Promise<void> {
  const { __notRead } = resource as { __notRead?: pulumi.Output<string | undefined> };
  const why = await plainly(__notRead);
  if (why !== undefined) throw mistake(why);
}

/**
 * The text that the engine stores with every resource, twice, and runs to reach the provider: byte for byte the same
 * in every release, since a destroy years from now runs the one that was stored. It holds no code of its own.
 */
export function providerText(resource: Served): string {
  return `exports.handler = () => require("pulumi-partnercenter/provider").${resource};`;
}

/**
 * While a resource is constructed, the SDK formats a stack trace for each of four promises a property. They serve only
 * its own search for promises that never settle (PULUMI_DEBUG_PROMISE_LEAKS), and cost more than all else that a program
 * does: 10 ms a resource (bench/RESULTS.md). The resource's own source position, which the state keeps, is taken with a
 * limit of its own.
 *
 * @returns what puts the limit back, with the error that the constructor ended with, if it did
 */
function withoutPromiseTraces(): (error?: unknown) => void {
  if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return () => undefined;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  return (error) => {
    Error.stackTraceLimit = limit;
    // So that a mistake in the program shows where it was made.
    if (error instanceof Error) Error.captureStackTrace(error);
  };
}
