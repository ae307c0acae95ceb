import { controlRoute, type ControlRoute } from "../router";
import type { Scenarios } from "./scenarios";
import { SCENARIOS } from "./table";

/** Which scenarios there are, which one is on, and how one begins and ends. */
export function scenarioRoutes(scenarios: Scenarios): ControlRoute[] {
  return [
    controlRoute("GET", "scenarios", () => ({
      current: scenarios.current,
      scenarios: SCENARIOS.map(({ begin: _begin, ...told }) => told),
    })),
    controlRoute("POST", "scenarios/:name", (_call, { name }) => scenarios.begin(name)),
    controlRoute("DELETE", "scenarios", () => scenarios.end()),
  ];
}
