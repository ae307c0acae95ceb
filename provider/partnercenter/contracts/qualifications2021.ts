import { decodeQualifications } from "../decode/qualifications";
import { codeQuery, type Contract, customerPath } from "./contract";

/** The contract of 2021: the "Request example" of "Update a customer's qualifications" of 23 March 2021. */
export const qualifications2021: Contract = {
  shows: "all",
  write: (customerId, { qualification, validationCode }) => ({
    method: "POST",
    path: `${customerPath(customerId)}/qualifications${codeQuery(validationCode)}`,
    body: { Qualification: qualification },
  }),
  read: (customerId) => ({ method: "GET", path: `${customerPath(customerId)}/qualifications` }),
  decode: decodeQualifications,
};
