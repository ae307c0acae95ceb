"use strict";
// Loaded into a measured command (`node --require`): writes its processor time in milliseconds into the file that
// BENCH_PROCESSOR_TIME names, when it ends.

const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(String(process.env.BENCH_PROCESSOR_TIME), String((user + system) / 1000));
});
