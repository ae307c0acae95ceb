// Single keys. They never act while a person types, and can be switched off.
import { byId } from "./dom.js";
import { enterCode } from "./signIn.js";

const STORED = "partnercenter-emulator-keys";

const KEYS = {
  "/": () => select("customer-filter"),
  r: () => select("request-filter"),
  c: enterCode,
  p: () => byId("request-pause").click(),
  "?": () => byId("keyboard").focus(),
  j: () => move(1),
  k: () => move(-1),
  a: () => press("approve"),
  d: () => press("deny"),
  u: () => press("unlist"),
};

export function prepareKeys() {
  const on = byId("keys-on");
  on.checked = localStorage.getItem(STORED) !== "off";
  on.addEventListener("change", () => localStorage.setItem(STORED, on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    if (!Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    KEYS[key]();
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
