import * as pulumi from "@pulumi/pulumi";
import type { FunctionName } from "../provider/functions";
import type { PartnerCenterClient } from "../provider/partnercenter";
import type {
  CheckDomainAvailabilityArgs,
  CheckDomainAvailabilityResult,
  FunctionOptions,
  GetCustomerAgreementsArgs,
  GetCustomerAgreementsResult,
  GetCustomerArgs,
  GetCustomerQualificationsArgs,
  GetCustomerQualificationsResult,
  GetCustomerResult,
  GetCustomersArgs,
  GetCustomersResult,
  GetQualificationHistoryArgs,
  GetQualificationHistoryResult,
  GetValidationCodesResult,
  InputsOf,
} from "./functionTypes";
import { argumentMistakes, withoutValue } from "./arguments";
import { mistake } from "./mistake";
import { type ProviderSettings, settingsOf } from "./provider";
import { warnOfSettings } from "./settingsWarnings";

/**
 * One customer of yours, by its id or its domain ("Get a customer by ID").
 * @throws when there is none.
 */
export function getCustomer(args: GetCustomerArgs, opts?: FunctionOptions): Promise<GetCustomerResult> {
  return run("getCustomer", args, opts);
}

/** {@link getCustomer} with outputs as arguments. */
export function getCustomerOutput(
  args: InputsOf<GetCustomerArgs>,
  opts?: FunctionOptions,
): pulumi.Output<GetCustomerResult> {
  return applied(args, opts, getCustomer);
}

/** Your customers, all pages of them ("Get a list of customers"). */
export function getCustomers(
  args: GetCustomersArgs = {},
  opts?: FunctionOptions,
): Promise<GetCustomersResult> {
  return run("getCustomers", args, opts);
}

/** {@link getCustomers} with outputs as arguments. */
export function getCustomersOutput(
  args: InputsOf<GetCustomersArgs> = {},
  opts?: FunctionOptions,
): pulumi.Output<GetCustomersResult> {
  return applied(args, opts, getCustomers);
}

/** What Microsoft lists for a customer; an empty list is none ("Get a customer's qualifications"). */
export function getCustomerQualifications(
  args: GetCustomerQualificationsArgs,
  opts?: FunctionOptions,
): Promise<GetCustomerQualificationsResult> {
  return run("getCustomerQualifications", args, opts);
}

/** {@link getCustomerQualifications} with outputs as arguments. */
export function getCustomerQualificationsOutput(
  args: InputsOf<GetCustomerQualificationsArgs>,
  opts?: FunctionOptions,
): pulumi.Output<GetCustomerQualificationsResult> {
  return applied(args, opts, getCustomerQualifications);
}

/**
 * Who submitted qualifications of a customer in the last 90 days, when and through what ("Get a record of Partner Center
 * activity"). **What it does not show proves nothing**: how soon a submission shows up, whether the portal's requests are
 * there, and what a record holds, is not published.
 */
export function getQualificationHistory(
  args: GetQualificationHistoryArgs,
  opts?: FunctionOptions,
): Promise<GetQualificationHistoryResult> {
  return run("getQualificationHistory", args, opts);
}

/** {@link getQualificationHistory} with outputs as arguments. */
export function getQualificationHistoryOutput(
  args: InputsOf<GetQualificationHistoryArgs>,
  opts?: FunctionOptions,
): pulumi.Output<GetQualificationHistoryResult> {
  return applied(args, opts, getQualificationHistory);
}

/**
 * The partner's Government Community Cloud validation codes, **in clear**: wrap them in `pulumi.secret`, or use
 * {@link getValidationCodesOutput}, which does ("Get a partner's validation codes").
 */
export function getValidationCodes(opts?: FunctionOptions): Promise<GetValidationCodesResult> {
  return run("getValidationCodes", {}, opts);
}

/** {@link getValidationCodes} as a secret output. */
export function getValidationCodesOutput(opts?: FunctionOptions): pulumi.Output<GetValidationCodesResult> {
  return pulumi.secret(applied({}, opts, (_, options) => getValidationCodes(options)));
}

/** Whether a customer can be created with a domain ("Verify domain availability"). */
export function checkDomainAvailability(
  args: CheckDomainAvailabilityArgs,
  opts?: FunctionOptions,
): Promise<CheckDomainAvailabilityResult> {
  return run("checkDomainAvailability", args, opts);
}

/** {@link checkDomainAvailability} with outputs as arguments. */
export function checkDomainAvailabilityOutput(
  args: InputsOf<CheckDomainAvailabilityArgs>,
  opts?: FunctionOptions,
): pulumi.Output<CheckDomainAvailabilityResult> {
  return applied(args, opts, checkDomainAvailability);
}

