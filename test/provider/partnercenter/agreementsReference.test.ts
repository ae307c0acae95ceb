import type { PartnerCenterClient } from "../../../provider/partnercenter";
import {
  AGREED,
  COLLECTION,
  CONTACT,
  customerPath,
  GET,
  TEMPLATE_ID,
  testDocumented,
  type Documented,
} from "./documented";
import { CUSTOMER } from "./support";

/* The documented requests and answers of agreements. */

const CONFIRMATION = {
  call: (of: PartnerCenterClient) =>
    of.agreements.confirmCustomerAgreement(CUSTOMER, {
      templateId: TEMPLATE_ID,
      primaryContact: CONTACT,
      dateAgreed: AGREED,
    }),
  method: "POST",
  path: `${customerPath}/agreements`,
  body: {
    primaryContact: CONTACT,
    templateId: TEMPLATE_ID,
    dateAgreed: AGREED,
    type: "MicrosoftCustomerAgreement",
  },
};

const documented: Documented[] = [
  {
    page: "Get agreement metadata for Microsoft Customer Agreement",
    call: (of) => of.agreements.getAgreementTemplates(),
    method: GET,
    path: "/v1/agreements?agreementType=MicrosoftCustomerAgreement",
    answer: {
      totalCount: 1,
      items: [
        {
          templateId: TEMPLATE_ID,
          agreementType: "MicrosoftCustomerAgreement",
          agreementLink: "https://aka.ms/customeragreement",
          versionRank: 0,
        },
      ],
      ...COLLECTION,
    },
    result: [
      {
        templateId: TEMPLATE_ID,
        agreementType: "MicrosoftCustomerAgreement",
        agreementLink: "https://aka.ms/customeragreement",
        versionRank: 0,
      },
    ],
  },
  {
    page: "Get agreement metadata, a bare array as in the REST specification",
    call: (of) => of.agreements.getAgreementTemplates("MicrosoftCloudAgreement"),
    method: GET,
    path: "/v1/agreements?agreementType=MicrosoftCloudAgreement",
    answer: [
      { templateId: "998b88de-aa99-4388-a42c-1b3517d49490", agreementType: "MicrosoftCloudAgreement" },
    ],
    result: [
      { templateId: "998b88de-aa99-4388-a42c-1b3517d49490", agreementType: "MicrosoftCloudAgreement" },
    ],
  },
  {
    page: "Get confirmation of customer acceptance of Microsoft Customer Agreement",
    call: (of) => of.agreements.getCustomerAgreements(CUSTOMER),
    method: GET,
    path: `${customerPath}/agreements?agreementType=MicrosoftCustomerAgreement`,
    answer: {
      totalCount: 1,
      items: [
        {
          primaryContact: CONTACT,
          templateId: TEMPLATE_ID,
          dateAgreed: "2019-08-26T00:00:00",
          type: "MicrosoftCustomerAgreement",
          agreementLink: "https://aka.ms/customeragreement",
        },
      ],
    },
    result: [
      {
        primaryContact: CONTACT,
        templateId: TEMPLATE_ID,
        dateAgreed: "2019-08-26T00:00:00",
        type: "MicrosoftCustomerAgreement",
        agreementLink: "https://aka.ms/customeragreement",
      },
    ],
  },
  {
    page: "Confirm customer acceptance of the Microsoft Customer Agreement",
    ...CONFIRMATION,
    status: 201,
    answer: {
      userId: "3d6f2c09-eb40-48ca-a4b3-d24c9c007531",
      primaryContact: CONTACT,
      templateId: TEMPLATE_ID,
      dateAgreed: AGREED,
      type: "MicrosoftCustomerAgreement",
    },
    result: {
      alreadyConfirmed: false,
      agreement: {
        userId: "3d6f2c09-eb40-48ca-a4b3-d24c9c007531",
        primaryContact: CONTACT,
        templateId: TEMPLATE_ID,
        dateAgreed: AGREED,
        type: "MicrosoftCustomerAgreement",
      },
    },
  },
  {
    page: "Confirm customer acceptance, a minute ago by default",
    call: (of) =>
      of.agreements.confirmCustomerAgreement(CUSTOMER, { templateId: TEMPLATE_ID, primaryContact: CONTACT }),
    method: "POST",
    path: `${customerPath}/agreements`,
    body: {
      primaryContact: CONTACT,
      templateId: TEMPLATE_ID,
      dateAgreed: "2025-12-31T23:59:00.000Z",
      type: "MicrosoftCustomerAgreement",
    },
    status: 201,
    result: { alreadyConfirmed: false },
  },
  ...[400, 409, 500, 200].map((status) => ({
    page: `Confirm customer acceptance, again, answered with ${status}`,
    ...CONFIRMATION,
    status,
    answer: {
      code: 600061,
      message: "m",
      description: "d",
      errorName: "PartnerConfirmedAgreementAlreadyExists",
      isRetryable: false,
      parameters: {},
      errorMessageExtended: "InternalErrorCode=600061",
    },
    result: { alreadyConfirmed: true },
  })),
  ...[true, false].map((isSigned) => ({
    page: `Get the status of a customer's direct acceptance, ${isSigned}`,
    call: (of: PartnerCenterClient) => of.agreements.isDirectlySigned(CUSTOMER),
    method: GET,
    path: `${customerPath}/directSignedMicrosoftCustomerAgreementStatus`,
    answer: { isSigned },
    result: isSigned,
  })),
];

testDocumented(documented);
