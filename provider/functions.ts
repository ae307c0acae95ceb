import { z } from "zod";
import type { Properties } from "./engineValues";
import type { AuditRecord, Customer, PartnerCenterClient } from "./partnercenter";
import { ACTIVITY_LOG_DAYS, AGREEMENT_TYPES } from "./partnercenter";
import { readLogDay } from "./partnercenter/activity/logDay";
import { submissionsOf } from "./resources/customerQualification/activityLogRecords";
import { guid, listed, oneOf, shown, text, validateInputs, type Failure } from "./lifecycle/validation";
import { Refused } from "./failure";

/**
 * What a program can read beside its resources, over a client of whichever host. Nothing here changes anything at
 * Microsoft.
 */

interface Reading<Args> {
  readonly args: z.ZodObject;
  /** Results that are secrets. */
  readonly secretNames: readonly string[];
  read(client: PartnerCenterClient, args: Args): Promise<object>;
}

const customerId = guid("the customer's tenant id");
const domain = text("a domain, such as contoso.onmicrosoft.com", (value) => /^\S{1,253}$/.test(value));
const logDay = z.unknown().superRefine((given, context) => {
  const read = readLogDay(given, Date.now());
  if (typeof read === "string") context.addIssue({ code: "custom", message: `${read}${shown(given)}` });
});
/** A day less than there are: whether the oldest still counts depends on the hour by Microsoft's clock. */
const HISTORY_MS = (ACTIVITY_LOG_DAYS - 1) * 86_400_000;
const pageSize = (issue: { input?: unknown }): string =>
  `must be a whole number from 1 on${shown(issue.input)}`;

const reading = <Args>(
  args: z.ZodRawShape,
  read: Reading<Args>["read"],
  secretNames: readonly string[] = [],
): Reading<Args> => ({ args: z.strictObject(args), read, secretNames });

export const FUNCTIONS = {
  getCustomer: reading<{ customerId?: string; domain?: string }>(
    { customerId: customerId.optional(), domain: domain.optional() },
    async ({ customers }, args) => {
      if ((args.customerId === undefined) === (args.domain === undefined))
        throw new Refused("getCustomer: give one of `customerId` and `domain`.");
      const found = args.domain === undefined ? undefined : await customers.findCustomerByDomain(args.domain);
      const id = args.customerId ?? found?.id;
      if (id === undefined)
        throw new Refused(
          `getCustomer: none of this partner's customers has the domain ${args.domain ?? ""}.`,
        );
      return customerResult(await customers.getCustomer(id));
    },
  ),
  getCustomers: reading<{ filter?: { field: string; startsWith: string }; pageSize?: number }>(
    {
      filter: z
        .strictObject(
          {
            field: oneOf(["CompanyName", "Domain", "IndirectReseller", "IndirectCloudSolutionProvider"]),
            startsWith: z.string({ error: (issue) => `must be a text${shown(issue.input)}` }),
          },
          {
            error: (issue) =>
              issue.code === "unrecognized_keys"
                ? undefined
                : `must be what to search by, with field and startsWith${shown(issue.input)}`,
          },
        )
        .optional(),
      pageSize: z.number({ error: pageSize }).int({ error: pageSize }).min(1, { error: pageSize }).optional(),
    },
    async (client, { filter, pageSize: size }) => {
      const found: object[] = [];
      const search = filter as Parameters<typeof client.customers.getCustomers>[0];
      for await (const customer of client.customers.getCustomers(search, { pageSize: size }))
        found.push(summary(customer));
      return { customers: found };
    },
  ),
  getCustomerQualifications: reading<{ customerId: string }>({ customerId }, async (client, args) => ({
    qualifications: await client.getCustomerQualifications(args.customerId),
  })),
  getQualificationHistory: reading<{ customerId: string; since?: string }>(
    { customerId, since: logDay.optional() },
    async (client, { customerId: id, since }) => {
      const from = since === undefined ? new Date(Date.now() - HISTORY_MS) : new Date(`${since}T00:00:00Z`);
      const records: AuditRecord[] = [];
      for await (const record of client.auditRecords(from, undefined, { field: "CustomerId", equals: id }))
        records.push(record);
      return {
        submissions: submissionsOf(records, id).map(
          ({ qualification, operationDate, operationStatus, userPrincipalName, applicationId }) => ({
            qualification,
            operationDate,
            operationStatus,
            userPrincipalName,
            applicationId,
          }),
        ),
      };
    },
  ),
  getValidationCodes: reading<object>(
    {},
    async (client) => ({
      validationCodes: (await client.getValidationCodes()).map(
        ({ validationId, organizationName, maxCreates, remainingCreates }) => ({
          validationId,
          organizationName,
          maxCreates,
          remainingCreates,
        }),
      ),
    }),
    ["validationCodes"],
  ),
  checkDomainAvailability: reading<{ domain: string }>({ domain }, async (client, args) => ({
    available: await client.customers.isDomainAvailable(args.domain),
  })),
  getCustomerAgreements: reading<{ customerId: string; agreementType?: (typeof AGREEMENT_TYPES)[number] }>(
    { customerId, agreementType: oneOf(AGREEMENT_TYPES).optional() },
    async ({ agreements }, { customerId: id, agreementType = "MicrosoftCustomerAgreement" }) => ({
      agreements: (await agreements.getCustomerAgreements(id, agreementType)).map(
        ({ type, templateId, primaryContact, dateAgreed, agreementLink }) => ({
          type,
          templateId,
          primaryContact,
          dateAgreed,
          agreementLink,
        }),
      ),
      ...(agreementType === "MicrosoftCustomerAgreement" && {
        signedByCustomer: await agreements.isDirectlySigned(id),
      }),
    }),
  ),
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);

export const argumentNames = (name: FunctionName): string[] => Object.keys(FUNCTIONS[name].args.shape);

/** What is wrong with a function's arguments, all of it at once. */
export function mistakesIn(name: FunctionName, args: Properties): Failure[] {
  return validateInputs(FUNCTIONS[name].args, args, () => ({})).failures;
}

/** @throws Refused where the arguments can't be meant */
export function callFunction(
  name: FunctionName,
  client: PartnerCenterClient,
  args: Properties,
): Promise<object> {
  const failures = mistakesIn(name, args);
  if (failures.length > 0) throw new Refused(`${name}: ${listed(failures)}.`);
  return readFunction(name, client, args);
}

/** The same for arguments in which {@link mistakesIn} has found nothing. */
export function readFunction(
  name: FunctionName,
  client: PartnerCenterClient,
  args: Properties,
): Promise<object> {
  const called = FUNCTIONS[name] as Reading<Properties>;
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return called.read(client, Object.fromEntries(given));
}

function summary({ id, domain: name, companyName, relationshipToPartner }: Customer): object {
  return { customerId: id.toLowerCase(), domain: name, companyName, relationshipToPartner };
}

function customerResult(customer: Customer): object {
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
