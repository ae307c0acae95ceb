// One customer: its qualifications, and what happens to it outside the program.
import { control, pathOf } from "./api.js";
import { idButton, ownCommand } from "./copying.js";
import { element, setAttribute, setText, showList } from "./dom.js";
import {
  createQualification,
  prepareQualifications,
  titleOf,
  updateQualification,
} from "./qualifications.js";
import { perform } from "./status.js";

/** What each element shows now, so that its buttons act on that. */
const dataOf = new WeakMap();
let refresh;
let requestable = [];

export function prepareCustomer(refreshNow) {
  refresh = refreshNow;
  prepareQualifications(refreshNow);
}

export function createCustomer({ id }) {
  const item = element("li", { class: "customer", "aria-labelledby": `name-${id}`, tabindex: "-1" });
  const button = (name, act, ...text) =>
    element("button", { type: "button", class: name, on: { click: () => act(dataOf.get(item)) } }, ...text);
  const choice = element("select");
  const more = element(
    "div",
    { class: "more", id: `more-${id}`, hidden: "" },
    element("p", { class: "facts muted" }, idButton("id", id), element("span", { class: "verifications" })),
    element(
      "div",
      { class: "find" },
      element("label", {}, "A colleague submits in the portal", choice),
      button("submit", (customer) => submitElsewhere(customer, choice.value), "Submit"),
      button("relationship", moveRelationship),
    ),
    element(
      "div",
      { class: "commands" },
      ownCommand(`status --customer ${id}`),
      ownCommand(`history --customer ${id}`),
    ),
  );
  const opener = element(
    "button",
    { type: "button", class: "opener", "aria-expanded": "false", "aria-controls": more.id },
    "More",
  );
  opener.addEventListener("click", () => {
    more.hidden = !more.hidden;
    opener.setAttribute("aria-expanded", String(!more.hidden));
  });
  item.append(
    element(
      "div",
      { class: "who" },
      element("h3", { id: `name-${id}` }),
      element("span", { class: "muted domain" }),
      element("span", { class: "badge lost" }, "No relationship"),
      element("span", { class: "empty" }, "No qualification is listed."),
      opener,
    ),
    element("ul", { class: "plain qualifications" }),
    more,
  );
  return item;
}

export function updateCustomer(item, customer, known) {
  requestable = known;
  dataOf.set(item, customer);
  const { companyName, label, domain, related, verifications, maxVerifications, qualifications } = customer;
  setText(item.querySelector("h3"), companyName);
  setText(item.querySelector(".domain"), domain);
  item.querySelector(".badge.lost").hidden = related;
  item.querySelector(".empty").hidden = qualifications.length > 0;
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
  const choice = item.querySelector("select");
  if (choice.options.length === 0)
    choice.append(
      ...requestable.map(({ qualification: name }) => element("option", { value: name }, titleOf(name))),
    );
  setAttribute(item.querySelector(".submit"), "aria-label", `Submit elsewhere for ${label}`);
  setAttribute(item.querySelector(".opener"), "aria-label", `More for ${label}`);
  const relationship = item.querySelector(".relationship");
  setText(relationship, related ? "End relationship" : "Restore relationship");
  setAttribute(relationship, "aria-label", `${related ? "End" : "Restore"} relationship with ${label}`);
}

/** What a colleague has submitted in the portal is listed as any other, and no submission of the program. */
function submitElsewhere(customer, qualification) {
  void perform(refresh, `${titleOf(qualification)} of ${customer.label}: submitted elsewhere.`, () =>
    control("POST", `${pathOf(customer.id, qualification)}/submit-in-portal`),
  );
}

function moveRelationship({ id, label, related }) {
  const done = `The relationship with ${label} has ${related ? "ended: calls for it are answered with 403" : "been restored"}.`;
  void perform(refresh, done, () =>
    control("POST", `${pathOf(id)}/${related ? "lose" : "restore"}-relationship`),
  );
}
