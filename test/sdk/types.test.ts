// What compiles, under the strictest options: the cases themselves are in typeCases.ts.
import { join } from "node:path";
import ts from "typescript";

jest.setTimeout(180_000);

test("what can't be meant does not compile, and `undefined` is a value that is left out, also where types are exact", () => {
  const root = join(__dirname, "../..");
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const cases = join(__dirname, "typeCases.ts");
  const program = ts.createProgram([cases], { ...options, exactOptionalPropertyTypes: true });
  const source = program.getSourceFile(cases);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
