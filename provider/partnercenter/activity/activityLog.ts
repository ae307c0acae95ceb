import { type ContractRequest, withQuery } from "../contracts";
import { withoutSecrets } from "../decode/redaction";
import { ACTIVITY_LOG_ERRORS } from "../errors/statusErrors";
import { errorOf } from "../errors/describe";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import { requireId } from "../guards";
import { newCallIds } from "../headers";
import type { CallOptions } from "../models";
import { pagesFrom } from "../paging";
import type { Pipeline } from "../pipeline";
import { decodeAuditPage } from "./decode";
import type { AuditRecord, AuditRecordFilter } from "./models";

const DOING = "Reading the activity log";

/** All pages of "Get a record of Partner Center activity", one request at a time, as they are consumed. */
export async function* readActivityLog(
  pipeline: Pipeline,
  from: Date | undefined,
  to: Date | undefined,
  filter: AuditRecordFilter | undefined,
  { correlationId, ...call }: CallOptions,
): AsyncGenerator<AuditRecord, void, undefined> {
  if (filter?.field === "CustomerId") requireId(DOING, filter.equals);
  const options = { ...call, correlationId: newCallIds(correlationId).correlationId };
  const read = async (request: ContractRequest) => {
    try {
      return await pipeline.read(DOING, request, decodeAuditPage, options);
    } catch (error) {
      throw error instanceof PartnerCenterError ? ofTheLog(error) : error;
    }
  };
  const path = withQuery("/v1/auditrecords", {
    startDate: from && day(from),
    endDate: to && day(to),
    filter: filter && filterText(filter),
  });
  for await (const record of pagesFrom({ method: "GET", path }, read, DOING, options.correlationId))
    // Once more by the names that a record has here: what is not known of it stands in a place of its own now.
    yield withoutSecrets(record, pipeline.redactor);
}

/** What the table says of a customer is not so of the log; what concerns every call is. */
function ofTheLog(error: PartnerCenterError): PartnerCenterError {
  if (error.scope === "partner") return error;
  const entry = error.httpStatus === undefined ? undefined : ACTIVITY_LOG_ERRORS[error.httpStatus];
  return error.with(() => ({ ...entry, scope: "partner" }));
}

/** The page asks for yyyy-mm-dd, and does not say in which zone: as elsewhere of this API, UTC. */
function day(date: Date): string {
  if (!Number.isNaN(date.getTime())) return date.toISOString().slice(0, 10);
  throw errorOf({
    name: "InvalidDateError",
    doing: DOING,
    found: "the date is none",
    meaning: "Nothing was sent.",
    remedy: "Use a date that can be read.",
    scope: "partner",
  });
}

function filterText(filter: AuditRecordFilter): string {
  const { Value, Operator } =
    filter.field === "CompanyName"
      ? { Value: filter.substring, Operator: "substring" }
      : { Value: filter.equals, Operator: "equals" };
  return JSON.stringify({ Field: filter.field, Value, Operator });
}
