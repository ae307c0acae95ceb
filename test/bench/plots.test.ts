import { ORDINARY, type Operation, type System } from "../../bench/cases";
import { replacePart } from "../../bench/report/markdown";
import { plots } from "../../bench/report/plots";
import { escape } from "../../bench/report/svg";
import { targets } from "../../bench/report/targets";
import { summarise } from "../../bench/requests";
import { Results, type Sample } from "../../bench/results";

function sample(size: number, operation: Operation, system: System, ms: number): Sample {
  const one = { ...ORDINARY, size, latencyMs: 100 };
  const requests = {
    ...summarise([], { mostInFlight: 0, processorMs: 0 }),
    mostLooksPerCustomer: 1,
    mostSubmissionsPerCustomer: operation === "up" ? 1 : 0,
  };
  const round = `${size} ${operation}`;
  return { case: one, system, operation, round, at: "", ms, load: 0, summary: "", requests };
}

function resultsOf(samples: Sample[]): Results {
  const machine = { processors: 2, model: "", memoryGb: 1, system: "" };
  const rest = { started: "2026-01-01", command: "", machine, versions: {}, build: "a" };
  const marks = { languageHost: 300, program: 800, provider: 2000, firstRequest: 2500, end: 3000 };
  return new Results([{ ...rest, samples, starts: [], timelines: [{ name: "ours", round: "r", marks }] }]);
}

test("each system has a line in the panels where it was measured, and its text stays text", () => {
  const drawn = plots(
    resultsOf([
      sample(10, "up", "ours", 4000),
      sample(100, "up", "ours", 9000),
      sample(10, "up", "floor", 3000),
      sample(100, "up", "floor", 8000),
      sample(10, "preview", "ours", 3000),
      sample(100, "preview", "ours", 5000),
    ]),
  );
  expect([...drawn.keys()].sort()).toEqual(["small-command.svg", "time-by-size.svg"]);
  const bySize = drawn.get("time-by-size.svg") ?? "";
  // One in the legend, one in each of its panels.
  expect(bySize.match(/<polyline class="line l-ours"/g)).toHaveLength(3);
  expect(bySize.match(/<polyline class="line l-floor"/g)).toHaveLength(2);
  expect(bySize).toContain("<title>ours, 100: 9</title>");
  expect(bySize).toContain("prefers-color-scheme:dark");
  expect(bySize).not.toMatch(/NaN|undefined|Infinity/);
  const small = drawn.get("small-command.svg") ?? "";
  expect(small).toContain("<title>provider loads: 500 ms</title>");
  expect(small).not.toMatch(/NaN|undefined|Infinity/);
});

test("of a small command with a plugin, which is asked before the program begins, no part is less than nothing", () => {
  const results = resultsOf([]);
  const marks = { languageHost: 300, provider: 1100, firstRequest: 1800, lastRequest: 1900, program: 2100 };
  results.timelines.splice(0, 1, { name: "plugin", round: "r", marks: { ...marks, end: 3000 } });
  const drawn = plots(results).get("small-command.svg") ?? "";
  expect(drawn).toContain("<title>provider loads: 700 ms</title>");
  expect(drawn).toContain("<title>logs in, asks Partner Center: 300 ms</title>");
  expect(drawn).toContain("<title>program loads and declares: 900 ms</title>");
  expect(drawn).not.toMatch(/"-\d|NaN/);
});

test("a figure is reached, missed or not measured", () => {
  const text = targets(
    resultsOf([
      sample(1000, "preview", "ours", 1020),
      sample(1000, "preview", "plugin", 1040),
      sample(1000, "preview", "floor", 1000),
      sample(1000, "up", "ours", 1110),
      sample(1000, "up", "floor", 1000),
    ]),
  );
  const row = (start: string): string | undefined => text.split("\n").find((line) => line.startsWith(start));
  expect(row("| plain preview, 1,000, 100 ms |")).toContain("1.02 (1 round); 1.0 s | yes |");
  expect(row("| plain preview, 1,000, 100 ms, with the plugin |")).toContain(
    "1.04 (1 round); 1.0 s | **no** |",
  );
  expect(row("| `up`, 1,000, 100 ms |")).toContain("| **no** |");
  expect(row("| `preview --refresh`, 1,000, 100 ms |")).toContain("not measured |  |");
});

test("a growth is read off three sizes: what a thousand more take, later and earlier", () => {
  const rowOf = (last: number): string | undefined =>
    targets(
      resultsOf([
        sample(1000, "preview", "ours", 10_000),
        sample(3000, "preview", "ours", 20_000),
        sample(10_000, "preview", "ours", last),
      ]),
    )
      .split("\n")
      .find((line) => line.startsWith("| plain preview of 10,000 in one stack"));
  expect(rowOf(55_000)).toContain(
    "| 1.00: 5.0 s and 5.0 s. 1,000: 10.0 s; 3,000: 20.0 s; 10,000: 55.0 s | yes |",
  );
  expect(rowOf(90_000)).toContain("| **no** |");
});

test("a small stack is compared with the floor's of the same round", () => {
  const results = resultsOf([]);
  const end = (name: string, round: string, ms: number) => ({ name, round, marks: { end: ms } });
  results.timelines.splice(
    0,
    1,
    ...["JavaScript", "TypeScript"].flatMap((program) => [
      end(`floor, ${program}`, "a", 1000),
      end(`ours, ${program}`, "a", 1100),
      end(`floor, ${program}`, "b", 2000),
      end(`ours, ${program}`, "b", 2140),
    ]),
  );
  const row = targets(results)
    .split("\n")
    .find((line) => line.startsWith("| preview of 3 customers"));
  expect(row).toContain("0.12 s (0.10 s to 0.14 s, 2 rounds); a program in TypeScript 0.12 s");
  expect(row).toContain("| yes |");
});

test("what is drawn replaces only what was drawn", () => {
  const page = "a\n<!-- one: drawn -->\nold\n<!-- /one -->\nb\n";
  const drawn = replacePart(page, "one", "new");
  expect(drawn).toBe("a\n<!-- one: drawn -->\n\nnew\n\n<!-- /one -->\nb\n");
  expect(replacePart(drawn, "one", "new")).toBe(drawn);
  expect(() => replacePart(page, "two", "new")).toThrow('no part "two"');
});

test("text of a plot is escaped", () => {
  expect(escape('a < b & "c"')).toBe('a &lt; b &amp; "c"');
});
