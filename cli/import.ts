import { writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import { PartnerCenterClient, type CustomerQualificationItem } from "../provider/partnercenter";
import { importOf, type FoundCustomer, type Import } from "./importFile";
import { commandSettings, SETTINGS_HELP, type StackOptions, withStackOptions } from "./settings";

interface Options extends StackOptions {
  customer?: string[];
  all?: boolean;
  file: string;
  program: string;
  json?: boolean;
}

/** `partnercenter import`: what Partner Center lists, as a file for `pulumi import -f` and as a program. */
export function importCommand(parts: { write(text: string): unknown; note(text: string): unknown }): Command {
  return withStackOptions(new Command("import"))
    .description(
      "Write a file for `pulumi import -f`, and the program to go with it, from what Partner Center lists.",
    )
    .option("--customer <guid>", "a customer; can be repeated", customers)
    .option("--all", "all customers of the partner")
    .option("--file <path>", "where the file for `pulumi import -f` is written", "partnercenter-import.json")
    .option("--program <path>", "where the program is written", "partnercenter-import.ts")
    .option("--json", "print `{ file, program, notes }` as JSON and write nothing")
    .addHelpText("after", HELP)
    .action(async (options: Options, command: Command) => {
      if ((options.customer === undefined) === (options.all === undefined)) {
        command.error("error: name customers with --customer, or take them with --all");
      }
      const client = new PartnerCenterClient((await commandSettings(options)).client());
      try {
        const found = importOf(await findCustomers(client, options, (text) => parts.note(text)));
        if (options.json) return void parts.write(`${JSON.stringify(found, null, 2)}\n`);
        await writeFile(options.file, `${JSON.stringify(found.file, null, 2)}\n`);
        await writeFile(options.program, found.program);
        parts.write(summary(found, options));
      } finally {
        client.close();
      }
    });
}

function customers(id: string, ids: string[] = []): string[] {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return [...ids, id];
  throw new InvalidArgumentError("It must be the customer's tenant id, a GUID.");
}

const HELP = `${SETTINGS_HELP}
A login that can look, such as an app-only one, is enough.
Nothing is submitted. The segment, the website and the validation code are not in the file, since the API does not
return them; they are not demanded of what is there, and a later submission asks for them.

  partnercenter import --all
  pulumi import -f partnercenter-import.json --generate-code=false --protect=false
  (put the program's text into yours)
  pulumi preview
`;

async function findCustomers(
  client: PartnerCenterClient,
  { customer = [], all }: Options,
  note: (text: string) => unknown,
): Promise<FoundCustomer[]> {
  const customers: Omit<FoundCustomer, "qualifications">[] = customer.map((id) => ({ id: id.toLowerCase() }));
  if (all) {
    for await (const { id, domain, companyName } of client.customers.getCustomers()) {
      customers.push({ id, label: companyName ?? domain });
    }
  }
  let read = 0;
  return Promise.all(
    customers.map(async (one) => {
      const qualifications: CustomerQualificationItem[] = await client.getCustomerQualifications(one.id);
      read += 1;
      if (read % 50 === 0) note(`Read ${read} of ${customers.length} customers.\n`);
      return { ...one, qualifications };
    }),
  );
}

function summary({ file, notes }: Import, options: Options): string {
  const count = file.resources.length;
  return [
    ...notes.map((text) => `Note: ${text}`),
    `${count} ${count === 1 ? "qualification" : "qualifications"} found: ${options.file} and ${options.program} are written. Next:`,
    `  pulumi import -f ${options.file} --generate-code=false --protect=false`,
    `  (put the text of ${options.program} into your program)`,
    "  pulumi preview --expect-no-changes",
    "",
  ].join("\n");
}
