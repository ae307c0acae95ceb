import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { When } from "../../overdue";
import type { Reading } from "../../reading";
import { statusOf } from "../../statusModel";
import { incomplete } from "../../statusReport";
import type { Changes } from "../changes";
import { customersUrl } from "./customerLink";
import { html, jsonMarkup, type Markup } from "./markup";
import { GROUP_NAMES, GROUPS, rowsOf } from "./rows";
import { deniedSection, notReadSection, toDoSection } from "./attention";
import { reviewSection } from "./review";
import { changesSection, countsSection, requestsSection } from "./sections";

/** Beside this file in the sources and in dist/ alike. */
const asset = (name: string): string => readFileSync(join(__dirname, "assets", name), "utf8");

/**
 * The report as one file: it asks for nothing of the network, and shows what matters without its script, which is for the
 * table of all customers.
 */
export async function pageOf(reading: Reading, when: When, changes?: Changes): Promise<string> {
  const status = statusOf(reading.customers, when);
  const readAt = new Date(when.now).toISOString();
  const sections = [
    toDoSection(status, when, changes),
    countsSection(reading, status),
    deniedSection(reading, status),
    notReadSection(reading, status),
    await reviewSection(reading, status, when),
    changesSection(reading, changes),
    requestsSection(reading),
  ].flatMap((section) => section ?? []);
  const body = html`<header>
      <h1>Partner Center qualifications</h1>
      <p>
        Read
        <time datetime="${readAt}">${readAt.slice(0, 16).replace("T", " ")} UTC</time
        >${reading.tenantId === undefined ? "" : `, partner tenant ${reading.tenantId}`}
      </p>
      ${incomplete(reading).map((text) => html`<p class="next"><strong>${text}</strong></p>`)}
    </header>
    <main>${sections} ${tableSection(reading, when)}</main>
    ${data(reading, when)}`;
  const style = ["theme.css", "report.css", "table.css"].map(asset).join("");
  const script = asset("table.js");
  const head = html`<meta charset="utf-8" />
    <meta
      http-equiv="Content-Security-Policy"
      content="${policyOf([style, ...stylesIn(body.text)], script)}"
    />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>Partner Center qualifications, ${readAt.slice(0, 10)}</title>`;
  // As they are, to the letter: the policy names them by their hashes.
  return [
    `<!doctype html><html lang="en"><head>${head.text}<style>${style}</style></head>`,
    `<body>${body.text}<script>${script}</script></body></html>\n`,
  ].join("\n");
}

/** The styles that the pictures bring along: names can't be among them, for a name's `<` is escaped. */
const stylesIn = (text: string): string[] =>
  [...text.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = ""]) => style);

/** Only these styles and this script: whatever else were in the page would not run, and nothing is loaded or sent. */
function policyOf(styles: readonly string[], script: string): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${[...new Set(styles.map(hash))].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** What the script makes the table of. Data of this type is never run. */
function data(reading: Reading, when: When): Markup {
  const all = {
    groups: Object.values(GROUPS),
    customersUrl: customersUrl(reading),
    maxSubmissions: reading.maxSubmissions,
    rows: rowsOf(reading, when),
  };
  return html`<script type="application/json" id="data">
    ${jsonMarkup(all)}
  </script>`;
}

const COLUMNS = ["Customer", "Qualification", "Status", "Days", "Why"];

function tableSection(reading: Reading, when: When): Markup {
  const status = statusOf(reading.customers, when);
  const columns = reading.maxSubmissions === undefined ? COLUMNS : [...COLUMNS, "Requests"];
  const links = customersUrl(reading);
  return html`<section id="customers" aria-labelledby="customers-title" tabindex="-1">
    <h2 id="customers-title">All customers</h2>
    <noscript
      ><p>
        The table needs the page's own script, which this viewer does not run. What needs a person stands
        above; the file opens in any browser.
      </p></noscript
    >
    <form role="search" aria-label="Customers" id="filter" hidden>
      <label>Find <input type="search" id="find" autocomplete="off" spellcheck="false" /></label>
      <label
        >Show
        <select id="group">
          <option value="">everything</option>
          ${GROUP_NAMES.map((group, index) =>
            status[group].length === 0 ? html`` : html`<option value="${index}">${GROUPS[group]}</option>`,
          )}
        </select></label
      >
    </form>
    <p id="found" role="status"></p>
    <table id="table" role="table" aria-labelledby="customers-title" hidden>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(
            (column) =>
              html`<th role="columnheader" scope="col"><button type="button">${column}</button></th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup"></tbody>
    </table>
    <nav id="pages" aria-label="Pages of the table" hidden>
      <button type="button" id="previous">Previous</button>
      <span id="page"></span>
      <button type="button" id="next">Next</button>
    </nav>
    ${links === undefined ? html`<p>There are no links to Partner Center: its addresses in this cloud are not known.</p>` : undefined}
  </section>`;
}
