import * as pulumi from "@pulumi/pulumi";
import type { Customer, PartnerCenterClient } from "../provider/partnercenter";
import type { CustomerAddressOutput } from "./customer";
import type { AgreementType } from "./customerAgreement";
import { settingsOf, type ProviderSettings } from "./providerSettings";

/** Where a function takes its login from. */
export interface FunctionOptions {
  /** An explicit {@link Provider}; default: the environment and the stack's configuration, as for resources. */
  provider?: pulumi.ProviderResource;
}

/** The same arguments with outputs allowed in them. */
export type InputsOf<T> = { [Name in keyof T]: pulumi.Input<T[Name]> };

/** The arguments of {@link getCustomer}: one of the two. */
export interface GetCustomerArgs {
  /** The customer's tenant id, a GUID. */
  customerId?: string;
  /** The customer's domain, such as contoso.onmicrosoft.com. */
  domain?: string;
}

/** A customer as the list of customers shows it. */
export interface CustomerSummary {
  /** The customer's tenant id, a GUID. */
  customerId: string;
  domain?: string;
  companyName?: string;
  /** Microsoft's word, such as `reseller`. */
  relationshipToPartner?: string;
}

/** A customer with its billing profile. */
export interface GetCustomerResult extends CustomerSummary {
  commerceId?: string;
  organizationRegistrationNumber?: string;
  /** The indirect reseller's tenant id. */
  associatedPartnerId?: string;
  /** Whether there are delegated admin privileges (DAP). */
  allowDelegatedAccess?: boolean;
  email?: string;
  culture?: string;
  language?: string;
  address?: CustomerAddressOutput;
}

/** What customers are searched by ("Get a list of customers filtered by a search field"). */
export interface CustomerFilter {
  field: "CompanyName" | "Domain" | "IndirectReseller" | "IndirectCloudSolutionProvider";
  /** The only operator that the API has; capitals do not matter. */
  startsWith: string;
}

/** The arguments of {@link getCustomers}. */
export interface GetCustomersArgs {
  /** Default: all customers. */
  filter?: CustomerFilter;
  /** Customers asked for by one request; all pages are read. Default: the API's own. */
  pageSize?: number;
}

/** What {@link getCustomers} returns. */
export interface GetCustomersResult {
  customers: CustomerSummary[];
}

/** The arguments of {@link getCustomerQualifications}. */
export interface GetCustomerQualificationsArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
}

/** A qualification as Microsoft lists it. */
export interface ListedQualification {
  /** `Education`, `GovernmentCommunityCloud`, `StateOwnedEntity`, `Nonprofit`, or one that Microsoft adds. */
  qualification: string;
  /** `InReview`, `Approved`, `Denied`, or one that Microsoft adds; undefined where the API gives none. */
  vettingStatus?: string;
  vettingReason?: string;
  /** As the API wrote it. */
  vettingCreateDate?: string;
}

/** What {@link getCustomerQualifications} returns. */
export interface GetCustomerQualificationsResult {
  qualifications: ListedQualification[];
}

/** A Government Community Cloud validation code of the partner. */
export interface ListedValidationCode {
  /** The code itself, a secret: the `validationCode` of a {@link CustomerQualification}. */
  validationId: string;
  organizationName?: string;
  /** How many customers it can be used for, and for how many more. */
  maxCreates?: number;
  remainingCreates?: number;
}

/** What {@link getValidationCodes} returns. */
export interface GetValidationCodesResult {
  validationCodes: ListedValidationCode[];
}

/** The arguments of {@link checkDomainAvailability}. */
export interface CheckDomainAvailabilityArgs {
  /** Such as contoso.onmicrosoft.com. */
  domain: string;
}

/** What {@link checkDomainAvailability} returns. */
export interface CheckDomainAvailabilityResult {
  /** False if anybody has it, your own customers included. */
  available: boolean;
}

/** The arguments of {@link getCustomerAgreements}. */
export interface GetCustomerAgreementsArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
  /** Default `MicrosoftCustomerAgreement`. */
  agreementType?: AgreementType;
}

/** An acceptance that the partner has attested. */
export interface ListedAgreement {
  type: string;
  templateId?: string;
  primaryContact?: { firstName?: string; lastName?: string; email?: string; phoneNumber?: string };
  /** As the API wrote it; without a zone it is UTC. */
  dateAgreed?: string;
  agreementLink?: string;
}

/** What {@link getCustomerAgreements} returns. */
export interface GetCustomerAgreementsResult {
  agreements: ListedAgreement[];
  /** Whether the customer has signed the Microsoft Customer Agreement itself; undefined for another type. */
  signedByCustomer?: boolean;
}

/**
 * One customer of yours, by its id or its domain ("Get a customer by ID").
 * @throws when there is none.
 */
