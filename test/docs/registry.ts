/**
 * The two pages in the form that Pulumi's registry takes: front matter, and programs that the reader chooses the language of.
 * The programs are those of the examples, the settings those of the schema.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "./markdown";
import { root } from "./upToDate";

const text = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

/** Each with the files of its programs, as its readers call the language, and what a block of it is called. */
export const LANGUAGES = {
  typescript: { block: "typescript", files: ["index.ts"] },
  python: { block: "python", files: ["__main__.py"] },
  go: { block: "go", files: ["declare.go", "main.go"] },
  csharp: { block: "csharp", files: ["Program.cs"] },
  java: { block: "java", files: ["src/main/java/com/contoso/App.java"] },
  yaml: { block: "yaml", files: ["Pulumi.yaml"] },
} as const;
type Language = keyof typeof LANGUAGES;

/** The same in every language. */
function chooser(content: (language: Language) => string): string {
  const languages = Object.keys(LANGUAGES) as Language[];
  const choices = languages.map(
    (language) =>
      `{{% choosable language ${language} %}}\n\n${content(language).trim()}\n\n{{% /choosable %}}`,
  );
  return `{{< chooser language "${languages.join(",")}" >}}\n\n${choices.join("\n")}\n\n{{< /chooser >}}`;
}

function programOf(example: string, language: Language): string {
  const { block, files } = LANGUAGES[language];
  return files
    .map((file) => {
      const named = files.length === 1 ? "" : `\`${file}\`:\n\n`;
      return `${named}\`\`\`${block}\n${text("examples", "languages", language, example, file)}\`\`\``;
    })
    .join("\n\n");
}

const frontMatter = (title: string, description: string): string =>
  `---\ntitle: ${title}\nmeta_desc: ${description}\nlayout: package\n---`;

const shell = (...lines: string[]): string => `\`\`\`shell\n${lines.join("\n")}\n\`\`\``;

/** docs/registry/_index.md */
export const overviewPage = (): string => `${frontMatter(
  "Microsoft Partner Center",
  "Declare customers of a Microsoft cloud solution provider and their special qualifications with Pulumi.",
)}

The Partner Center provider is for cloud solution providers of Microsoft. It declares customer tenants, their agreements, and
their special qualifications: Education, Government Community Cloud, State-owned entity.

A submission is precious: Microsoft vets it for days, a qualification can never be taken back, and a customer has three
verification requests. The provider submits what is new once, and after that only where \`resubmit\` changes. A preview says what
an \`up\` will do: submit, adopt what is there, or refuse. It also shows when Microsoft has denied something, with the reason.

## Example

${chooser((language) => programOf("quickstart", language))}

## A school from nothing

This makes the tenant, reads its agreement, submits, and waits until Microsoft has decided.

${chooser((language) => programOf("school", language))}
`;

/** How a program comes to its SDK, which is made from the plugin's schema on the machine of who needs it. */
const SDK: Readonly<Record<Language, string>> = {
  typescript: `${shell("pulumi package add partnercenter@VERSION")}\n\nThe program imports \`@pulumi/partnercenter\`. The npm package \`pulumi-partnercenter\` has the same resources as classes that need no plugin.`,
  python: `${shell("pulumi package add partnercenter@VERSION")}\n\nThe program imports \`pulumi_partnercenter\`. The command installs it as well.`,
  go: `${shell("pulumi package add partnercenter@VERSION", "go mod tidy")}\n\nThe program imports \`example.com/pulumi-partnercenter/sdk/go/partnercenter\`, which \`go.mod\` finds in \`sdks/partnercenter\`.`,
  csharp: `${shell("pulumi package add partnercenter@VERSION")}\n\nThe program uses the namespace \`Pulumi.Partnercenter\`.`,
  java: `${shell("pulumi package add partnercenter@VERSION", "cp -r sdks/partnercenter/src/* src")}\n\nThe program imports \`com.pulumi.partnercenter\`.`,
  yaml: "YAML needs no SDK.",
};

/** docs/registry/installation-configuration.md */
export const installationPage = (): string => `${frontMatter(
  "Microsoft Partner Center Installation & Configuration",
  "How to install the Partner Center provider for Pulumi, and the settings it takes.",
)}

## Installation

The plugin is one executable for Linux and macOS (x64, arm64) and Windows (x64). \`OWNER\` is who publishes it:

${shell("pulumi plugin install resource partnercenter VERSION --server github://api.github.com/OWNER/REPOSITORY")}

With Node 22 or newer it is a command of the npm package \`pulumi-partnercenter\` as well.

The SDKs are made from the plugin's schema where they are needed, by \`pulumi package add\`:

${chooser((language) => SDK[language])}

## Configuration

A login comes whole from one source: an explicit \`Provider\`, the environment, or the stack's configuration, in this order.
Submissions need an App+User login, which has signed in with multifactor authentication (\`refreshToken\`); to look only, an
application's own is enough.

By the stack's configuration:

${shell(
  "pulumi config set partnercenter:tenantId contoso.onmicrosoft.com",
  "pulumi config set partnercenter:clientId 00000000-0000-0000-0000-000000000000",
  "pulumi config set partnercenter:clientSecret --secret",
  "pulumi config set partnercenter:refreshToken --secret",
)}

By the environment, which is where a secret that is rotated belongs: \`refresh\` and \`destroy\` see the configuration that the
state has recorded.

${shell(
  "export PARTNERCENTER_TENANT_ID=contoso.onmicrosoft.com",
  "export PARTNERCENTER_CLIENT_ID=00000000-0000-0000-0000-000000000000",
  "read -rs PARTNERCENTER_CLIENT_SECRET && export PARTNERCENTER_CLIENT_SECRET",
  "read -rs PARTNERCENTER_REFRESH_TOKEN && export PARTNERCENTER_REFRESH_TOKEN",
)}

## Settings

${settingsTable()}
`;

interface Variable {
  description: string;
  secret?: boolean;
}

function settingsTable(): string {
  const { config } = JSON.parse(text("provider", "hosts", "plugin", "schema.json")) as {
    config: { variables: Record<string, Variable> };
  };
  const rows = Object.entries(config.variables).map(([name, { description, secret }]) => {
    const [, meaning = "", variable = ""] =
      /^([^]*?)\s*Environment variable: `(\w+)`\.\s*$/.exec(description) ?? [];
    if (variable === "") throw new Error(`The schema does not say which variable ${name} has`);
    return [`\`partnercenter:${name}\`${secret ? " (secret)" : ""}`, `\`${variable}\``, meaning];
  });
  return table(["configuration", "environment", "what it is"], rows);
}
