// The customers: found, paged, and what happens to one outside the program.
import { control, pathOf } from "./api.js";
import { byId, element, setAttribute, setText, showList } from "./dom.js";
import { idButton } from "./ids.js";
import {
  createQualification,
  prepareQualifications,
  setReasons,
  titleOf,
  updateQualification,
} from "./qualifications.js";
import { perform } from "./status.js";

/** What each element shows now, so that its buttons act on that. */
const dataOf = new WeakMap();
let refresh;
let requestable = [];

export function prepareCustomers(view, refreshNow) {
  refresh = refreshNow;
  prepareQualifications(refreshNow);
  const look = (changes) => {
    Object.assign(view, changes);
    void refresh();
  };
  byId("customer-filter").addEventListener("input", ({ target }) =>
    look({ customers: target.value, page: 1 }),
  );
  byId("customer-status").addEventListener("change", ({ target }) => look({ status: target.value, page: 1 }));
  const turn = (pages) => (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") look({ page: view.page + pages });
  };
  byId("page-back").addEventListener("click", turn(-1));
  byId("page-on").addEventListener("click", turn(1));
}

export function showCustomers(view, overview) {
  const { customers, reasons } = overview;
  requestable = overview.requestable;
  setReasons(reasons);
  view.page = customers.page;
  showCount(customers);
  showList(byId("customer-list"), customers.items, {
    keyOf: ({ id }) => id,
    create: createCustomer,
    update: updateCustomer,
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
  setText(byId("page-number"), `Page ${customers.page} of ${customers.pages}`);
  setAttribute(byId("page-back"), "aria-disabled", String(customers.page <= 1));
  setAttribute(byId("page-on"), "aria-disabled", String(customers.page >= customers.pages));
}

function showCount({ total, matching, counts, firstOfPage, items }) {
  const range =
    items.length < matching
      ? `${firstOfPage} to ${firstOfPage + items.length - 1} of ${matching}`
      : `${matching}`;
  const found = matching === total ? "" : `, of ${total}`;
  const parts = [
    `${range} ${matching === 1 ? "customer" : "customers"}${found}`,
    counts.InReview > 0 && `${counts.InReview} in review`,
    counts.Denied > 0 && `${counts.Denied} denied`,
    counts.NoRelationship > 0 && `${counts.NoRelationship} without a relationship`,
  ];
  setText(byId("customer-count"), parts.filter(Boolean).join(" · "));
}

function createCustomer({ id }) {
  const name = element("h3", { id: `name-${id}` });
  const item = element("li", { class: "customer", "aria-labelledby": `name-${id}`, tabindex: "-1" });
  const of = () => dataOf.get(item);
  const choice = element("select");
  const submit = element(
    "button",
    { type: "button", class: "submit", on: { click: () => submitElsewhere(of(), choice.value) } },
    "Submit",
  );
  const relationship = element("button", {
    type: "button",
    class: "relationship",
    on: { click: () => moveRelationship(of()) },
  });
  item.append(
    element(
      "div",
      { class: "who" },
      name,
      element("span", { class: "muted domain" }),
      element("span", { class: "badge lost" }),
    ),
    element("div", { class: "facts muted" }, idButton("id", id), element("span", { class: "verifications" })),
    element("ul", { class: "plain qualifications" }),
    element("p", { class: "empty" }, "No qualification is listed."),
    element(
      "details",
      {},
      element("summary", {}),
      element(
        "div",
        { class: "find" },
        element("label", {}, "The portal, or another partner, submits", choice),
        submit,
        relationship,
      ),
    ),
  );
  return item;
}

function updateCustomer(item, customer) {
  dataOf.set(item, customer);
  const { companyName, label, domain, related, verifications, maxVerifications, qualifications } = customer;
  setText(item.querySelector("h3"), companyName);
  setText(item.querySelector(".domain"), domain);
  const lost = item.querySelector(".badge.lost");
  lost.hidden = related;
  setText(lost, "No relationship");
  setText(
    item.querySelector(".verifications"),
    `Verification requests: ${verifications} of ${maxVerifications}`,
  );
  showList(item.querySelector(".qualifications"), qualifications, {
    keyOf: ({ qualification }) => qualification,
    create: () => createQualification(),
    update: (row, data) => updateQualification(row, { ...data, customer }),
    successor: (heir) => heir ?? item,
  });
  item.querySelector(".empty").hidden = qualifications.length > 0;
  const choice = item.querySelector("select");
  if (choice.options.length === 0)
    choice.append(
      ...requestable.map(({ qualification: name }) => element("option", { value: name }, titleOf(name))),
    );
  setAttribute(item.querySelector(".submit"), "aria-label", `Submit elsewhere for ${label}`);
  setText(item.querySelector("summary"), "More");
  setAttribute(item.querySelector("summary"), "aria-label", `More for ${label}`);
  const relationship = item.querySelector(".relationship");
  setText(relationship, related ? "End relationship" : "Restore relationship");
  setAttribute(relationship, "aria-label", `${related ? "End" : "Restore"} relationship with ${label}`);
}

/** What the portal or another partner has submitted is listed as any other, and no submission of the program. */
function submitElsewhere(customer, qualification) {
  const { vetted } = requestable.find((known) => known.qualification === qualification);
  void perform(refresh, `${titleOf(qualification)} of ${customer.label}: submitted elsewhere.`, () =>
    control("PUT", pathOf(customer.id, qualification), vetted ? { vettingStatus: "InReview" } : {}),
  );
}

function moveRelationship({ id, label, related }) {
  const done = `The relationship with ${label} has ${related ? "ended: calls for it are answered with 403" : "been restored"}.`;
  void perform(refresh, done, () =>
    control("POST", `${pathOf(id)}/${related ? "lose" : "restore"}-relationship`),
  );
}
