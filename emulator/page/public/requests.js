// The requests as they come, newest first.
import { idButton } from "./copying.js";
import { byId, element, setAttribute, setText, showList, timeOf } from "./dom.js";

let paused = false;

export function prepareRequests(view, refresh) {
  byId("request-filter").addEventListener("input", ({ target }) => {
    view.requests = target.value;
    void refresh();
  });
  byId("request-failed").addEventListener("change", ({ target }) => {
    view.outcome = target.checked ? "failed" : "";
    void refresh();
  });
  const pause = byId("request-pause");
  pause.addEventListener("click", () => {
    paused = !paused;
    setAttribute(pause, "aria-pressed", String(paused));
    void refresh();
  });
}

export function showRequests(view, { requests, instance }) {
  if (paused) return setText(byId("request-count"), `Paused. ${counted(requests.total)} so far.`);
  const { total, dropped, inFlight, items } = requests;
  const parts = [
    counted(total),
    inFlight > 0 && `${inFlight} being answered`,
    items.length < total && `the newest ${items.length} ${isFiltered(view) ? "that match are" : "are"} shown`,
    dropped > 0 && `the oldest ${dropped} are no longer kept`,
  ];
  setText(byId("request-count"), parts.filter(Boolean).join(" · "));
  showList(byId("request-list"), items, {
    // An emulator that is started again counts anew.
    keyOf: ({ number }) => `${instance}/${number}`,
    create: createRequest,
    update: updateRequest,
    successor: () => byId("requests"),
  });
  const empty = byId("requests-empty");
  empty.hidden = items.length > 0;
  setText(
    empty,
    isFiltered(view)
      ? "No request matches."
      : "None yet. Start pulumi preview with the environment that the emulator printed.",
  );
}

const isFiltered = ({ requests, outcome }) => requests !== "" || outcome !== "";

const counted = (total) => `${total} ${total === 1 ? "request" : "requests"}`;

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** One line, and on demand its whole path and its ids. */
function createRequest({ at, endpoint, method, path, customer, requestId, correlationId }) {
  const ids = element("div", { class: "ids muted" });
  const of = (label, id) =>
    id !== undefined && ids.append(element("p", {}, `${label} `, idButton(label, id)));
  of(endpoint === "login" ? "client-request-id" : "MS-CorrelationId", correlationId);
  of("MS-RequestId", requestId);
  return element(
    "li",
    { class: "request" },
    element(
      "details",
      {},
      element(
        "summary",
        {},
        element("time", { class: "muted", datetime: new Date(at).toISOString() }, timeOf(at)),
        element("strong", {}, method),
        element("span", { class: "badge" }),
        element("span", { class: "took muted" }),
        element(
          "span",
          { class: "path" },
          path.replace(GUID, (id) => `${id.slice(0, 8)}…`),
        ),
        ...(customer === undefined ? [] : [element("span", { class: "muted" }, customer)]),
      ),
      element("p", { class: "path" }, path),
      ids,
    ),
  );
}

function updateRequest(item, { status, fault, durationMs }) {
  const badge = item.querySelector(".badge");
  const style = status === undefined ? "" : status >= 400 ? "Denied" : "Approved";
  setAttribute(badge, "class", `badge ${style}`);
  const answer =
    status === undefined ? (fault === undefined ? "being answered" : "no answer") : String(status);
  setText(badge, fault === undefined ? answer : `${answer}, fault ${fault}`);
  setText(item.querySelector(".took"), durationMs === undefined ? "" : `${Math.round(durationMs)} ms`);
}
