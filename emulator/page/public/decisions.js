// Decisions of many vettings at once: of all that wait, of the customers that are looked for.
import { control } from "./api.js";
import { askReason } from "./deny.js";
import { byId, setAttribute, setText } from "./dom.js";
import { perform } from "./status.js";

let waiting = 0;
let reasons = [];

export function prepareDecisions(view, refresh) {
  const decide = (event, said, reason) => {
    const { customers, status } = view;
    const done = ({ decided }) =>
      `${decided} ${decided === 1 ? "qualification was" : "qualifications were"} ${said}.`;
    void perform(refresh, done, () => control("POST", `vettings/${event}`, { customers, status, reason }));
  };
  byId("approve-all").addEventListener("click", () => {
    if (waiting > 0) decide("approve", "approved");
  });
  byId("deny-all").addEventListener("click", () => {
    if (waiting === 0) return;
    askReason({ title: nameOf("Deny"), qualification: "several", reasons }, (reason) =>
      decide("deny", `denied${reason === undefined ? "" : ` (${reason})`}`, reason),
    );
  });
}

export function showDecisions(overview) {
  waiting = overview.customers.inReview;
  reasons = overview.reasons;
  show("approve-all", nameOf("Approve"), waiting > 0 ? "primary" : "");
  show("deny-all", "Deny all …", "");
  setAttribute(byId("deny-all"), "aria-label", nameOf("Deny"));
}

const nameOf = (verb) => (waiting === 0 ? `${verb} all` : `${verb} all ${waiting} in review`);

function show(id, text, style) {
  setText(byId(id), text);
  setAttribute(byId(id), "class", style);
  // It stays where it is when nothing waits, so that the focus does.
  setAttribute(byId(id), "aria-disabled", String(waiting === 0));
}
