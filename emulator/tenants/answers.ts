import type { Customer } from "../customers";
import { withoutAbsent } from "./addresses";
import type { Address, BillingProfile } from "./profiles";

// What the pages print of customers, key by key in their order.

/** "Get a customer by ID"; without delegated access some properties are left out. */
export function customerAnswer(customer: Customer): unknown {
  const { id, delegatedAccess, associatedPartnerId } = customer;
  return withoutAbsent({
    id,
    commerceId: customer.commerceId,
    companyProfile: companyProfile(customer, true),
    billingProfile: billingProfileAnswer(customer, `/customers/${id}/profiles/billing`),
    relationshipToPartner: "reseller",
    allowDelegatedAccess: delegatedAccess,
    customDomains: delegatedAccess ? [customer.domain] : undefined,
    associatedPartnerId,
    links: selfLink(`/customers/${id}`),
    attributes: { objectType: "Customer" },
  });
}

/**
 * "Create a customer" and "Create a customer for an indirect reseller": the first prints no company name and the
 * relationship as none, the second both. Its `allowDelegatedAccess` was true; since the end of 2023 new customers come
 * without.
 */
export function createdAnswer(
  customer: Customer,
  rest: { password: string; enableGDAPByDefault?: boolean },
): unknown {
  const { associatedPartnerId } = customer;
  const ofReseller = associatedPartnerId !== undefined;
  return withoutAbsent({
    id: customer.id,
    commerceId: customer.commerceId,
    companyProfile: companyProfile(customer, ofReseller),
    billingProfile: billingProfileAnswer(customer),
    enableGDAPByDefault: rest.enableGDAPByDefault,
    relationshipToPartner: ofReseller ? "reseller" : "none",
    allowDelegatedAccess: ofReseller ? customer.delegatedAccess : undefined,
    // Nothing else ever answers the password.
    userCredentials: { userName: "admin", password: rest.password },
    associatedPartnerId,
    attributes: { objectType: "Customer" },
  });
}

/** An item of "Get a list of customers". */
export function listedCustomer(customer: Customer): unknown {
  const { id, domain, companyName } = customer;
  return {
    id,
    companyProfile: {
      tenantId: id,
      domain,
      companyName,
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    relationshipToPartner: "reseller",
    links: selfLink(`/customers/${id}`),
    attributes: { objectType: "Customer" },
  };
}

/** "Remove a reseller relationship with a customer": in PascalCase, and nearly everything null. */
export const RELATIONSHIP_REMOVED: unknown = {
  Id: null,
  CommerceId: null,
  CompanyProfile: null,
  BillingProfile: null,
  RelationshipToPartner: "none",
  AllowDelegatedAccess: null,
  UserCredentials: null,
  CustomDomains: null,
  AssociatedPartnerId: null,
  Attributes: { ObjectType: "Customer" },
};

/** "Update a customer's billing profile". Without a uri there is no link, as when a customer is created. */
export function billingProfileAnswer({ billingProfile }: Customer, uri?: string): unknown {
  const { id, firstName, lastName, email, culture, language, companyName, etag }: BillingProfile =
    billingProfile;
  return withoutAbsent({
    id,
    firstName,
    lastName,
    email,
    culture,
    language,
    companyName,
    defaultAddress: addressAnswer(billingProfile.defaultAddress),
    links: uri === undefined ? undefined : selfLink(uri),
    attributes: { etag, objectType: "CustomerBillingProfile" },
  });
}

/** A phone number that nobody gave is an empty text ("Create a customer", Response example). */
function addressAnswer(address: Address): unknown {
  return { ...address, phoneNumber: address.phoneNumber ?? "" };
}

function companyProfile(customer: Customer, whole: boolean): unknown {
  const { id, domain, companyName, organizationRegistrationNumber, billingProfile } = customer;
  const delegated = whole && customer.delegatedAccess;
  return withoutAbsent({
    tenantId: id,
    domain,
    companyName: whole ? companyName : undefined,
    // That it is answered is assumed: the resource has it, no example shows it.
    organizationRegistrationNumber,
    address: delegated ? addressAnswer(billingProfile.defaultAddress) : undefined,
    email: delegated ? billingProfile.email : undefined,
    links: whole ? selfLink(`/customers/${id}/profiles/company`) : undefined,
    attributes: { objectType: "CustomerCompanyProfile" },
  });
}

export const selfLink = (uri: string) => ({ self: { uri, method: "GET", headers: [] } });
