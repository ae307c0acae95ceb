import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../places";
import { loadRuns, Results } from "../results";
import { replacePart } from "./markdown";
import { plots } from "./plots";
import { machine, requests, settings, starts, timelines, times } from "./tables";
import { targets } from "./targets";

export interface DrawFolders {
  /** Where the results are; default bench/results. */
  results?: string;
  /** Where RESULTS.md is, and the plots are put; default bench. */
  output?: string;
}

/** Draws the tables of RESULTS.md and the plots from all results that are kept. */
export function draw(log: (line: string) => void, folders: DrawFolders = {}): void {
  const { output = join(root, "bench") } = folders;
  const results = new Results(loadRuns(folders.results));
  const file = join(output, "RESULTS.md");
  const parts = { machine, targets, times, requests, settings, starts, timelines };
  let text = readFileSync(file, "utf8");
  for (const [name, write] of Object.entries(parts)) text = replacePart(text, name, write(results));
  writeFileSync(file, text);
  const drawn = plots(results);
  mkdirSync(join(output, "plots"), { recursive: true });
  for (const [name, content] of drawn) writeFileSync(join(output, "plots", name), content);
  log(`Drawn from ${results.runs.length} runs: bench/RESULTS.md and ${drawn.size} plots.`);
}
