// What `--format` prints for a spreadsheet and for a job's summary: names come from outside, and stay texts.
import fc from "fast-check";
import { csvOf } from "../../cli/report/csv";
import { escaped, markdownOf } from "../../cli/report/markdown";
import type { ReadCustomer, Reading } from "../../cli/reading";
import type { CustomerQualificationItem } from "../../provider/partnercenter";
import { PartnerCenterError } from "../../provider/partnercenter/errors/PartnerCenterError";

// Brought by typedoc: the parser that GitLab's and Azure's renderers are kin to, with all that could run switched on.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const MarkdownIt = require("markdown-it") as new (options: object) => {
  render: (text: string) => string;
  renderInline: (text: string) => string;
};
const renderer = new MarkdownIt({ html: true, linkify: true, typographer: true });

const NOW = Date.parse("2026-11-21T12:00:00Z");
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();

const customer = (
  number: number,
  companyName: string,
  ...qualifications: CustomerQualificationItem[]
): ReadCustomer => ({ customerId: id(number), companyName, qualifications });
const education = (vettingStatus: string, days: number, vettingReason?: string) => ({
  qualification: "Education",
  vettingStatus,
  vettingCreateDate: daysAgo(days),
  ...(vettingReason !== undefined && { vettingReason }),
});
const reading = (customers: ReadCustomer[]): Reading => ({
  customers,
  total: customers.length,
  interrupted: false,
});
const lost: ReadCustomer = {
  ...customer(9, "Litware"),
  error: new PartnerCenterError({
    name: "NoRelationshipError",
    doing: "Reading",
    found: "HTTP 403, code 20002",
    meaning: "No relationship.",
    remedy: "Check the id.",
    scope: "customer",
    httpStatus: 403,
    code: "20002",
    correlationId: "6f1d2c3b-0000-4000-8000-00000000c0de",
  }),
};

