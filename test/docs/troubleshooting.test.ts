import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withMadeParts } from "./markdown";
import { troubleshootingParts } from "./troubleshooting";
import { root, upToDate } from "./upToDate";

test("docs/troubleshooting.md has the errors' own tables and the provider's own words", () => {
  const file = "docs/troubleshooting.md";
  upToDate(file, withMadeParts(readFileSync(join(root, file), "utf8"), troubleshootingParts()));
});
