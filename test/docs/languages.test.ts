// The pages of the languages show the examples' programs as they are.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./upToDate";

const text = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

test.each([
  ["yaml", "Pulumi.yaml"],
  ["python", "__main__.py"],
  ["go", "declare.go"],
  ["typescript", "index.ts"],
  ["java", "src/main/java/com/contoso/App.java"],
  ["csharp", "Program.cs"],
])("%s", (language, file) => {
  const [, shown] = /^```\w+\n([^]*?)^```$/m.exec(text("docs", "languages", `${language}.md`)) ?? [];
  expect(shown).toBe(text("examples", "languages", language, "quickstart", file));
});
