import type { Command } from "commander";
import { program } from "../../../cli/program";
import { MADE } from "./pages";

/** docs/reference/commands.md: what `--help` prints, command by command. */
export function commandsPage(): string {
  const command = program({ write: () => undefined });
  const sections = command.commands.map((one) => `## ${one.name()}\n\n\`\`\`text\n${helpOf(one)}\n\`\`\``);
  return `# Commands

${MADE}

In a folder where the package is installed: \`npx -p pulumi-partnercenter partnercenter …\`. This is what \`--help\` prints.

\`\`\`text
${helpOf(command)}
\`\`\`

${sections.join("\n\n")}
`;
}

/** As a terminal of 100 columns shows it, whatever this one has. */
function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({
    writeOut: (piece) => (text += piece),
    getOutHelpWidth: () => 100,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text.trim();
}
