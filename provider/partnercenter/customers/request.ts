import { type ContractRequest, customerPath } from "../contracts";
import type { BillingProfile, NewCustomer } from "./models";

/** "Create a customer", Request body. JSON leaves out what is undefined. */
export function customerRequest(customer: NewCustomer): ContractRequest {
  const { domain, organizationRegistrationNumber, associatedPartnerId, enableGDAPByDefault } = customer;
  return {
    method: "POST",
    path: "/v1/customers",
    body: {
      enableGDAPByDefault,
      associatedPartnerId,
      companyProfile: { domain, organizationRegistrationNumber },
      billingProfile: customer.billingProfile,
    },
  };
}

/**
 * "Update a customer's billing profile". The page asks for the etag as a header, Microsoft's own SDK sends it in the
 * body: both.
 */
export function billingProfileRequest(
  customerId: string,
  profile: BillingProfile,
  etag: string,
): ContractRequest {
  const { etag: _, ...rest } = profile;
  return {
    method: "PUT",
    path: `${customerPath(customerId)}/profiles/billing`,
    headers: { "If-Match": `"${etag}"` },
    body: { ...rest, attributes: { etag, objectType: "CustomerBillingProfile" } },
  };
}

/** "Remove a reseller relationship with a customer". */
export function relationshipRequest(customerId: string): ContractRequest {
  return {
    method: "PATCH",
    path: customerPath(customerId),
    body: { relationshipToPartner: "none", attributes: { objectType: "Customer" } },
  };
}