/** As RFC 4180 says: its section 2 is the grammar. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  const row: string[] = [];
  while (field.lastIndex < csv.length) {
    const at = field.lastIndex;
    const match = field.exec(csv);
    if (match === null) throw new Error(`no CSV from ${at} on: ${csv.slice(at, at + 40)}`);
    const [, text = "", end] = match;
    row.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end === "\r\n") rows.push(row.splice(0));
  }
  expect(row).toEqual([]);
  return rows;
}

describe("csv", () => {
  test("a row for each qualification, one for a customer without, and one with why it could not be read", () => {
    const csv = csvOf(
      reading([
        customer(1, "Contoso, School", education("Denied", 3, 'Not an "Academic" Domain'), {
          qualification: "StateOwnedEntity",
        }),
        { ...customer(2, "Fabrikam"), verificationRequests: 2 },
        lost,
      ]),
      { now: NOW },
    );
    const [heading = [], ...rows] = parsed(csv);
    const named = rows.map((row) => Object.fromEntries(heading.map((name, index) => [name, row[index]])));
    expect(named).toMatchObject([
      {
        customerId: id(1),
        companyName: "Contoso, School",
        qualification: "Education",
        vettingReason: 'Not an "Academic" Domain',
        vettingCreateDate: daysAgo(3),
        error: "",
      },
      { customerId: id(1), qualification: "StateOwnedEntity", vettingStatus: "" },
      { customerId: id(2), qualification: "", verificationRequests: "2" },
      {
        customerId: id(9),
        errorCode: "20002",
        error: expect.stringContaining("No relationship"),
        correlationId: "6f1d2c3b-0000-4000-8000-00000000c0de",
      },
    ]);
    expect(csv.startsWith("customerId,companyName,")).toBe(true);
  });

  test.each([
    '=HYPERLINK("http://evil.example")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "\u200b=1",
  ])("%j is no formula", (name) =>
    expect(parsed(csvOf(reading([customer(1, name)]), { now: NOW }))[1]?.[1]).toBe(`'${name}`),
  );

  test("whatever a name is, it is read back, and begins no formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const cell = parsed(csvOf(reading([customer(1, name)]), { now: NOW }))[1]?.[1] ?? "";
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(cell === name || cell === `'${name}`).toBe(true);
      }),
    );
  });
});

describe("markdown", () => {
  test("the counts, then what needs an action; what is approved is counted", () => {
    const text = markdownOf(
      reading([
        customer(1, "Contoso School", education("Approved", 400)),
        customer(2, "東京大学", education("Denied", 12, "Not an Education Customer")),
        { ...customer(3, "City of Northwind", education("InReview", 9)), verificationRequests: 1 },
        lost,
      ]),
      { now: NOW },
    );
    expect(text).toMatch(
      /^## .*\n\n3 customers read, 3 qualifications: 1 denied, 1 in review, 1 approved\.\n/,
    );
    expect(text).toMatch(/### Denied: 1\n\nNext: .*`resubmit`\.\n\n\| Customer \|/);
    expect(text).toContain(
      `| 東京大学 | ${id(2)} | Education | Denied | 12 d | Not an Education Customer |\n`,
    );
    expect(text).toContain("Verification requests logged: 1 |");
    expect(text).toMatch(/\| Litware \|.*code 20002.*MS-CorrelationId 6f1d2c3b/);
    expect(text).not.toContain("Contoso School");
  });

  test("what is overdue stands before the rest in review, with the text to send", () => {
    const slow = { ...customer(3, "City ``` of Northwind", education("InReview", 9)), correlationId: "c0de" };
    const undated = customer(5, "Fabrikam", { qualification: "Education", vettingStatus: "InReview" });
    const text = markdownOf(
      { ...reading([slow, customer(4, "Contoso", education("InReview", 2)), undated]), tenantId: id(99) },
      { now: NOW, overdueMs: 7 * 86_400_000 },
    );
    expect(text).toMatch(
      /### In review for longer than 7 days: 1\n[^]*City[^]*### In review: 2\n\nWithout a date, .*: 1\.\n[^]*Contoso/,
    );
    const block = renderer.render(text).match(/<pre><code[^>]*>([^]*)<\/code><\/pre>/)?.[1];
    expect(block).toContain(`Partner tenant: ${id(99)}\n`);
    expect(block).toMatch(
      /City ``` of Northwind\): Education, .*\(9 days ago\), MS-CorrelationId of the read c0de\n$/,
    );
    // As many as there is room for.
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...slow, customerId: id(index) }));
    const long = markdownOf(reading(many), { now: NOW, overdueMs: 1 });
    expect(Buffer.byteLength(long)).toBeLessThan(65_000);
    expect(long).toMatch(/… and 4,98\d more: `--format table` has all/);
  });

  test("whatever a name is, it is one cell of text", () => {
    const name = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^[|`*_<>[\]()!#&:;\\/."'a-z@=~ -]{0,40}$/),
      fc.constantFrom(
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "a|b",
        "![](http://evil.example/x.png)",
        "https://evil.example www.evil.example me@evil.example",
        "&lt;b&gt;",
        "@contoso/everyone #12 !3 ~bug",
      ),
    );
    fc.assert(
      fc.property(name, (given) => {
        const html = renderer.renderInline(escaped(given));
        expect(html).not.toMatch(/<(?!br>\n?$)/);
        const rows = markdownOf(reading([customer(1, `x${given}x`, education("Denied", 1))]), { now: NOW })
          .split("\n")
          .filter((line) => line.startsWith("| x"));
        expect(rows).toHaveLength(1);
        const cells = renderer.render(`|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n${rows[0]}`).match(/<td>.*<\/td>/g);
        expect(cells).toHaveLength(6);
        expect(cells?.[0]).not.toMatch(/<(?!\/?td>)/);
      }),
    );
  });

  test("5,000 denied customers fit into a comment, and those left out are counted", () => {
    const text = markdownOf(
      reading(
        Array.from({ length: 5000 }, (_, index) =>
          customer(
            index,
            "東京都立大学附属高等学校国際交流センター".repeat(20),
            education("Denied", 1, "No"),
          ),
        ),
      ),
      { now: NOW },
    );
    expect(Buffer.byteLength(text)).toBeLessThan(64_000);
    const shown = text.split("\n").filter((line) => line.startsWith("| 東京")).length;
    expect(shown).toBeGreaterThan(20);
    expect(text).toContain(`… and ${(5000 - shown).toLocaleString("en-US")} more`);
  });
});
