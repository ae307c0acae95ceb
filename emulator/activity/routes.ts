import { type ApiRoute, apiRoute, type ApiState, needsRole } from "../apiCall";
import { Fields } from "../body";
import { ERRORS, refuse } from "../errors";
import { jsonReply } from "../http";
import { nextLink, parsedFilter, positionOf } from "../paging";
import { selfLink } from "../tenants/answers";
import type { AuditRecord } from "./activityLog";

const DAY_MS = 86_400_000;
/** "The previous 30 days", and "limited to the previous 90 days". */
const USUAL_DAYS = 30;
const MOST_DAYS = 90;

/** "Get a record of Partner Center activity": by an application alone as well. */
export function activityRoutes(state: ApiState): ApiRoute[] {
  const { behaviour, clock, activity } = state;
  return [
    apiRoute("GET", "auditrecords", ({ request, claims }) => {
      needsRole(claims);
      if (!behaviour.activityLogReadable) return ERRORS.insufficientPrivileges();
      const position = positionOf(request, behaviour.activityLogPageSize);
      const { offset, size, filter, startDate, endDate } = position;
      const today = startOfDay(clock.now());
      const from = startDate === undefined ? today - USUAL_DAYS * DAY_MS : dayOf(startDate, "startDate");
      if (from < today - MOST_DAYS * DAY_MS) return ERRORS.activityTooOld();
      // That the last day belongs to it is assumed.
      const to = (endDate === undefined ? today : dayOf(endDate, "endDate")) + DAY_MS;
      const shown = Math.min(to, clock.now() - behaviour.activityLogBehindMs + 1);
      const found = activity.between(from, shown).filter(matching(filter));
      const items = found.slice(offset, offset + size);
      const end = offset + items.length;
      const uri = `/auditrecords?startDate=${isoDay(from)}&size=${size}${
        filter === undefined ? "" : `&filter=${encodeURIComponent(filter)}`
      }`;
      return jsonReply(200, {
        totalCount: items.length,
        items,
        links: {
          ...selfLink(uri),
          ...(end < found.length && {
            next: nextLink(uri, { ...position, offset: end }, behaviour.versionedLinks),
          }),
        },
        attributes: { objectType: "Collection" },
      });
    }),
  ];
}

const startOfDay = (at: number) => Math.floor(at / DAY_MS) * DAY_MS;
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);

/** yyyy-mm-dd, or as the page's example has it: 6/1/2017 12:00:00 AM. That a day is one of UTC is assumed. */
function dayOf(text: string, name: string): number {
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : `${text} UTC`);
  return Number.isNaN(at) ? refuse(ERRORS.invalidProperty(`${name} is no date.`)) : startOfDay(at);
}

function matching(filter: string | undefined): (record: AuditRecord) => boolean {
  if (filter === undefined) return () => true;
  const fields = new Fields(parsedFilter(filter), "filter");
  const field = fields.neededText("field").toLowerCase();
  const operator = fields.neededText("operator").toLowerCase();
  const value = (fields.text("value") ?? "").toLowerCase();
  const searched = SEARCHED[field];
  // What the API says to others is not published: as to a search of customers that it does not have.
  if (searched === undefined || searched.operator !== operator)
    return refuse(ERRORS.unsupportedSearch(`A search by ${field} with ${operator} is not supported.`));
  return (record) => {
    const found = searched.of(record)?.toLowerCase();
    return operator === "equals" ? found === value : found?.includes(value) === true;
  };
}

/** "The case of the value is ignored." */
const SEARCHED: Readonly<
  Record<string, { operator: string; of: (record: AuditRecord) => string | undefined }>
> = {
  customerid: { operator: "equals", of: ({ customerId }) => customerId },
  companyname: { operator: "substring", of: ({ customerName }) => customerName },
  resourcetype: { operator: "equals", of: ({ resourceType }) => resourceType },
};
