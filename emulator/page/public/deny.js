// The dialog that asks why a qualification is denied.
import { byId, element, setText } from "./dom.js";

const OWN = "own";
const NONE = "none";

let onReason = () => undefined;

export function prepareDenial() {
  const dialog = byId("deny");
  const reason = byId("deny-reason");
  const own = byId("deny-own-text");
  reason.addEventListener("change", () => showOwn(reason.value === OWN));
  byId("deny-cancel").addEventListener("click", () => dialog.close());
  byId("deny-form").addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    onReason(reason.value === OWN ? own.value.trim() : reason.value === NONE ? undefined : reason.value);
  });
}

function showOwn(wanted) {
  const own = byId("deny-own-text");
  byId("deny-own").hidden = !wanted;
  own.required = wanted;
  // Not of spaces alone.
  own.pattern = ".*\\S.*";
}

/** How it is denied without a reason: the emulator has a usual one for Education, none is documented for the others. */
const WITHOUT_REASON = {
  Education: [],
  several: ["The usual one of each qualification"],
};

/** Asks for one of Microsoft's reasons or an own one, for a qualification or for `several`. */
export function askReason({ title, qualification, status, reasons }, answered) {
  onReason = answered;
  setText(byId("deny-title"), title);
  const option = (value, text) => element("option", { value }, text);
  const without = Object.hasOwn(WITHOUT_REASON, qualification)
    ? WITHOUT_REASON[qualification]
    : ["No reason (none is documented for it)"];
  byId("deny-reason").replaceChildren(
    ...without.map((text) => option(NONE, text)),
    ...reasons.map((text) => option(text, text)),
    option(OWN, "Another reason …"),
  );
  if (qualification === "Education" && status === "Approved")
    byId("deny-reason").value = "No longer an Education Customer";
  byId("deny-own-text").value = "";
  showOwn(false);
  byId("deny").showModal();
}
