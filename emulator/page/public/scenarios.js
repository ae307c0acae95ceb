// What happens to a partner, as one thing to choose, and the way back.
import { control } from "./api.js";
import { controlCommand } from "./copying.js";
import { byId, element, setAttribute, setText } from "./dom.js";
import { perform } from "./status.js";

let scenarios = [];
let current;

export function prepareScenarios(refresh) {
  byId("scenario-name").addEventListener("change", showChosen);
  byId("scenario-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, title } = chosen();
    void perform(
      refresh,
      ({ met }) => `${title}. ${met}`,
      () => control("POST", `scenarios/${name}`),
    );
  });
  byId("scenario-end").addEventListener("click", () => {
    if (current !== undefined) void perform(refresh, "Back to normal.", () => control("DELETE", "scenarios"));
  });
}

/** Which there are, of the emulator that answers now. */
export async function readScenarios() {
  ({ scenarios } = await control("GET", "scenarios"));
  const choice = byId("scenario-name");
  choice.replaceChildren(...scenarios.map(({ name, title }) => element("option", { value: name }, title)));
  showChosen();
}

/** The choice, for a key. */
export const chooseScenario = () => byId("scenario-name").focus();

const chosen = () => scenarios.find(({ name }) => name === byId("scenario-name").value);

function showChosen() {
  const { name, does, preview } = chosen();
  setText(byId("scenario-does"), does);
  byId("scenario-preview").replaceChildren(element("strong", {}, "The next preview: "), preview);
  byId("scenario-commands").replaceChildren(
    controlCommand("POST", `scenarios/${name}`),
    controlCommand("DELETE", "scenarios"),
  );
}

export function showScenario({ scenario }) {
  // One that is on when the page is opened, or that somebody else has begun, is the one to read about.
  if (scenario !== undefined && scenario.name !== current) {
    byId("scenario-name").value = scenario.name;
    showChosen();
  }
  current = scenario?.name;
  const on = byId("scenario-on");
  on.hidden = scenario === undefined;
  setText(on, scenario === undefined ? "" : `Scenario: ${scenario.title}`);
  const now = byId("scenario-now");
  now.hidden = scenario === undefined;
  setText(now, scenario === undefined ? "" : `On: ${scenario.title}. ${scenario.met}`);
  setAttribute(byId("scenario-end"), "aria-disabled", String(scenario === undefined));
}
