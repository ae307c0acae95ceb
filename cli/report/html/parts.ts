import { printable } from "../../displayText";
import { count } from "../../progress";
import type { ReadCustomer, Reading } from "../../reading";
import { nameOf } from "../../statusModel";
import { customerUrl } from "./customerLink";
import { html, type Markup } from "./markup";
import { type Group, GROUP_NAMES } from "./rows";

export const section = (id: string, title: string, ...parts: (Markup | undefined)[]): Markup =>
  html`<section aria-labelledby="${id}" id="${id}-section" tabindex="-1">
    <h2 id="${id}">${title}</h2>
    ${parts.flatMap((part) => part ?? [])}
  </section>`;

/** Text in which what stands between backticks is code. */
export const coded = (text: string): Markup =>
  html`${text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;

type Known = Pick<ReadCustomer, "customerId" | "companyName" | "domain">;

/** What a person calls a customer; its id where no name is known. */
const shownName = (customer: Known): string =>
  printable(nameOf({ ...customer, qualifications: [] }) ?? "") || customer.customerId;

const repeated = new WeakMap<Reading, Set<string>>();

/** Names that several customers have. */
function repeatedNames(reading: Reading): Set<string> {
  const known = repeated.get(reading);
  if (known !== undefined) return known;
  const [seen, again] = [new Set<string>(), new Set<string>()];
  for (const customer of reading.customers) {
    const name = shownName(customer);
    (seen.has(name) ? again : seen).add(name);
  }
  repeated.set(reading, again);
  return again;
}

/** A customer's name, with the way to its page; where others have the name too, with what tells it from them. */
export function who(reading: Reading, customer: Known): Markup {
  const { customerId, domain } = customer;
  const name = shownName(customer);
  const url = customerUrl(reading, customerId);
  const shown =
    url === undefined
      ? html`<bdi>${name}</bdi>`
      : html`<a href="${url}" rel="noreferrer"><bdi>${name}</bdi></a>`;
  if (!repeatedNames(reading).has(name) || name === customerId) return shown;
  return html`${shown} <span class="muted">(<bdi>${printable(domain ?? "") || customerId}</bdi>)</span>`;
}

/** A list, in which the table below has what is too much for it. */
export function names<T>(all: readonly T[], most: number, group: Group, item: (one: T) => Markup): Markup {
  const more = all.length - most;
  return html`<ul class="names">
    ${all.slice(0, most).map((one) => html`<li>${item(one)}</li>`)}
    ${more > 0 ? html`<li><a href="#customers" data-group="${GROUP_NAMES.indexOf(group)}">and ${count(more)} more, in the table</a></li>` : undefined}
  </ul>`;
}
