// `partnercenter import` over lists that somebody hostile has filled: the program that it writes parses, declares what
// was found and does nothing else, and the file is the same.
import * as fc from "fast-check";
import * as ts from "typescript";
import { importOf, type FoundCustomer } from "../../cli/importFile";
import { program } from "../../cli/program";
import { scriptedServer } from "../provider/partnercenter/server";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

/** Names that could get out of a string, a comment, a URN or a terminal, and names that fall together. */
const label = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    '"); process.exit(1); ("',
    "`${process.env.PATH}`",
    "*/ import 'fs' /*",
    "\\",
    "'",
    "\\u0022",
  ),
  fc.constantFrom(
    "a\nb",
    "a\r\nb",
    "\u2028\u2029",
    "\u0000",
    "\u001b[2J",
    "\ufeff",
    "\ud800",
    "x".repeat(5000),
  ),
  fc.constantFrom(
    "Contoso",
    "contoso",
    "CONTOSO",
    "Contoso 2",
    "contoso-education",
    "Contoso Education 2",
    "",
  ),
  fc.constantFrom("東京", "مدرسة", "Škola", "ﬁ", "ſ", "İ", "::", "$${x}", "--", "constructor", "__proto__"),
);

const vettingStatus = fc.option(
  fc.oneof(fc.constantFrom("Approved", "Denied", "InReview", "None"), fc.string()),
  {
    nil: undefined,
  },
);
const found: fc.Arbitrary<FoundCustomer> = fc.record({
  id: fc.uuid(),
  label: fc.option(label, { nil: undefined }),
  qualifications: fc.array(
    fc.record({
      qualification: fc.constantFrom(
        "Education",
        "GovernmentCommunityCloud",
        "StateOwnedEntity",
        "Nonprofit",
      ),
      vettingStatus,
      // As the client reads it: one line.
      vettingReason: fc.option(
        label.map((text) => text.replace(/\p{Cc}/gu, " ").slice(0, 1000)),
        { nil: undefined },
      ),
    }),
    { maxLength: 3 },
  ),
});

/** What a program declares: the arguments of each `new CustomerQualification`, and nothing but them. */
function declarationsOf(text: string): { name: string; args: Record<string, string> }[] {
  const file = ts.createSourceFile("import.ts", text, ts.ScriptTarget.ES2022, true) as ts.SourceFile & {
    parseDiagnostics: ts.Diagnostic[];
  };
  expect(file.parseDiagnostics).toEqual([]);
  const [first, ...rest] = file.statements;
  expect(first?.getText()).toBe('import { CustomerQualification } from "pulumi-partnercenter";');
  return rest.map((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isNewExpression(statement.expression))
      throw new Error(statement.getText());
    const { expression, arguments: given = [] } = statement.expression;
    expect(expression.getText()).toBe("CustomerQualification");
    const [name, args] = given;
    if (
      given.length !== 2 ||
      !name ||
      !ts.isStringLiteral(name) ||
      !args ||
      !ts.isObjectLiteralExpression(args)
    ) {
      throw new Error(statement.getText());
    }
    const entries = args.properties.map((property) => {
      if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.initializer))
        throw new Error(property.getText());
      return [property.name.getText(), property.initializer.text];
    });
    return { name: name.text, args: Object.fromEntries(entries) as Record<string, string> };
  });
}

interface Written {
  file: { resources: { name: string; id: string; inputs: Record<string, string> }[] };
  program: string;
  notes: string[];
}

function expectHarmless({ file, program: text, notes }: Written): void {
  const { resources } = JSON.parse(JSON.stringify(file)) as Written["file"];
  const declared = declarationsOf(text);
  expect(declared).toEqual(
    resources.map(({ name, inputs: { customerId, qualification } }) => ({
      name,
      args: { customerId, qualification },
    })),
  );
  const names = resources.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  // A URN and a person can do with it.
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,120}$/);
  for (const { id } of resources) expect(id).toMatch(/^[0-9a-f-]{36}\/[A-Za-z]+$/);
  for (const note of notes) expect(note).toMatch(/^\P{Cc}{1,1300}$/u);
}

test("whatever the customers are called, the program declares what was found and nothing else", async () => {
  await holds(
    fc.property(fc.array(found, { maxLength: 8 }), (customers) =>
      expectHarmless(importOf(customers) as Written),
    ),
    600,
  );
});

test("the same through the command, from what the API lists", async () => {
  let list: FoundCustomer[] = [];
  const server = await scriptedServer(({ path }) => {
    const one = list.find(({ id }) => path.includes(id));
    const body = one
      ? one.qualifications
      : {
          items: list.map(({ id, label: companyName }) => ({
            id,
            companyProfile: { tenantId: id, companyName },
          })),
        };
    return { body: JSON.stringify(body) };
  });
  const before = { ...process.env };
  Object.assign(process.env, {
    PARTNERCENTER_ACCESS_TOKEN: "a-token",
    PARTNERCENTER_API_BASE_URL: server.url,
  });
  process.env.PARTNERCENTER_REQUESTS_PER_MINUTE = "100000";
  try {
    await holds(
      fc.asyncProperty(
        fc.uniqueArray(found, { maxLength: 5, selector: ({ id }) => id }),
        async (customers) => {
          list = customers;
          let said = "";
          const command = program({ write: (text) => (said += text) });
          await command
            .parseAsync(["node", "partnercenter", "import", "--all", "--json"])
            .catch((error: Error) => {
              // A status that is no word is not understood, and says whose it is.
              expect(error.message).toMatch(
                /^Reading the qualifications of customer [0-9a-f-]{36}: HTTP 200, but/,
              );
              said = "";
            });
          if (said !== "") expectHarmless(JSON.parse(said) as Written);
        },
      ),
      150,
    );
  } finally {
    process.env = before;
    await server.close();
  }
});
