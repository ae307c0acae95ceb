// The settings that a person changes while playing; the control calls have more.
import { control } from "./api.js";
import { byId, element, setText } from "./dom.js";
import { perform } from "./status.js";

/** Whether the form holds what nobody has applied yet: then it is not overwritten. */
let edited = false;
let current;

export function prepareSettings(refresh) {
  const form = byId("settings-form");
  form.addEventListener("input", () => (edited = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void perform(refresh, "The settings are changed.", async () => {
      await control("PATCH", "settings", settingsIn(form));
      edited = false;
    });
  });
}

function settingsIn(form) {
  const { latencyMs, requestsPerMinute, vettingAfterSeconds, outcome, mfa } = Object.fromEntries(
    new FormData(form),
  );
  const calls = Number(requestsPerMinute);
  const { partner, ...otherLimits } = current.throttle;
  const required = current.mfa === "notRequired" ? { form: "code", share: 1 } : current.mfa;
  return {
    latencyMs: Number(latencyMs),
    throttle: { ...otherLimits, ...(calls > 0 && { partner: { calls, perMs: partner?.perMs ?? 60_000 } }) },
    vetting: {
      ...(vettingAfterSeconds !== "" && { afterMs: Number(vettingAfterSeconds) * 1000 }),
      outcome: outcome === "" ? "Approved" : outcome === "Denied" ? outcome : { denied: outcome },
    },
    mfa: mfa === "required" ? required : "notRequired",
  };
}

export function showSettings({ settings, reasons }) {
  current = settings;
  const { latencyMs, throttle, vetting, mfa } = settings;
  const ends =
    vetting.afterMs === undefined
      ? "a vetting waits for you"
      : `a vetting ends after ${vetting.afterMs / 1000} s`;
  setText(byId("settings-now"), `Latency ${latencyMs} ms; ${ends}.`);
  if (edited) return;
  const { elements } = byId("settings-form");
  const denial = vetting.outcome?.denied ?? (vetting.outcome === "Denied" ? "Denied" : "");
  // A reason that was set elsewhere may be none of Microsoft's.
  const choices = [...new Set(["Denied", ...reasons, ...(denial === "" ? [] : [denial])])];
  const outcome = elements.outcome;
  if (outcome.options.length !== choices.length + 1) {
    outcome.replaceChildren(
      element("option", { value: "" }, "Approved"),
      ...choices.map((reason) =>
        element(
          "option",
          { value: reason },
          reason === "Denied" ? "Denied: the usual reason" : `Denied: ${reason}`,
        ),
      ),
    );
  }
  const values = {
    latencyMs,
    requestsPerMinute: throttle.partner?.calls ?? 0,
    vettingAfterSeconds: vetting.afterMs === undefined ? "" : vetting.afterMs / 1000,
    outcome: denial,
    mfa: mfa === "notRequired" ? "notRequired" : "required",
  };
  for (const [name, value] of Object.entries(values)) {
    if (elements[name].value !== String(value)) elements[name].value = String(value);
  }
}
