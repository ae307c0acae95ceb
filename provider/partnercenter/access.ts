import { decodePage } from "./customers/list";
import { PartnerCenterError } from "./errors/PartnerCenterError";
import type { AccessCheck, CallOptions } from "./models";
import type { Answered, Requests } from "./requests";
import { isSuccess } from "./retry";

/** One call of the list of customers, asked whether the sign-in would do. */
export async function checkAccess(requests: Requests, call: CallOptions): Promise<AccessCheck> {
  const answered = await requests.send(
    "Reading a page of the partner's customers",
    { method: "GET", path: "/v1/customers?size=1", headers: { ValidateMfa: "true" } },
    call,
  );
  const { answer, doing } = answered;
  const compliant = /^(true|false)$/i.exec(answer.headers.ismfacompliant ?? "")?.[0].toLowerCase();
  return {
    correlationId: doing.ids?.correlationId ?? "",
    ...(compliant !== undefined && { mfaCompliant: compliant === "true" }),
    ...refusalOf(requests, answered),
  };
}

function refusalOf(requests: Requests, answered: Answered): { refusal?: PartnerCenterError } {
  if (!isSuccess(answered.answer.status)) return { refusal: requests.refusal(answered) };
  try {
    requests.understood(answered, decodePage);
    return {};
  } catch (error) {
    if (error instanceof PartnerCenterError) return { refusal: error };
    throw error;
  }
}
