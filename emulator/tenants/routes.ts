import { actorOf, customerActivity } from "../activity/activityLog";
import { type ApiRoute, apiRoute, type ApiState, customerOf, needsRole, needsUser } from "../apiCall";
import { readFields } from "../body";
import { ERRORS, refuse } from "../errors";
import { jsonReply, textReply } from "../http";
import { judge, readAddress, unknownCountry } from "./addresses";
import { billingProfileAnswer, customerAnswer, RELATIONSHIP_REMOVED } from "./answers";
import { putBillingProfile } from "./billingProfiles";
import { countryRules } from "./countries";
import { createCustomer } from "./creations";
import { listCustomers } from "./customerList";

/** Customers, their billing profiles, domains and addresses. By an application alone as well, where nothing is said. */
export function tenantRoutes(state: ApiState): ApiRoute[] {
  const { behaviour, customers } = state;
  return [
    apiRoute("POST", "customers", (call) => {
      needsRole(call.claims);
      return state.answered.once(call.request, () => createCustomer(state, call));
    }),
    apiRoute("GET", "customers", (call) => {
      needsRole(call.claims);
      const until = state.clock.now() - behaviour.listBehindMs;
      const related = customers
        .list()
        .filter(({ related, createdAt = -Infinity }) => related && createdAt <= until);
      return jsonReply(200, listCustomers(related, call.request, behaviour));
    }),
    apiRoute("GET", "customers/:customer", (call) => jsonReply(200, customerAnswer(customerOf(state, call)))),
    apiRoute("PATCH", "customers/:customer", (call) => {
      needsUser(call);
      return state.answered.once(call.request, () => {
        const customer = customerOf(state, call);
        const relationship = readFields(call.request.body).neededText("relationshipToPartner");
        // What else it could change is not documented.
        if (relationship.toLowerCase() !== "none") {
          return refuse(ERRORS.invalidProperty("RelationshipToPartner can only be set to none."));
        }
        customer.related = false;
        state.activity.add(
          customerActivity("remove_partner_customer_relationship", customer, actorOf(call.claims)),
        );
        return jsonReply(200, RELATIONSHIP_REMOVED);
      });
    }),
    apiRoute("DELETE", "customers/:customer", (call) => {
      needsRole(call.claims);
      return state.answered.once(call.request, () => {
        const customer = customerOf(state, call);
        if (!behaviour.sandbox) return refuse(ERRORS.notSupportedHere());
        // "Create a customer", Important: it can't be deleted then. With which code is not published.
        if (!customer.deliverable) {
          return refuse(ERRORS.invalidProperty("The customer was created with an invalid address."));
        }
        // That its domain is free at once is assumed.
        customers.remove(customer.id);
        return textReply(204);
      });
    }),
    apiRoute("GET", "customers/:customer/profiles/billing", (call) => {
      const customer = customerOf(state, call);
      return jsonReply(200, billingProfileAnswer(customer, `/customers/${customer.id}/profiles/billing`));
    }),
    apiRoute("PUT", "customers/:customer/profiles/billing", (call) => {
      const customer = customerOf(state, call);
      return state.answered.once(call.request, () => {
        const before = customer.billingProfile;
        putBillingProfile(customer, call.request, behaviour);
        state.activity.add({
          ...customerActivity("update_customer_billing_profile", customer, actorOf(call.claims)),
          oldValue: before,
          newValue: customer.billingProfile,
        });
        const uri = `/v1/customers/${customer.id}/profiles/billing`;
        return jsonReply(200, billingProfileAnswer(customer, uri));
      });
    }),
    apiRoute("GET", "customers/:customer/validationStatus", (call) => {
      needsUser(call);
      const customer = customerOf(state, call);
      const type = call.request.query.type ?? "";
      if (type.toLowerCase() !== "account") return ERRORS.unparsableEnum(type);
      if (customer.accountStatus === undefined) return ERRORS.accountStatusNotFound(customer.id);
      const { status, updatedAt } = customer.accountStatus;
      // The page's date has no zone and whole seconds.
      const lastUpdateDateTime = new Date(updatedAt).toISOString().slice(0, 19);
      return jsonReply(200, { type: "account", status, lastUpdateDateTime });
    }),
    // "Verify domain availability": 200 is taken, 404 is free; both without a body.
    apiRoute("HEAD", "domains/:domain", (_call, { domain }) =>
      textReply(customers.isDomainTaken(domain) ? 200 : 404),
    ),
    apiRoute("GET", "countryvalidationrules/:country", (_call, { country }) => {
      const rules = countryRules(country);
      if (rules === undefined) return unknownCountry(country);
      return jsonReply(200, { ...rules, attributes: { objectType: "CountryValidationRules" } });
    }),
    apiRoute("POST", "validations/address", ({ request }) => {
      const verdict = judge(readAddress(readFields(request.body)));
      if (behaviour.addressValidation === "status") return jsonReply(200, verdict);
      // Until 2021: nothing when it is valid, and 2007 with a document within a document when not.
      return verdict.status === "None" ? refuse(ERRORS.nestedDescription()) : textReply(200);
    }),
  ];
}
