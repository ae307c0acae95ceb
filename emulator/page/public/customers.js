// The customers: found by a text or by how they stand, and paged.
import { createCustomer, prepareCustomer, updateCustomer } from "./customer.js";
import { byId, element, setAttribute, setText, showList } from "./dom.js";
import { setReasons } from "./qualifications.js";

/** What the buttons above the list show, by what the emulator calls it. */
const STATUSES = [
  ["", "All", "All"],
  ["InReview", "In review", "InReview"],
  ["Approved", "Approved", "Approved"],
  ["Denied", "Denied", "Denied"],
  ["Unqualified", "Nothing listed", "Unqualified"],
  ["NoRelationship", "No relationship", "NoRelationship"],
];

/** Whether a page's number is being typed: then it is not overwritten. */
let typing = false;

export function prepareCustomers(view, refresh) {
  prepareCustomer(refresh);
  const look = (changes) => {
    Object.assign(view, changes);
    void refresh();
  };
  byId("customer-filter").addEventListener("input", ({ target }) =>
    look({ customers: target.value, page: 1 }),
  );
  byId("customer-status").append(
    ...STATUSES.map(([status, text, counted]) =>
      element(
        "button",
        { type: "button", "data-counted": counted, on: { click: () => look({ status, page: 1 }) } },
        `${text} `,
        element("span", { class: "count" }),
      ),
    ),
  );
  const number = byId("page-number");
  number.addEventListener("input", () => (typing = true));
  number.addEventListener("change", () => {
    typing = false;
    look({ page: number.value });
  });
  const turn = (pages) => (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") look({ page: view.page + pages });
  };
  byId("page-back").addEventListener("click", turn(-1));
  byId("page-on").addEventListener("click", turn(1));
}

export function showCustomers(view, { customers, reasons, requestable }) {
  setReasons(reasons);
  view.page = customers.page;
  showCounts(view, customers);
  showList(byId("customer-list"), customers.items, {
    keyOf: ({ id }) => id,
    create: createCustomer,
    update: (item, customer) => updateCustomer(item, customer, requestable),
    // Where one leaves a filtered list, the next one's same button is what a person wants.
    successor: (heir, focused) =>
      (focused.dataset.act && heir?.querySelector(`[data-act="${focused.dataset.act}"]`)) ||
      heir ||
      byId("customers"),
  });
  const empty = byId("customers-empty");
  empty.hidden = customers.matching > 0;
  setText(
    empty,
    customers.total > 0
      ? "No customer matches."
      : "There are no customers yet. A program creates them, or start the emulator with --customer GUID.",
  );
  byId("customer-pages").hidden = customers.pages === 1;
  const number = byId("page-number");
  setAttribute(number, "max", String(customers.pages));
  if (!typing && number.value !== String(customers.page)) number.value = String(customers.page);
  setText(byId("page-count"), `of ${customers.pages}`);
  setAttribute(byId("page-back"), "aria-disabled", String(customers.page <= 1));
  setAttribute(byId("page-on"), "aria-disabled", String(customers.page >= customers.pages));
}

function showCounts(view, { total, matching, counts, firstOfPage, items }) {
  for (const button of byId("customer-status").children) {
    const { counted } = button.dataset;
    setAttribute(button, "aria-pressed", String(view.status === (counted === "All" ? "" : counted)));
    setText(button.querySelector(".count"), String(counts[counted]));
  }
  const range =
    items.length < matching
      ? `${firstOfPage} to ${firstOfPage + items.length - 1} of ${matching}`
      : `${matching}`;
  const found = matching === total ? "" : `, of ${total}`;
  setText(byId("customer-count"), `${range} ${matching === 1 ? "customer" : "customers"}${found}`);
}
