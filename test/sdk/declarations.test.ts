import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What programs import must be readable for the compiler that @pulumi/pulumi brings, TypeScript 3.8. */

const folder = join(__dirname, "../../sdk");
const sources = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), "utf8");
  return { file, source: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
});

test.each(sources)("$file: no `type` within import or export braces", ({ source }) => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) && node.isTypeOnly)
      found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  expect(found).toEqual([]);
});

test.each(sources)(
  "$file: imports nothing of the provider but types, which a program need not load",
  ({ source }) => {
    const values = source.statements
      .filter(ts.isImportDeclaration)
      .filter(({ importClause }) => importClause?.isTypeOnly !== true)
      .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text);
    expect(values.filter((name) => name !== "@pulumi/pulumi" && !/^\.\/\w+$/.test(name))).toEqual([]);
  },
);
