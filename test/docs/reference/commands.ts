import type { Command } from "commander";
import { program } from "../../../cli/program";
import { MADE } from "./pages";

/** docs/reference/commands.md: what `--help` prints, command by command. */
export function commandsPage(): string {
  const command = program({ write: () => undefined });
  const sections = command.commands.map((one) => `## ${one.name()}\n\n\`\`\`text\n${helpOf(one)}\n\`\`\``);
  return `# Commands

${MADE}

In the folder of the program, where the package is installed: \`node_modules/.bin/partnercenter …\`, in Windows' own shells
\`node_modules\\.bin\\partnercenter …\`. With pnpm \`pnpm exec partnercenter …\`, and with Yarn \`yarn partnercenter …\`, work as
well. \`npx --no -- partnercenter …\` works in folders below, too. Leave out neither \`--no\` nor \`--\`: without the first, npm
fetches what is not installed here from the public registry and runs it, with your login in the environment; without the
second, npm takes options such as \`--version\` for its own. This is what \`--help\` prints.

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