/**
 * The agreements that the partner has attested for a customer, and whether the customer has signed itself; an App+User
 * login only ("Get confirmation of customer acceptance of Microsoft Customer Agreement").
 */
export function getCustomerAgreements(
  args: GetCustomerAgreementsArgs,
  opts?: FunctionOptions,
): Promise<GetCustomerAgreementsResult> {
  return run("getCustomerAgreements", args, opts);
}

/** {@link getCustomerAgreements} with outputs as arguments. */
export function getCustomerAgreementsOutput(
  args: InputsOf<GetCustomerAgreementsArgs>,
  opts?: FunctionOptions,
): pulumi.Output<GetCustomerAgreementsResult> {
  return applied(args, opts, getCustomerAgreements);
}

/** One client for each login, as long as the program runs. */
const clients = new Map<ProviderSettings | undefined, Promise<PartnerCenterClient>>();

/**
 * Runs a function of the client, if its arguments are right. What can be told to fail, a mistake or an answer of Partner Center, is
 * shown as its message alone, also where the Output form calls; anything else is a fault of ours, and keeps its trace.
 */
async function run<T>(name: FunctionName, args: object, opts: FunctionOptions | undefined): Promise<T> {
  requireArguments(name, args);
  try {
    const settings = opts?.provider && settingsOf(opts.provider);
    const client = clients.get(settings) ?? clientOf(settings);
    clients.set(settings, client);
    return (await load().readFunction(name, await client, { ...args })) as T;
  } catch (error) {
    const { PartnerCenterError: failed, Refused: refused } = load();
    if (error instanceof failed || error instanceof refused) throw mistake(error.message);
    throw error;
  }
}

/**
 * By the rules that hold in every language. What is no argument of the function is a warning where nothing else is wrong: a released
 * version took it without a word.
 *
 * @throws RunError with every mistake in the arguments
 */
function requireArguments(name: FunctionName, args: object): void {
  const mistakes = argumentMistakes(args);
  if (mistakes.length > 0) throw mistake(`${name}: ${mistakes.join(" ")}`);
  const { mistakesIn, listed, argumentNames } = load();
  const names = argumentNames(name);
  const used = Object.fromEntries(Object.entries(args).filter(([key]) => names.includes(key)));
  const failures = mistakesIn(name, { ...args }).map((failure) => withoutValue(failure, args));
  if (mistakesIn(name, used).length > 0) throw mistake(`${name}: ${listed(failures)}.`);
  if (failures.length > 0) void pulumi.log.warn(`${name}: ${listed(failures)}. It is left out.`);
}

async function clientOf(settings: ProviderSettings | undefined): Promise<PartnerCenterClient> {
  const { PartnerCenterClient: Client, readSettings } = load();
  if (settings === undefined) warnOfSettings();
  const explicit = settings && (await valueOf(settings));
  const config = new pulumi.Config("partnercenter");
  const configured = (key: string): string | undefined =>
    explicit ? explicit[key] : config.get(key.replace(/^partnercenter:/, ""));
  return new Client(readSettings(configured, process.env).client());
}

/** A provider's settings that are not known before `up` leave a function without a login in a preview. */
async function valueOf(settings: ProviderSettings): Promise<{ [key: string]: string }> {
  if (await isKnown(settings)) return new Promise((resolve) => void settings.apply(resolve));
  throw mistake("The Provider's settings are not known before `pulumi up`: use the function's Output form.");
}

const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as { isKnown: Promise<boolean> }).isKnown;

/** The Output form: called once everything is known, so never with an unknown value in a preview. */
function applied<Args extends object, Result>(
  args: InputsOf<Args>,
  opts: FunctionOptions | undefined,
  call: (args: Args, opts?: FunctionOptions) => Promise<Result>,
): pulumi.Output<Result> {
  const settings = opts?.provider && settingsOf(opts.provider);
  return pulumi.all([pulumi.output(args), settings]).apply(([known]) => call(known as unknown as Args, opts));
}

/* eslint-disable @typescript-eslint/no-require-imports --
   A program that calls no function does not load the client. */
const load = () => ({
  ...(require("../provider/partnercenter") as typeof import("../provider/partnercenter")),
  ...(require("../provider/failure") as typeof import("../provider/failure")),
  ...(require("../provider/functions") as typeof import("../provider/functions")),
  ...(require("../provider/lifecycle/validation") as typeof import("../provider/lifecycle/validation")),
  ...(require("../provider/settings/settings") as typeof import("../provider/settings/settings")),
});
