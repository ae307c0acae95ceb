import { lowerCaseKeys } from "../decode/json";
import { boolean, decodeCollection, defined, integer, text } from "../decode/properties";
import type { Decoded } from "../decode/qualifications";
import type { AgreementContact, AgreementTemplate, CustomerAgreement } from "./models";

const notUnderstood = (why: string) => ({ understood: false, why }) as const;

export const decodeAgreementTemplates = (body: unknown) => decodeCollection(body, decodeTemplate);
export const decodeCustomerAgreements = (body: unknown) => decodeCollection(body, decodeCustomerAgreement);

function decodeTemplate(entry: unknown): Decoded<AgreementTemplate> {
  const properties = lowerCaseKeys(entry);
  const templateId = properties && text(properties, "templateid");
  const agreementType = properties && text(properties, "agreementtype");
  if (!properties || templateId === undefined || agreementType === undefined)
    return notUnderstood("a template has no templateId or no agreementType");
  return {
    understood: true,
    value: defined({
      templateId,
      agreementType,
      agreementLink: text(properties, "agreementlink"),
      versionRank: integer(properties, "versionrank"),
    }),
  };
}

export function decodeCustomerAgreement(entry: unknown): Decoded<CustomerAgreement> {
  const properties = lowerCaseKeys(entry);
  const type = properties && text(properties, "type");
  if (!properties || type === undefined) return notUnderstood("an agreement has no type");
  return {
    understood: true,
    value: defined({
      type,
      templateId: text(properties, "templateid"),
      primaryContact: contact(properties.get("primarycontact")),
      dateAgreed: text(properties, "dateagreed"),
      agreementLink: text(properties, "agreementlink"),
      userId: text(properties, "userid"),
    }),
  };
}

function contact(value: unknown): Partial<AgreementContact> | undefined {
  const properties = lowerCaseKeys(value);
  return (
    properties &&
    defined({
      firstName: text(properties, "firstname"),
      lastName: text(properties, "lastname"),
      email: text(properties, "email"),
      phoneNumber: text(properties, "phonenumber"),
    })
  );
}

export function decodeIsSigned(body: unknown): Decoded<boolean> {
  const properties = lowerCaseKeys(body);
  const isSigned = properties && boolean(properties, "issigned");
  return isSigned === undefined
    ? notUnderstood("it does not say whether it is signed")
    : { understood: true, value: isSigned };
}
