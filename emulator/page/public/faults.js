// What is to go wrong with the next calls.
import { control } from "./api.js";
import { byId, element, setText, showList } from "./dom.js";
import { perform } from "./status.js";

/** The commonest of the emulator's faults; its control calls have more. */
const FAULTS = [
  ["429, Retry-After 5 s; nothing is taken", { kind: "throttle", retryAfter: 5 }],
  ["503; nothing is taken", { kind: "status", status: 503 }],
  ["500, although the call was taken", { kind: "status500After" }],
  ["The connection ends; nothing is taken", { kind: "dropBefore" }],
  ["The connection ends, although the call was taken", { kind: "dropAfter" }],
  ["The answer ends in the middle", { kind: "cutBody" }],
  ["The answer takes 5 s longer", { kind: "delay", ms: 5000 }],
  ["No answer ever comes; nothing is taken", { kind: "stall" }],
];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

const ENDPOINTS = [
  ["the API", "api"],
  ["the login", "login"],
  ["both", "any"],
];

export function prepareFaults(refresh) {
  const options = (pairs) => pairs.map(([text, value]) => element("option", { value }, text));
  byId("fault-kind").append(...options(FAULTS.map(([text], index) => [text, index])));
  byId("fault-method").append(...options([["Any", ""], ...METHODS.map((method) => [method, method])]));
  byId("fault-endpoint").append(...options(ENDPOINTS));
  const form = byId("fault-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { kind, times, method, endpoint, path } = Object.fromEntries(new FormData(form));
    const match = { endpoint, ...(method !== "" && { method }), ...(path !== "" && { path }) };
    void perform(refresh, "The fault waits for its calls.", () =>
      control("POST", "faults", { match, fault: FAULTS[kind][1], times: Number(times) }),
    );
  });
  byId("fault-clear").addEventListener("click", () => {
    // The button goes with the faults.
    byId("faults").focus();
    void perform(refresh, "All faults are cleared.", () => control("DELETE", "faults"));
  });
}

export function showFaults({ faults }) {
  byId("faults-empty").hidden = faults.length > 0;
  byId("fault-clear").hidden = faults.length === 0;
  const wait = byId("faults-wait");
  wait.hidden = faults.length === 0;
  setText(wait, faults.length === 1 ? "1 fault set" : `${faults.length} faults set`);
  // They have no name of their own: their place is what tells them apart.
  showList(
    byId("fault-list"),
    faults.map((fault, index) => ({ ...fault, index })),
    {
      keyOf: ({ index }) => index,
      create: () => element("li", {}),
      update: (item, fault) => setText(item, wordsOf(fault)),
      successor: () => byId("faults"),
    },
  );
}

function wordsOf({ kind, left, match }) {
  const calls =
    left === undefined ? "a share of the calls" : left === 1 ? "the next call" : `the next ${left} calls`;
  const { method, path, customerId, endpoint } = match;
  const where = { login: "of the login", any: "of the API and the login" }[endpoint] ?? "of the API";
  const parts = [
    `${kind}:`,
    calls,
    where,
    method && `by ${method}`,
    path && `to ${path}`,
    customerId && `for ${customerId}`,
  ];
  return parts.filter(Boolean).join(" ");
}
