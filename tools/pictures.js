"use strict";
// The pictures of the emulator's page and of a report in docs/pictures/: `node tools/pictures.js [folder]`, after `npm run build`.
// They need a Chromium (tools/browser.js).

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { root } = require("./project");
const { findBrowser, openBrowser } = require("./browser");

const CUSTOMERS = [
  {
    id: "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11",
    companyName: "Contoso School",
    domain: "contososchool.onmicrosoft.com",
  },
  {
    id: "3cad8b20-5e7f-4091-9c3d-4e5f6a7b8c92",
    companyName: "Woodgrove Library",
    domain: "woodgrovelibrary.onmicrosoft.com",
  },
  {
    id: "2b9c7a1f-4d6e-4f80-8b2c-3d4e5f6a7b81",
    companyName: "Fabrikam Unified",
    domain: "fabrikamunified.onmicrosoft.com",
  },
  {
    id: "4dbe9c31-6f80-41a2-8d4e-5f6a7b8c9da3",
    companyName: "City of Northwind",
    domain: "northwind.onmicrosoft.com",
  },
  {
    id: "5ecfad42-7091-42b3-9e5f-6a7b8c9dae04",
    companyName: "Tailspin Museum",
    domain: "tailspinmuseum.onmicrosoft.com",
  },
];

/** An emulator in the middle of a day's work. */
async function scene() {
  const { startEmulator, MICROSOFT_LIMITS } = require(path.join(root, "dist", "emulator"));
  // The same moment in every picture; only the emulator's latency lets time pass.
  let now = Date.UTC(2026, 0, 5, 9, 30);
  const clock = {
    now: () => now,
    /** @param {number} ms */
    sleep: async (ms) => {
      now += ms;
    },
  };
  const emulator = await startEmulator({
    tls: false,
    clock,
    customers: CUSTOMERS,
    throttle: MICROSOFT_LIMITS,
  });
  let calls = 0;
  /**
   * @param {string} method
   * @param {string} customer
   * @param {object} [body]
   */
  const call = (method, customer, body) => {
    calls += 1;
    const id = String(calls).padStart(12, "0");
    return fetch(`${emulator.url}/v1/customers/${customer}/qualifications`, {
      method,
      body: body && JSON.stringify(body),
      headers: {
        Authorization: `Bearer ${emulator.accessToken()}`,
        "Content-Type": "application/json",
        "MS-RequestId": `b2f5ff52-8f1c-4e3a-9d7e-${id}`,
        "MS-CorrelationId": `6f1d2c3b-4a59-4e68-8c77-${id}`,
      },
    });
  };
  const education = {
    qualification: "Education",
    educationSegment: "K12",
    website: "https://www.contoso.edu",
  };
  const ids = CUSTOMERS.map(({ id }) => id);
  const [school = "", library = "", unified = "", city = "", museum = ""] = ids;
  for (let round = 0; round < 30; round += 1) for (const id of ids) await call("GET", id);
  for (const id of [library, unified]) await call("POST", id, education);
  emulator.approve(unified, "Education");
  emulator.deny(library, "Education", "Not an eligible Library");
  emulator.setQualification(city, { qualification: "GovernmentCommunityCloud", vettingStatus: "InReview" });
  emulator.setQualification(city, { qualification: "StateOwnedEntity" });
  emulator.loseRelationship(museum);
  emulator.latencyMs = 87;
  await call("GET", museum);
  await call("GET", school);
  await call("POST", school, education);
  await call("GET", library);
  return emulator;
}

const NAMES = ["Contoso", "Woodgrove", "Fabrikam", "Northwind", "Tailspin", "Litware", "Adatum", "Relecloud"];
const KINDS = ["School", "Library", "Unified", "College", "Museum", "Academy", "Kindergarten"];
const DAY_MS = 86_400_000;

/** A report of 300 customers, as text. The same moment in every picture. */
function report() {
  const { pageOf } = require(path.join(root, "dist", "cli", "report", "html", "page.js"));
  const now = Date.UTC(2026, 0, 5, 9, 30);
  const customers = Array.from({ length: 300 }, (_, number) => {
    const kind = number % 60;
    const round = Math.floor(number / 60);
    const [vettingStatus, days, vettingReason] =
      kind < 7
        ? ["InReview", (kind * kind * 5 + round) % 14]
        : kind === 7
          ? ["Denied", number % 90, ["Not an Academic Domain", "Not an eligible Library"][round % 2]]
          : ["Approved", number];
    return {
      customerId: `8f9a1c52-1d0e-4c5e-9a43-${String(number).padStart(12, "0")}`,
      companyName: `${NAMES[number % NAMES.length]} ${KINDS[number % KINDS.length]} ${number + 1}`,
      verificationRequests: kind === 7 ? 1 + (round % 3) : 1,
      qualifications:
        kind === 8
          ? []
          : [
              {
                qualification: "Education",
                vettingStatus,
                vettingCreateDate: new Date(now - Number(days) * DAY_MS).toISOString(),
                ...(vettingReason !== undefined && { vettingReason }),
              },
            ],
    };
  });
  const reading = { customers, total: customers.length, interrupted: false, maxSubmissions: 3 };
  return pageOf(reading, { now, overdueMs: 7 * DAY_MS });
}

/** @param {string} folder */
async function pictures(folder) {
  const browser = findBrowser();
  if (browser === undefined)
    throw new Error("There is no Chromium: install one, or name it in CHROMIUM_PATH.");
  const emulator = await scene();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "partnercenter-pictures-"));
  try {
    const file = path.join(scratch, "fleet.html");
    fs.writeFileSync(file, await report());
    const pages = {
      emulator: { url: `${emulator.url}/emulator`, shown: "Connected", height: 1280 },
      report: { url: pathToFileURL(file).href, shown: "300 of 300 rows", height: 1340 },
    };
    for (const [name, { url, shown, height }] of Object.entries(pages))
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        const { context, close } = await openBrowser(browser, {
          colorScheme,
          viewport: { width: 1280, height },
          timezoneId: "UTC",
          locale: "en-GB",
        });
        try {
          const page = await context.newPage();
          await page.goto(url);
          await page.getByText(shown).waitFor();
          const picture = path.join(folder, `${name}-${colorScheme}.png`);
          await page.screenshot({ path: picture });
          console.log(picture);
        } finally {
          await close();
        }
      }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
    await emulator.close();
  }
}

module.exports = { scene };

if (require.main === module) {
  pictures(path.resolve(process.argv[2] ?? path.join(root, "docs", "pictures"))).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
