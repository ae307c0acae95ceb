// The TypeScript programs that pages show whole are programs: they type-check against the sources.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { markdownFiles } from "./links";
import { root } from "./upToDate";

/** Every block of TypeScript that imports the package: what does not is a piece of one. */
function programs(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of markdownFiles(root)) {
    const blocks = readFileSync(join(root, file), "utf8").matchAll(/^```ts\n([^]*?)^```$/gm);
    for (const [, text = ""] of blocks) {
      if (!/from "pulumi-partnercenter/.test(text)) continue;
      const name = `${file.replace(/\W/g, "-")}-${found.size}.ts`;
      found.set(join(root, name).replaceAll("\\", "/"), text);
    }
  }
  return found;
}

/** What the compiler has against them, each with its file. */
function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram(
    [...files.keys()],
    { ...options, rootDir: root, configFilePath: undefined },
    host,
  );
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  });
}

jest.setTimeout(180_000);

test("every program that a page shows type-checks; a wrong one does not", () => {
  const files = programs();
  expect(files.size).toBeGreaterThan(2);
  const wrong = join(root, "wrong.ts").replaceAll("\\", "/");
  files.set(
    wrong,
    'import { CustomerQualification } from "pulumi-partnercenter";\n' +
      'new CustomerQualification("a", { customerId: "b", qualification: "Eduction" });\n',
  );
  const problems = problemsOf(files);
  expect(problems.filter((problem) => !problem.startsWith(wrong))).toEqual([]);
  expect(problems.join("\n")).toContain("Eduction");
});
