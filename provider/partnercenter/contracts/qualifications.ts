import { decodeQualifications } from "../decode/qualifications";
import { type Contract, customerPath } from "./contract";

/** The contract since May 2023: "Update a customer's qualifications" of 28 June 2022, and "Get a customer's qualifications". */
export const qualifications: Contract = {
  shows: "all",
  write: (customerId, { qualification, educationSegment, website, validationCode }) => ({
    method: "POST",
    path: `${customerPath(customerId)}/qualifications`,
    // JSON leaves out what is undefined.
    body: { qualification, educationSegment, website, validationCode },
  }),
  read: (customerId) => ({ method: "GET", path: `${customerPath(customerId)}/qualifications` }),
  decode: decodeQualifications,
};
