import { Command, Option } from "commander";
import { printable, shownName } from "./displayText";
import { CommandFailure, EXIT } from "./failure";
import { forPlugin, type Import, importOf, moduleKindOf } from "./importFile";
import { openImport, requireProgramEnding } from "./importOutput";
import { addCustomerOptions, SETTINGS_HELP, type Which, withStackOptions } from "./settings";
import { readCustomers } from "./readCustomers";
import type { ReadCustomer } from "./reading";
import { nameOf } from "./statusModel";
import type { Surroundings } from "./surroundings";

interface Options extends Which {
  file: string;
  program: string;
  plugin?: boolean;
  json?: boolean;
}

/** `partnercenter import`: what Partner Center lists, as a file for `pulumi import -f` and as a program. */
export function importCommand(around: Surroundings): Command {
  const command = new Command("import").description(
    "Write a file for `pulumi import -f`, and the program to go with it, from what Partner Center lists.",
  );
  return withStackOptions(addCustomerOptions(command))
    .option("--file <path>", "where the file for `pulumi import -f` is written", "partnercenter-import.json")
    .option(
      "--program <path>",
      "where the program is written: TypeScript, or JavaScript (.js)",
      "partnercenter-import.ts",
    )
    .addOption(
      new Option(
        "--plugin",
        "for programs that use the plugin: `pulumi import` writes the program itself",
      ).conflicts("program"),
    )
    .option("--json", "print `{ file, program, notes }` as JSON and write nothing")
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      if (!options.plugin) requireProgramEnding(options.program);
      // What is wrong with a file is said before anything is read.
      const output = options.json
        ? undefined
        : openImport({ file: options.file, ...(!options.plugin && { program: options.program }) });
      try {
        const found = await find(options, around);
        const { program, notes } = found;
        const file = options.plugin ? forPlugin(found.file) : found.file;
        const shown = options.plugin ? { file, notes } : { file, program, notes };
        if (output === undefined) return void around.output.write(`${JSON.stringify(shown, null, 2)}\n`);
        output.write(`${JSON.stringify(file, null, 2)}\n`, program);
        around.output.write(summary(found, options));
      } finally {
        output?.discard();
      }
    });
}

/** A customer that can't be read is left out, and said. Half an estate, because it was interrupted, is nothing to import. */
async function find(options: Options, around: Surroundings): Promise<Import> {
  const kind = options.plugin ? "import" : moduleKindOf(options.program);
  const { customers, total, stopped, interrupted } = await readCustomers(options, around, { names: true });
  if (interrupted) {
    const where = total === undefined ? "" : ` after ${customers.length} of ${total} customers`;
    throw new CommandFailure(`interrupted${where}: nothing was written.`, EXIT.interrupted);
  }
  if (stopped) throw stopped;
  const read = customers.filter(({ error }) => error === undefined);
  if (read.length < customers.length) around.setExitCode(EXIT.error);
  const found = importOf(
    read.map(({ customerId, companyName, domain, qualifications }) => ({
      id: customerId,
      label: companyName ?? domain,
      qualifications,
    })),
    kind,
  );
  const failures = customers.flatMap((customer) => {
    const { error, nameError } = customer;
    if (error)
      return [`${called(customer)} is left out, for it could not be read: ${printable(error.message)}`];
    return nameError
      ? [
          `${called(customer)} is named after its id, for its name could not be read: ${printable(nameError.message)}`,
        ]
      : [];
  });
  return { ...found, notes: [...failures, ...found.notes] };
}

/** `Contoso School (8f9a…)` */
function called(customer: ReadCustomer): string {
  const name = nameOf(customer);
  return name === undefined ? customer.customerId : `${shownName(name)} (${customer.customerId})`;
}

const HELP = `${SETTINGS_HELP}
A login that can look, such as an app-only one, is enough. A customer named
with --customer is one request more, for its name. The program is TypeScript, or
JavaScript where --program ends in .js, .mjs or .cjs. What an earlier import
has written is replaced; any other file that is there already, never.
Nothing is submitted. The segment, the website and the validation code are not in the file, since the API does not
return them; they are not demanded of what is there, and a later submission asks for them.

  partnercenter import --all
  pulumi import -f partnercenter-import.json --generate-code=false --protect=false
  (put the program's text into yours)
  pulumi preview

With the plugin, \`pulumi import\` writes the program's text, in the language of your program:

  partnercenter import --all --plugin
  pulumi import --file partnercenter-import.json --protect=false --out imported.yaml
  (put the text of imported.yaml into your program)
  pulumi preview
`;

function summary({ file, notes }: Import, options: Options): string {
  const count = file.resources.length;
  const written = options.plugin ? `${options.file} is` : `${options.file} and ${options.program} are`;
  const next = options.plugin
    ? [
        `  pulumi import --file ${options.file} --protect=false`,
        "  (put the text that it prints into your program)",
      ]
    : [
        `  pulumi import -f ${options.file} --generate-code=false --protect=false`,
        `  (put the text of ${options.program} into your program)`,
      ];
  return [
    ...notes.map((text) => `Note: ${text}`),
    `${count} ${count === 1 ? "qualification" : "qualifications"} found: ${written} written. Next, in a stack that has none of them yet:`,
    ...next,
    "  pulumi preview --expect-no-changes",
    "",
  ].join("\n");
}
