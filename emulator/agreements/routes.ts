import { actorOf, customerActivity } from "../activity/activityLog";
import { type ApiCall, type ApiRoute, apiRoute, type ApiState, customerOf, needsUser } from "../apiCall";
import { readFields } from "../body";
import { ERRORS, refuse } from "../errors";
import { jsonReply } from "../http";
import { withoutAbsent } from "../tenants/addresses";
import { type Agreement, AGREEMENT_TYPES, type AgreementType } from "./customerAgreements";

interface Template {
  templateId: string;
  agreementType: AgreementType;
  agreementLink: string;
  versionRank: number;
}

/** "Get agreement metadata for the Microsoft Customer Agreement" and "… for Microsoft Cloud Agreement". */
const TEMPLATES: Readonly<Record<AgreementType, Template>> = {
  MicrosoftCustomerAgreement: {
    templateId: "117a77b0-9360-443b-8795-c6dedc750cf9",
    agreementType: "MicrosoftCustomerAgreement",
    agreementLink: "https://aka.ms/customeragreement",
    versionRank: 0,
  },
  MicrosoftCloudAgreement: {
    templateId: "998b88de-aa99-4388-a42c-1b3517d49490",
    agreementType: "MicrosoftCloudAgreement",
    agreementLink: "https://learn.microsoft.com/partner-center/agreements",
    versionRank: 0,
  },
};

/** Agreements: all of it with a user. */
export function agreementRoutes(state: ApiState): ApiRoute[] {
  const { behaviour, clock } = state;
  return [
    apiRoute("GET", "agreements", (call) => {
      needsUser(call);
      const items = askedTypes(call).map((type) => TEMPLATES[type]);
      return jsonReply(200, collection(items));
    }),
    apiRoute("GET", "customers/:customer/agreements", (call) => {
      needsUser(call);
      const { agreements } = customerOf(state, call);
      const types = askedTypes(call);
      const items = agreements.confirmed.filter(({ type }) => types.includes(type)).map(listedAgreement);
      return jsonReply(200, collection(items));
    }),
    apiRoute("POST", "customers/:customer/agreements", (call) => {
      needsUser(call);
      const customer = customerOf(state, call);
      const { agreements } = customer;
      return state.answered.once(call.request, () => {
        const agreement = readAgreement(call, clock.now());
        // It ended on 5 January 2026; what the API has answered since is not published.
        if (!behaviour.partnerAttestation) return refuse(ERRORS.actionNotAllowed());
        if (agreements.has(agreement)) return refuse(ERRORS.agreementAlreadyExists());
        agreements.confirmed.push(agreement);
        state.activity.add({
          ...customerActivity("create_agreement", customer, actorOf(call.claims)),
          resourceType: "agreement",
          newValue: agreement,
        });
        return jsonReply(201, agreement);
      });
    }),
    apiRoute("GET", "customers/:customer/directSignedMicrosoftCustomerAgreementStatus", (call) => {
      needsUser(call);
      return jsonReply(200, { isSigned: customerOf(state, call).agreements.directlySigned });
    }),
  ];
}

/**
 * "If the URI parameter isn't specified, the query defaults to MicrosoftCloudAgreement"; * is all. That the list of a
 * customer's agreements does the same is assumed.
 */
function askedTypes({ request }: ApiCall): readonly AgreementType[] {
  const asked = request.query.agreementType ?? "MicrosoftCloudAgreement";
  if (asked === "*") return AGREEMENT_TYPES;
  const type = AGREEMENT_TYPES.find((known) => known.toLowerCase() === asked.toLowerCase());
  return [type ?? refuse(ERRORS.unparsableEnum(asked))];
}

/** Only that the date may not be in the future is published; codes are not. */
function readAgreement({ request, claims }: ApiCall, now: number): Agreement {
  const fields = readFields(request.body);
  const contact = fields.neededFields("primaryContact");
  const type = AGREEMENT_TYPES.find((known) => known === fields.neededText("type"));
  if (type === undefined) return refuse(ERRORS.unparsableEnum(fields.neededText("type")));
  const templateId = fields.neededText("templateId");
  if (templateId.toLowerCase() !== TEMPLATES[type].templateId) {
    return refuse(ERRORS.invalidProperty("TemplateId is not that of the agreement's type."));
  }
  const dateAgreed = fields.neededText("dateAgreed");
  // A date without a zone is UTC.
  const at = Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(dateAgreed) ? dateAgreed : `${dateAgreed}Z`);
  if (Number.isNaN(at)) return refuse(ERRORS.invalidProperty("DateAgreed is no date."));
  if (at > now) return refuse(ERRORS.invalidProperty("DateAgreed cannot be in the future."));
  return {
    userId: claims.oid ?? "",
    primaryContact: withoutAbsent({
      firstName: contact.neededText("firstName"),
      lastName: contact.neededText("lastName"),
      email: contact.neededText("email"),
      phoneNumber: contact.text("phoneNumber"),
    }),
    templateId,
    dateAgreed,
    type,
  };
}

/**
 * "Get confirmation of customer acceptance": with a link, without who confirmed it, and the date without its zone and
 * its fraction.
 */
function listedAgreement({ primaryContact, templateId, dateAgreed, type }: Agreement): unknown {
  const date = new Date(/(z|[+-]\d\d:?\d\d)$/i.test(dateAgreed) ? dateAgreed : `${dateAgreed}Z`);
  return {
    primaryContact,
    templateId,
    dateAgreed: date.toISOString().slice(0, 19),
    type,
    agreementLink: TEMPLATES[type].agreementLink,
  };
}

const collection = (items: readonly unknown[]) => ({
  totalCount: items.length,
  items,
  attributes: { objectType: "Collection" },
});
