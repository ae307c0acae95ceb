import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";

/** How a program's file brings in a package. */
export type ModuleKind = "import" | "require";

/** By its ending; a `.js` file is what the package around it says (Node's `"type": "module"`). */
export function moduleKindOf(file: string): ModuleKind {
  const ending = extname(file);
  if (ending === ".cjs") return "require";
  if (ending !== ".js") return "import";
  return typeAround(dirname(resolve(file))) === "module" ? "import" : "require";
}

function typeAround(folder: string): unknown {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { type?: unknown }).type;
  const above = dirname(folder);
  return above === folder ? undefined : typeAround(above);
}
