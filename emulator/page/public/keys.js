// Single keys. They never act while a person types, and can be switched off.
import { byId, element } from "./dom.js";
import { chooseScenario } from "./scenarios.js";
import { enterCode } from "./signIn.js";

const STORED = "partnercenter-emulator-keys";

/** What each key does, and how that is said. */
const KEYS = new Map([
  ["/", ["find customers", () => select("customer-filter")]],
  ["r", ["find requests", () => select("request-filter")]],
  ["s", ["choose a scenario", chooseScenario]],
  ["c", ["enter the code of a device sign-in", enterCode]],
  ["p", ["pause the requests, or let them go on", () => byId("request-pause").click()]],
  ["j", ["next qualification", () => move(1)]],
  ["k", ["previous qualification; there:", () => move(-1)]],
  ["a", ["approve", () => press("approve")]],
  ["d", ["deny", () => press("deny")]],
  ["u", ["unlist", () => press("unlist")]],
  ["?", ["this list", () => byId("keyboard").focus()]],
]);

export function prepareKeys() {
  byId("keys").append(
    ...[...KEYS].map(([key, [does]]) =>
      element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)),
    ),
  );
  const on = byId("keys-on");
  on.checked = localStorage.getItem(STORED) !== "off";
  on.addEventListener("change", () => localStorage.setItem(STORED, on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    const [, act] = KEYS.get(key) ?? [];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function select(id) {
  byId(id).focus();
  byId(id).select();
}

/** The qualification that has the focus, or something in it. */
const current = () => document.activeElement?.closest(".qualification");

function move(step) {
  const rows = [...document.querySelectorAll(".qualification")];
  const at = rows.indexOf(current());
  rows[
    at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))
  ]?.focus();
}

function press(act) {
  current()?.querySelector(`[data-act="${act}"]`).click();
}
