import { caseKey } from "../../bench/cases";
import { readOptions } from "../../bench/options";

test("without options everything is measured, what the targets are about first", () => {
  const { blocks, startRounds, timelineRounds, fleetRounds, draw } = readOptions([]);
  const keys = blocks.flatMap(({ cases }) => cases.map(caseKey));
  expect(keys[0]).toBe("1000 at 100 ms");
  for (const size of [10, 100, 300, 1000]) {
    for (const latencyMs of [0, 30, 100]) {
      expect(keys).toContain(`${size} at ${latencyMs} ms`);
      expect(keys).toContain(`${size} at ${latencyMs} ms, customerId output`);
    }
  }
  expect(keys).toContain("1000 at 100 ms, default budget");
  expect(new Set(keys).size).toBe(keys.length);
  expect(startRounds).toBeGreaterThan(0);
  expect(timelineRounds).toBeGreaterThan(0);
  expect(fleetRounds).toBeGreaterThan(0);
  expect(draw).toBe(true);
});

test("one part can be measured alone", () => {
  const given = ["--only", "matrix", "--sizes", "10,20", "--latencies", "5", "--customer-id", "output"];
  const { blocks, startRounds } = readOptions([...given, "--systems", "ours", "floor", "--rounds", "4"]);
  expect(blocks.flatMap(({ cases }) => cases.map(caseKey))).toEqual([
    "10 at 5 ms, customerId output",
    "20 at 5 ms, customerId output",
  ]);
  expect(blocks[0]).toMatchObject({ systems: ["ours", "floor"], rounds: 4 });
  expect(startRounds).toBe(0);
});

test("to draw only, nothing is measured", () => {
  expect(readOptions(["--only", "draw"])).toEqual({
    blocks: [],
    startRounds: 0,
    timelineRounds: 0,
    fleetRounds: 0,
    draw: true,
  });
});
