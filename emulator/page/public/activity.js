// The activity log, newest first, as the API has it.
import { idButton } from "./copying.js";
import { byId, element, setText, showList, timeOf } from "./dom.js";
import { titleOf } from "./qualifications.js";

export function prepareActivity(view, refresh) {
  byId("activity-filter").addEventListener("input", ({ target }) => {
    view.activity = target.value;
    void refresh();
  });
}

export function showActivity(view, { activity, instance }) {
  const { total, readable, behindMs, items } = activity;
  const parts = [
    `${total} ${total === 1 ? "record" : "records"}`,
    items.length < total &&
      `the newest ${items.length} ${view.activity === "" ? "are" : "that match are"} shown`,
    !readable && "the API refuses to show them (403)",
    behindMs > 0 && `the API shows each ${behindMs / 1000} s late`,
  ];
  setText(byId("activity-count"), parts.filter(Boolean).join(" · "));
  showList(byId("activity-list"), items, {
    // An emulator that is started again counts anew.
    keyOf: ({ number }) => `${instance}/${number}`,
    create: createRecord,
    update: ({ lastElementChild: late }, { shownInMs }) => {
      late.hidden = shownInMs === 0;
      setText(late, `not shown by the API for another ${Math.ceil(shownInMs / 1000)} s`);
    },
    successor: () => byId("activity"),
  });
  const empty = byId("activity-empty");
  empty.hidden = items.length > 0;
  setText(
    empty,
    view.activity === "" ? "Empty: what programs and colleagues submit is recorded." : "No record matches.",
  );
}

function createRecord(record) {
  const { at, operationType, operationStatus, qualification, customerName, customerId } = record;
  const { userPrincipalName, applicationId } = record;
  const style = operationStatus === "succeeded" ? "Approved" : "Denied";
  return element(
    "li",
    { class: "record" },
    element("time", { class: "muted", datetime: new Date(at).toISOString() }, timeOf(at)),
    element("strong", {}, operationType),
    element("span", { class: `badge ${style}` }, operationStatus),
    ...(qualification === undefined ? [] : [element("span", {}, titleOf(qualification))]),
    ...(customerName === undefined ? [] : [element("span", {}, customerName)]),
    ...(customerId === undefined ? [] : [idButton("customer's id", customerId)]),
    element("span", { class: "muted" }, [userPrincipalName, applicationId].filter(Boolean).join(", ")),
    element("span", { class: "badge InReview" }),
  );
}