export function getCustomer(args: GetCustomerArgs, opts?: FunctionOptions): Promise<GetCustomerResult> {
  return run(opts, async (client) => {
    const { customers } = client;
    const { customerId, domain } = args;
    if ((customerId === undefined) === (domain === undefined))
      throw new pulumi.RunError("getCustomer: give one of `customerId` and `domain`.");
    const found = domain === undefined ? undefined : await customers.findCustomerByDomain(domain);
    const id = customerId ?? found?.id;
    if (id === undefined)
      throw new pulumi.RunError(
        `getCustomer: none of this partner's customers has the domain ${domain ?? ""}.`,
      );
    return customerResult(await customers.getCustomer(id));
  });
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
  return run(opts, async (client) => {
    const listed: CustomerSummary[] = [];
    const { filter, pageSize } = args;
    for await (const customer of client.customers.getCustomers(filter, { pageSize }))
      listed.push(summary(customer));
    return { customers: listed };
  });
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
  return run(opts, async (client) => ({
    qualifications: await client.getCustomerQualifications(args.customerId),
  }));
}

/** {@link getCustomerQualifications} with outputs as arguments. */
export function getCustomerQualificationsOutput(
  args: InputsOf<GetCustomerQualificationsArgs>,
  opts?: FunctionOptions,
): pulumi.Output<GetCustomerQualificationsResult> {
  return applied(args, opts, getCustomerQualifications);
}

/**
 * The partner's Government Community Cloud validation codes, **in clear**: wrap them in `pulumi.secret`, or use
 * {@link getValidationCodesOutput}, which does ("Get a partner's validation codes").
 */
export function getValidationCodes(opts?: FunctionOptions): Promise<GetValidationCodesResult> {
  return run(opts, async (client) => {
    const codes = await client.getValidationCodes();
    return {
      validationCodes: codes.map(({ validationId, organizationName, maxCreates, remainingCreates }) => ({
        validationId,
        organizationName,
        maxCreates,
        remainingCreates,
      })),
    };
  });
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
  return run(opts, async (client) => ({ available: await client.customers.isDomainAvailable(args.domain) }));
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
  const { customerId, agreementType = "MicrosoftCustomerAgreement" } = args;
  return run(opts, async ({ agreements }) => ({
    agreements: (await agreements.getCustomerAgreements(customerId, agreementType)).map(
      ({ type, templateId, primaryContact, dateAgreed, agreementLink }) => ({
        type,
        templateId,
        primaryContact,
        dateAgreed,
        agreementLink,
      }),
    ),
    ...(agreementType === "MicrosoftCustomerAgreement" && {
      signedByCustomer: await agreements.isDirectlySigned(customerId),
    }),
  }));
}

/** {@link getCustomerAgreements} with outputs as arguments. */
export function getCustomerAgreementsOutput(
  args: InputsOf<GetCustomerAgreementsArgs>,
  opts?: FunctionOptions,
): pulumi.Output<GetCustomerAgreementsResult> {
  return applied(args, opts, getCustomerAgreements);
}

function summary({ id, domain, companyName, relationshipToPartner }: Customer): CustomerSummary {
  return { customerId: id.toLowerCase(), domain, companyName, relationshipToPartner };
}

function customerResult(customer: Customer): GetCustomerResult {
  const { commerceId, organizationRegistrationNumber, associatedPartnerId, allowDelegatedAccess } = customer;
  const { email, culture, language, defaultAddress } = customer.billingProfile ?? {};
  return {
    ...summary(customer),
    commerceId,
    organizationRegistrationNumber,
    associatedPartnerId,
    allowDelegatedAccess,
    email,
    culture,
    language,
    address: defaultAddress,
  };
}

/** One client for each login, as long as the program runs. */
const clients = new Map<ProviderSettings | undefined, Promise<PartnerCenterClient>>();

/** Runs a function of the client. What fails is shown as its message alone: the trace would be of this package. */
async function run<T>(
  opts: FunctionOptions | undefined,
  call: (client: PartnerCenterClient) => Promise<T>,
): Promise<T> {
  try {
    const settings = opts?.provider && settingsOf(opts.provider);
    const client = clients.get(settings) ?? clientOf(settings);
    clients.set(settings, client);
    return await call(await client);
  } catch (error) {
    const { PartnerCenterError: failed } = load();
    if (error instanceof failed) throw new pulumi.RunError(error.message);
    if (error instanceof Error && error.name === "SettingsError") throw new pulumi.RunError(error.message);
    throw error;
  }
}

async function clientOf(settings: ProviderSettings | undefined): Promise<PartnerCenterClient> {
  const { PartnerCenterClient: Client, readSettings } = load();
  const explicit = settings && (await valueOf(settings));
  const config = new pulumi.Config("partnercenter");
  const configured = (key: string): string | undefined =>
    explicit ? explicit[key] : config.get(key.replace(/^partnercenter:/, ""));
  return new Client(readSettings(configured, process.env).client());
}

/** A provider's settings that are not known before `up` leave a function without a login in a preview. */
async function valueOf(settings: ProviderSettings): Promise<{ [key: string]: string }> {
  if (await isKnown(settings)) return new Promise((resolve) => void settings.apply(resolve));
  throw new pulumi.RunError(
    "The Provider's settings are not known before `pulumi up`: use the function's Output form.",
  );
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
  ...(require("../provider/settings") as typeof import("../provider/settings")),
});
