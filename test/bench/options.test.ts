import { caseKey } from "../../bench/cases";
import { readOptions } from "../../bench/options";
import { GROWTH, passesOf } from "../../bench/sitting";

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
    readingRounds: 0,
    readingSizes: GROWTH,
    draw: true,
  });
});

test("a state is made only where that is asked for, and for stacks that no up could build in time", () => {
  const made = (...args: string[]) => readOptions(args).blocks.map(({ fromState = false }) => fromState);
  expect(made("--only", "matrix", "--sizes", "10", "--latencies", "5", "--customer-id", "output")).toEqual([
    false,
  ]);
  expect(
    made("--only", "matrix", "--sizes", "10", "--latencies", "5", "--customer-id", "output", "--from-state"),
  ).toEqual([true]);
  const large = readOptions(["--only", "large"]);
  expect(large.blocks.flatMap(({ cases }) => cases.map(({ size }) => size))).toEqual([1000, 3000, 10_000]);
  expect(large.blocks.every(({ fromState }) => fromState)).toBe(true);
  expect(large.readingRounds).toBe(1);
});

test("a sitting is asked for by name, and is no part of everything", () => {
  expect(readOptions([]).sitting).toBeUndefined();
  const { sitting, blocks } = readOptions(["--only", "speed"]);
  expect(sitting).toMatchObject({ rounds: 5, minutes: 35 });
  expect(blocks).toEqual([]);
  const [first, second] = passesOf({ rounds: 5 });
  expect(first?.slice(0, 3)).toEqual(["small", "up", "preview"]);
  expect(second).toContain("large");
  expect(passesOf({ rounds: 5 }).every((names) => names.includes("customer"))).toBe(true);
  expect(passesOf({ rounds: 2, items: ["large", "small"] })).toEqual([
    ["small", "large"],
    ["small", "large"],
  ]);
});
