// Sign-ins that were started on a device: the person enters the device's code here.
import { control } from "./api.js";
import { byId, setText } from "./dom.js";
import { perform } from "./status.js";

export function prepareSignIn(refresh) {
  const form = byId("sign-in-form");
  const code = byId("sign-in-code");
  const finish = (method, done) => {
    if (!form.reportValidity()) return;
    // As people type it: in any case, with spaces or dashes.
    const given = code.value.toUpperCase().replace(/[\s-]/g, "");
    const person = { mfa: form.elements.mfa.checked, adminAgent: form.elements.adminAgent.checked };
    void perform(refresh, done, async () => {
      await control(
        method,
        `device-logins/${encodeURIComponent(given)}`,
        method === "POST" ? person : undefined,
      );
      code.value = "";
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish("POST", "Signed in: the program goes on by itself.");
  });
  byId("sign-in-decline").addEventListener("click", () =>
    finish("DELETE", "Declined: the program is told so."),
  );
  // The address that a program shows leads here.
  if (location.pathname === "/emulator/device-logins") enterCode();
}

/** Where a code is entered. */
export function enterCode() {
  byId("sign-in-details").open = true;
  byId("sign-in-code").focus();
  byId("sign-in-code").select();
}

export function showSignIns({ signIns }) {
  const waiting = signIns.map(
    ({ application, expiresInSeconds }) => `${application}, ${Math.ceil(expiresInSeconds / 60)} min left`,
  );
  const count = `${waiting.length} ${waiting.length === 1 ? "sign-in waits" : "sign-ins wait"}`;
  setText(
    byId("sign-in-waiting"),
    waiting.length === 0 ? "No program waits for a person to sign in." : `${count}: ${waiting.join("; ")}.`,
  );
  // The section may be far below.
  byId("sign-in-waits").hidden = waiting.length === 0;
  setText(byId("sign-in-waits"), count);
  document.body.classList.toggle("sign-in-waits", waiting.length > 0);
}
