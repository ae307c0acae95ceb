import { actorOf, qualificationActivity } from "../activity/activityLog";
import { type ApiCall, type ApiRoute, apiRoute, type ApiState, customerOf, needsUser } from "../apiCall";
import { ERRORS, refuse } from "../errors";
import { jsonReply, type Reply } from "../http";
import { listed } from "./answers";
import { type Contract, readPost, readPut, type SubmissionRequest } from "./contracts";

/** Qualifications and validation codes. */
export function qualificationRoutes(state: ApiState): ApiRoute[] {
  const { behaviour, validations } = state;

  /** A contract that is switched off is as if its path did not exist; what the API says then is not published. */
  const expects = (...contracts: Contract[]) => {
    if (!contracts.some((contract) => behaviour.contracts.includes(contract))) refuse(ERRORS.notFound());
  };

  const submit = (call: ApiCall, read: () => SubmissionRequest): Reply => {
    needsUser(call);
    const customer = customerOf(state, call);
    return state.answered.once(call.request, () => {
      const wanted = read();
      const activity = qualificationActivity(customer, wanted, actorOf(call.claims));
      return state.activity.during(activity, () => state.submissions.take(customer, wanted, call.request));
    });
  };

  return [
    apiRoute("GET", "customers/all/validations", () => jsonReply(200, validations.all())),
    apiRoute("GET", "customers/:customer/validations", (call) => {
      const used = validations.ofCustomer(customerOf(state, call).id);
      // The REST specification alone has this call; what it says when no code was used is not published.
      return used === undefined ? ERRORS.notFound() : jsonReply(200, used);
    }),
    apiRoute("GET", "customers/:customer/qualifications", (call) => {
      expects("qualifications", "qualifications-2021");
      const { qualifications } = customerOf(state, call);
      return jsonReply(200, listed(qualifications.listed(behaviour.listBehindMs), behaviour.answerStyle));
    }),
    apiRoute("POST", "customers/:customer/qualifications", (call) => {
      expects("qualifications", "qualifications-2021");
      return submit(call, () => readPost(call.request, behaviour.contracts));
    }),
    // "Update a customer's qualification" (2018) and its GET: one name in lower case, without vetting.
    apiRoute("GET", "customers/:customer/qualification", (call) => {
      expects("qualification-2018");
      const [first] = customerOf(state, call)
        .qualifications.listed(behaviour.listBehindMs)
        .filter(({ vettingStatus }) => vettingStatus !== "Denied");
      // That none is "none" is assumed.
      return jsonReply(200, (first?.qualification ?? "None").toLowerCase());
    }),
    apiRoute("PUT", "customers/:customer/qualification", (call) => {
      expects("qualification-2018");
      return submit(call, () => readPut(call.request));
    }),
  ];
}
