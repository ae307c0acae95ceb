import type { EmulatorState } from "../state";
import { type Begun, type Scenario, SCENARIOS } from "./table";

/** The scenario that is on. There is one at a time: the next begins from where everything was before the last. */
export class Scenarios {
  #on?: Begun & { scenario: Scenario };

  constructor(private readonly state: EmulatorState) {}

  /** Absent: everything is as a person or a program has made it. */
  get current(): { name: string; title: string; met: string } | undefined {
    if (this.#on === undefined) return undefined;
    const { scenario, met } = this.#on;
    return { name: scenario.name, title: scenario.title, met };
  }

  /** @throws if there is no such scenario; then the last one stays on */
  begin(name: string): { met: string } {
    const scenario = SCENARIOS.find((one) => one.name === name);
    if (scenario === undefined)
      throw new Error(`there is no scenario ${name}, only ${SCENARIOS.map((one) => one.name).join(", ")}`);
    this.end();
    const begun = scenario.begin(this.state);
    this.#on = { ...begun, scenario };
    return { met: begun.met };
  }

  /** Back to normal. What a program has done meanwhile stays done. */
  end(): void {
    this.#on?.takeBack();
    this.#on = undefined;
  }
}
