import { randomBytes, randomUUID } from "node:crypto";
import { actorOf, customerActivity } from "../activity/activityLog";
import type { ApiCall, ApiState } from "../apiCall";
import { readFields } from "../body";
import { isCustomerId } from "../customers";
import { ERRORS, refuse } from "../errors";
import { jsonReply, type Reply } from "../http";
import { judge, rulesFor } from "./addresses";
import { createdAnswer } from "./answers";
import { readBillingProfile } from "./billingProfiles";
import type { BillingProfileValues } from "./profiles";

/** What a partner asks for. */
interface NewCustomer {
  domain: string;
  organizationRegistrationNumber?: string;
  associatedPartnerId?: string;
  enableGDAPByDefault?: boolean;
  billingProfile: BillingProfileValues;
}

/** "Create a customer" and "Create a customer for an indirect reseller". */
export function createCustomer(state: ApiState, call: ApiCall): Reply {
  const wanted = readNewCustomer(call.request.body);
  // Only the page for an indirect reseller's customer asks for a user.
  if (wanted.associatedPartnerId !== undefined && call.claims.scp === undefined)
    refuse(ERRORS.appOnlyNotSupported());
  checkPartner(state, wanted.associatedPartnerId);
  checkRegistration(wanted, state.behaviour.registrationNumberElsewhere);
  if (state.customers.isDomainTaken(wanted.domain)) refuse(ERRORS.domainTaken(wanted.domain));
  checkSandbox(state);
  const customer = state.customers.add({
    id: randomUUID(),
    domain: wanted.domain,
    companyName: wanted.billingProfile.companyName,
    organizationRegistrationNumber: wanted.organizationRegistrationNumber,
    associatedPartnerId: wanted.associatedPartnerId,
  });
  const { id, etag } = customer.billingProfile;
  customer.billingProfile = { id, ...wanted.billingProfile, etag };
  customer.deliverable = judge(wanted.billingProfile.defaultAddress).status === "VerifiedShippable";
  const password = `${randomBytes(9).toString("base64url")}=;9aZ`;
  customer.adminPassword = password;
  customer.createdAt = state.clock.now();
  state.recorder.created(customer, call.request);
  state.activity.add({
    ...customerActivity("add_customer", customer, actorOf(call.claims)),
    // "API throttling guidance", the example of a record: the password is blank.
    newValue: { ...wanted, userCredentials: { userName: "admin", password: "" } },
  });
  const { enableGDAPByDefault } = wanted;
  return jsonReply(201, createdAnswer(customer, { password, enableGDAPByDefault }));
}

/**
 * The page says that a request id and a correlation id are required; the REST specification makes new ones where they
 * are missing, and so does this.
 */
function readNewCustomer(body: string): NewCustomer {
  const fields = readFields(body);
  const company = fields.neededFields("companyProfile");
  // "If passing userCredentials password isn't accepted"; with which code is not published.
  if (fields.fields("userCredentials")?.text("password") !== undefined) {
    refuse(ERRORS.invalidProperty("UserCredentials.Password cannot be set."));
  }
  const domain = company.neededText("domain");
  if (!DOMAIN.test(domain)) refuse(ERRORS.invalidProperty("CompanyProfile.Domain is invalid."));
  return {
    domain,
    organizationRegistrationNumber: company.text("organizationRegistrationNumber"),
    associatedPartnerId: fields.text("associatedPartnerId"),
    enableGDAPByDefault: fields.flag("enableGDAPByDefault"),
    billingProfile: readBillingProfile(fields.neededFields("billingProfile")),
  };
}

/** A prefix of 27 characters at most, as Microsoft's PowerShell module checks; the suffixes are the pages'. */
const DOMAIN =
  /^[a-z0-9](?:[a-z0-9-]{0,25}[a-z0-9])?\.(onmicrosoft\.com|partner\.onmschina\.cn|ccsctp\.net)$/i;

/** "The indirect reseller must have a partnership with the indirect provider or the request will fail." */
function checkPartner({ behaviour }: ApiState, associatedPartnerId: string | undefined): void {
  if (associatedPartnerId === undefined) return;
  if (behaviour.indirectResellers.some((known) => known.toLowerCase() === associatedPartnerId.toLowerCase()))
    return;
  // Which of the two codes is for which mistake is assumed.
  refuse(isCustomerId(associatedPartnerId) ? ERRORS.notAnIndirectReseller() : ERRORS.partnerIdNotFound());
}

function checkRegistration(
  { organizationRegistrationNumber: number, billingProfile }: NewCustomer,
  elsewhere: "accepted" | "refused",
): void {
  const { defaultAddress } = billingProfile;
  const rules = rulesFor(defaultAddress);
  const regex = rules.customerOrganizationRegistrationNumberRegex ?? "";
  if (rules.customerOrganizationRegistrationNumberRequired) {
    if (number === undefined) refuse(ERRORS.registrationNumberMissing());
    if (!new RegExp(regex).test(number)) refuse(ERRORS.registrationNumberInvalid(regex));
  } else if (number !== undefined && elsewhere === "refused") {
    refuse(ERRORS.registrationNumberNotSupported());
  }
  if (rules.customerOrganizationPhoneNumberRequired && defaultAddress.phoneNumber === undefined) {
    refuse(ERRORS.phoneNumberMissing());
  }
}

/** "Test and debug": a sandbox has room for 75 customers; those that were deleted give theirs back. */
function checkSandbox({ behaviour, customers }: ApiState): void {
  if (behaviour.sandbox && customers.list().length >= behaviour.sandboxCustomers) {
    refuse(ERRORS.sandboxLimit());
  }
}
