// The qualifications of a customer, and what Microsoft does with them.
import { control, pathOf } from "./api.js";
import { askReason } from "./deny.js";
import { element, setAttribute, setText } from "./dom.js";
import { perform } from "./status.js";

const TITLES = new Map([
  ["GovernmentCommunityCloud", "Government Community Cloud"],
  ["StateOwnedEntity", "State-owned entity"],
]);

/** As Microsoft writes it; one that nobody knows yet as the API spells it. */
export const titleOf = (qualification) => TITLES.get(qualification) ?? qualification;

const WORDS = new Map([
  ["InReview", "In review"],
  ["Approved", "Approved"],
  ["Denied", "Denied"],
]);

/** What each row shows now, so that its buttons act on that. */
const dataOf = new WeakMap();
let refresh;
let reasons = [];

export function prepareQualifications(refreshNow) {
  refresh = refreshNow;
}

/** Microsoft's reasons of a denial. */
export function setReasons(known) {
  reasons = known;
}

/** A row for one qualification; its data comes with the first update. */
export function createQualification() {
  const row = element("li", { class: "qualification", tabindex: "-1" });
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

export function updateQualification(row, data) {
  dataOf.set(row, data);
  const { qualification, vettingStatus, vettingReason, vettingCreateDate, events } = data;
  const whose = nameOf(data);
  setAttribute(row, "aria-label", whose);
  setText(row.querySelector("strong"), titleOf(qualification));
  const badge = row.querySelector(".badge");
  setAttribute(badge, "class", `badge ${WORDS.has(vettingStatus) ? vettingStatus : ""}`);
  setText(badge, WORDS.get(vettingStatus) ?? vettingStatus ?? "Listed, without a vetting");
  setText(row.querySelector(".reason"), vettingReason ?? "");
  setText(
    row.querySelector(".since"),
    vettingCreateDate === undefined ? "" : `submitted ${when(vettingCreateDate)}`,
  );
  for (const button of row.querySelectorAll("button")) {
    const name = button.dataset.act;
    // What has no vetting is never approved or denied.
    button.hidden = name !== "unlist" && !events.includes("submit");
    // What can't be done now stays where it is, so that the focus does.
    setAttribute(button, "aria-disabled", String(!isPossible(data, name)));
    if (name === "approve") setAttribute(button, "class", vettingStatus === "InReview" ? "primary" : "");
    setAttribute(button, "aria-label", `${button.textContent.replace(" …", "")} ${whose}`);
  }
}

const nameOf = ({ qualification, customer }) => `${titleOf(qualification)} of ${customer.label}`;

function isPossible({ events, vettingStatus }, act) {
  if (act === "unlist") return true;
  return events.includes(act) && !(act === "approve" && vettingStatus === "Approved");
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

/** A date in the reader's own words; one that was put by hand may be anything and is shown as it is. */
function when(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? text
    : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
