import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decisionsPage } from "./decisionsPage";

test("docs/decisions.md is what the rule says (UPDATE_DOCS=1 writes it anew)", () => {
  const file = join(__dirname, "..", "..", "docs", "decisions.md");
  const page = decisionsPage();
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, page);
  expect(readFileSync(file, "utf8")).toBe(page);
});
