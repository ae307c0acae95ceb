import { isOverdue, type When } from "../overdue";
import type { ReadCustomer, Reading } from "../reading";
import { held, only } from "../statusModel";

const COLUMNS = [
  "customerId",
  "companyName",
  "domain",
  "qualification",
  "vettingStatus",
  "vettingReason",
  "vettingCreateDate",
  "overdue",
  "verificationRequests",
  "error",
  "errorCode",
  "correlationId",
] as const;

type Line = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** A row for each qualification, and one for each customer without any, as RFC 4180 has it: CRLF, commas, doubled quotes. */
export function csvOf({ customers }: Reading, when: When, statuses?: readonly string[]): string {
  const shown = statuses ? only(customers, statuses) : customers;
  const lines = shown.flatMap((customer) => linesOf(customer, when));
  return [COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column] ?? ""))]
    .map((cells) => `${cells.map((cell) => cellOf(String(cell))).join(",")}\r\n`)
    .join("");
}

function linesOf(customer: ReadCustomer, when: When): Line[] {
  const { customerId, companyName, domain, verificationRequests, error } = customer;
  const common: Line = {
    ...{ customerId, companyName, domain, verificationRequests },
    ...(error && { error: error.message, errorCode: error.code, correlationId: error.correlationId }),
  };
  const items = held(customer);
  return items.length === 0
    ? [common]
    : items.map((item) => {
        const overdue = isOverdue(item, when);
        return {
          ...common,
          ...item,
          ...(overdue && { overdue: "yes", correlationId: customer.correlationId }),
        };
      });
}

/** What a spreadsheet takes for the beginning of a formula, which it would run; with full-width forms. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** A text from outside stays a text: an apostrophe before it keeps a spreadsheet from running it. */
function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
