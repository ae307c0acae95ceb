import { decodeQualificationName } from "../decode/qualifications";
import type { QualificationName } from "../models";
import { codeQuery, type Contract, customerPath } from "./contract";

/** Integers of the CustomerQualification enum; "Update a customer's qualification" of 2018 knows these two only. */
const ENUM: Partial<Record<QualificationName, number>> = { Education: 1, GovernmentCommunityCloud: 3 };

/** The synchronous contract of 2018: "Update a customer's qualification". One name, no vetting. */
export const qualification2018: Contract = {
  shows: "one",
  write(customerId, { qualification, validationCode }) {
    const body = ENUM[qualification];
    if (body === undefined) {
      return {
        cannot: `The contract qualification-2018 cannot set ${qualification}, only ${Object.keys(ENUM).join(" or ")}.`,
      };
    }
    return {
      method: "PUT",
      path: `${customerPath(customerId)}/qualification${codeQuery(validationCode)}`,
      body,
    };
  },
  read: (customerId) => ({ method: "GET", path: `${customerPath(customerId)}/qualification` }),
  decode: decodeQualificationName,
};
