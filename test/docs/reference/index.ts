import { table } from "../markdown";
import { commandsPage } from "./commands";
import { CLIENT_PAGES, SDK_PAGES, withTheRest } from "./contents";
import { MADE, Writer } from "./pages";
import { settingsPage } from "./settings";
import { defaultValue } from "./comments";
import type { Entry, readEntries } from "./typedoc";

/** All pages of docs/reference by file name, made anew. */
export function referencePages({ sdk, client }: ReturnType<typeof readEntries>): Record<string, string> {
  const sdkWriter = new Writer(sdk, SDK_PAGES);
  const clientPages = withTheRest(CLIENT_PAGES, client);
  const clientWriter = new Writer(client, clientPages);
  const pages: Record<string, string> = {};
  for (const page of SDK_PAGES) pages[page.file] = sdkWriter.page(page);
  pages["settings.md"] = settingsPage(sdkWriter);
  for (const page of clientPages)
    pages[page.file] = clientWriter.page({ ...page, about: clientWriter.introduction() });
  pages["commands.md"] = commandsPage();
  pages["README.md"] = INDEX;
  return pages;
}

/** The defaults that a type's docstrings name, by property. */
export function defaultsOf(entry: Entry, name: string): Record<string, string> {
  const properties = entry.exports.find((one) => one.name === name)?.children ?? [];
  const named = properties.map((one) => [one.name, defaultValue(one.comment, () => undefined)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ""));
}

const INDEX = `# Reference

${MADE}

Made from the code's own descriptions, and kept true by a test.

${table(
  ["page", "what it describes"],
  [
    [
      "[CustomerQualification](customer-qualification.md)",
      "a customer's special qualification: submitted once, watched ever after",
    ],
    ["[Customer](customer.md)", "a tenant: created once or adopted, and its billing profile"],
    [
      "[CustomerAgreement](customer-agreement.md)",
      "whether the customer has accepted the Microsoft Customer Agreement",
    ],
    ["[QualifiedTenant](qualified-tenant.md)", "the three together, as one component"],
    [
      "[Provider and settings](settings.md)",
      "every setting: environment variable, configuration key, explicit `Provider`",
    ],
    [
      "[Functions](functions.md)",
      "what a program can read: customers, qualifications, codes, domains, agreements",
    ],
    ["[Commands](commands.md)", "`partnercenter` and its options"],
    ["[The API client](client.md)", "`pulumi-partnercenter/client`, which knows nothing of Pulumi"],
  ],
)}
`;
