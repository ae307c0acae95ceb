"use strict";
// Loaded into a measured command (`node --require`): writes its processor time in milliseconds and the most memory it ever
// had in MB, as JSON, into the file that BENCH_PROCESSOR_TIME names, when it ends.

const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const used = { processorMs: (user + system) / 1000, peakMemoryMb: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(String(process.env.BENCH_PROCESSOR_TIME), JSON.stringify(used));
});
