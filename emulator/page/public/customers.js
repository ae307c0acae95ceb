// Customers and their qualifications: what Microsoft does with them.
import { control, pathOf } from "./api.js";
import { askReason } from "./deny.js";
import { byId, copy, element, setAttribute, setText, showList } from "./dom.js";
import { perform, say } from "./status.js";

const TITLES = {
  GovernmentCommunityCloud: "Government Community Cloud",
  StateOwnedEntity: "State-owned entity",
};

/** As Microsoft writes it; one that nobody knows yet as the API spells it. */
const titleOf = (qualification) => TITLES[qualification] ?? qualification;

const WORDS = { InReview: "In review", Approved: "Approved", Denied: "Denied" };

/** What the list knows of each element's data, so that its buttons act on what is shown now. */
const dataOf = new WeakMap();
let refresh;
let reasons = [];
let requestable = [];

export function prepareCustomers(view, refreshNow) {
  refresh = refreshNow;
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
  ({ reasons, requestable } = overview);
  const { customers } = overview;
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
  const choice = element("select", { "aria-label": "Qualification" });
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
        element("label", {}, "As the portal, or another partner", choice),
        submit,
        relationship,
      ),
    ),
  );
  return item;
}

function updateCustomer(item, customer) {
  dataOf.set(item, customer);
  const { companyName, domain, related, verifications, maxVerifications, qualifications } = customer;
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
    choice.append(...requestable.map((name) => element("option", { value: name }, titleOf(name))));
  setAttribute(item.querySelector(".submit"), "aria-label", `Submit elsewhere for ${companyName}`);
  setText(item.querySelector("summary"), "More");
  setAttribute(item.querySelector("summary"), "aria-label", `More for ${companyName}`);
  const relationship = item.querySelector(".relationship");
  setText(relationship, related ? "End relationship" : "Restore relationship");
  setAttribute(relationship, "aria-label", `${related ? "End" : "Restore"} relationship with ${companyName}`);
}

function createQualification() {
  const row = element("li", { class: "qualification", role: "group", tabindex: "-1" });
  const act = (name, text, style, what, title = "") =>
    element(
      "button",
      { type: "button", class: style, title, "data-act": name, on: { click: () => what(dataOf.get(row)) } },
      text,
    );
  row.append(
    element(
      "div",
      { class: "what" },
      element("strong"),
      element("span", { class: "badge" }),
      element("span", { class: "reason" }),
      element("span", { class: "muted since" }),
    ),
    element(
      "div",
      { class: "buttons" },
      act("approve", "Approve", "", approve),
      act("deny", "Deny …", "", deny),
      act("unlist", "Unlist", "", unlist, "It is no longer listed, as after a denial in the portal"),
    ),
  );
  return row;
}

function updateQualification(row, data) {
  dataOf.set(row, data);
  const { qualification, vettingStatus, vettingReason, vettingCreateDate, events } = data;
  const whose = `${titleOf(qualification)} of ${data.customer.companyName}`;
  setAttribute(row, "aria-label", whose);
  setText(row.querySelector("strong"), titleOf(qualification));
  const badge = row.querySelector(".badge");
  setAttribute(badge, "class", `badge ${WORDS[vettingStatus] ? vettingStatus : ""}`);
  setText(badge, WORDS[vettingStatus] ?? vettingStatus ?? "Listed, without a vetting");
  setText(row.querySelector(".reason"), vettingReason ?? "");
  setText(
    row.querySelector(".since"),
    vettingCreateDate === undefined ? "" : `submitted ${when(vettingCreateDate)}`,
  );
  const possible = {
    approve: events.includes("approve") && vettingStatus !== "Approved",
    deny: events.includes("deny"),
    unlist: true,
  };
  for (const button of row.querySelectorAll("button")) {
    const name = button.dataset.act;
    // What has no vetting is never approved or denied.
    button.hidden = name !== "unlist" && !events.includes("submit");
    // What can't be done now stays where it is, so that the focus does.
    setAttribute(button, "aria-disabled", String(!possible[name]));
    if (name === "approve") setAttribute(button, "class", vettingStatus === "InReview" ? "primary" : "");
    setAttribute(button, "aria-label", `${button.textContent.replace(" …", "")} ${whose}`);
  }
}

const nameOf = ({ qualification, customer }) => `${titleOf(qualification)} of ${customer.companyName}`;

function isPossible({ events, vettingStatus }, event) {
  return events.includes(event) && !(event === "approve" && vettingStatus === "Approved");
}

function approve(data) {
  if (!isPossible(data, "approve")) return;
  const path = pathOf(data.customer.id, data.qualification);
  void perform(refresh, `${nameOf(data)}: approved.`, () => control("POST", `${path}/approve`));
}

function deny(data) {
  if (!isPossible(data, "deny")) return;
  const { customer, qualification, vettingStatus: status } = data;
  askReason({ title: `Deny ${nameOf(data)}`, qualification, status, reasons }, (reason) => {
    const path = pathOf(customer.id, qualification);
    const done = `${nameOf(data)}: denied${reason === undefined ? "" : ` (${reason})`}.`;
    void perform(refresh, done, () => control("POST", `${path}/deny`, { reason }));
  });
}

function unlist(data) {
  const path = pathOf(data.customer.id, data.qualification);
  void perform(refresh, `${nameOf(data)}: no longer listed.`, () => control("DELETE", path));
}

/** What the portal or another partner has submitted is listed as any other, and no submission of the program. */
function submitElsewhere(customer, qualification) {
  const vetted = qualification !== "StateOwnedEntity";
  void perform(refresh, `${titleOf(qualification)} of ${customer.companyName}: submitted elsewhere.`, () =>
    control("PUT", pathOf(customer.id, qualification), vetted ? { vettingStatus: "InReview" } : {}),
  );
}

function moveRelationship({ id, companyName, related }) {
  const done = `The relationship with ${companyName} has ${related ? "ended: calls for it are answered with 403" : "been restored"}.`;
  void perform(refresh, done, () =>
    control("POST", `${pathOf(id)}/${related ? "lose" : "restore"}-relationship`),
  );
}

/** An id that is copied by pressing it. */
export function idButton(label, id) {
  const copied = () =>
    copy(id).then(
      () => say(`Copied the ${label} ${id}.`),
      (error) => say(error.message, true),
    );
  return element(
    "button",
    {
      type: "button",
      class: "id",
      title: "Copy",
      "aria-label": `Copy the ${label} ${id}`,
      on: { click: copied },
    },
    id,
  );
}

/** A date in the reader's own words; one that was put by hand may be anything and is shown as it is. */
function when(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? text
    : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
