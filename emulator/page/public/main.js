// Asks the emulator twice a second how things stand, and shows it. Nothing stays open between two questions, so the
// emulator ends when it wants to.
import { prepareActivity, showActivity } from "./activity.js";
import { control } from "./api.js";
import { prepareCommands, readEnvironment } from "./commands.js";
import { prepareCustomers, showCustomers } from "./customers.js";
import { prepareDecisions, showDecisions } from "./decisions.js";
import { prepareDenial } from "./deny.js";
import { byId, setText } from "./dom.js";
import { prepareFaults, showFaults } from "./faults.js";
import { prepareKeys } from "./keys.js";
import { prepareRequests, showRequests } from "./requests.js";
import { prepareScenarios, readScenarios, showScenario } from "./scenarios.js";
import { prepareSettings, showSettings } from "./settings.js";
import { prepareSignIn, showSignIns } from "./signIn.js";
import { say, sayConnected } from "./status.js";
import { showThrottling } from "./throttling.js";

const POLL_MS = 500;

/** What the person looks for. */
const view = { customers: "", status: "", page: 1, requests: "", outcome: "", activity: "" };
let instance;
let asking;
let askAgain = false;

/** Looks at once; where a look is under way, once more after it, since that one may have begun before a change. */
async function refresh() {
  if (asking) {
    askAgain = true;
    return asking;
  }
  asking = (async () => {
    do {
      askAgain = false;
      await look();
    } while (askAgain);
  })();
  try {
    await asking;
  } finally {
    asking = undefined;
  }
}

async function look() {
  let overview;
  try {
    overview = await control("GET", `overview?${new URLSearchParams(view)}`);
    if (instance !== overview.instance) await Promise.all([readEnvironment(), readScenarios()]);
  } catch {
    sayConnected(false);
    return;
  }
  sayConnected(true);
  if (instance !== undefined && instance !== overview.instance)
    say("The emulator was started again: everything begins anew.");
  instance = overview.instance;
  showCustomers(view, overview);
  showDecisions(overview);
  showThrottling(overview);
  showSignIns(overview);
  showFaults(overview);
  showSettings(overview);
  showScenario(overview);
  showRequests(view, overview);
  showActivity(view, overview);
}

async function poll() {
  // A page that nobody sees asks nothing.
  if (!document.hidden) await refresh();
  setTimeout(poll, POLL_MS);
}

setText(byId("address"), location.origin);
prepareDenial();
prepareCustomers(view, refresh);
prepareDecisions(view, refresh);
prepareRequests(view, refresh);
prepareActivity(view, refresh);
prepareCommands();
prepareSignIn(refresh);
prepareFaults(refresh);
prepareSettings(refresh);
prepareKeys();
document.addEventListener("visibilitychange", () => void refresh());
prepareScenarios(refresh);
void poll();
