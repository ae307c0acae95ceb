import { z } from "zod";
import { type EmulatorRequest, jsonReply, type Reply } from "../http";
import { pageRoutes } from "../page/overview";
import { type ControlCall, Router } from "../router";
import { scenarioRoutes } from "../scenarios/routes";
import { Scenarios } from "../scenarios/scenarios";
import type { EmulatorState } from "../state";
import { activityControlRoutes, customerRoutes } from "./customers";
import { troubleRoutes } from "./trouble";

/**
 * The emulator's own calls under `/emulator/`, for other processes: what a test in this process does with methods.
 * They need no token, and no fault, limit or latency applies to them.
 */
export class Control {
  readonly #router: Router<ControlCall>;

  constructor(state: EmulatorState) {
    const scenarios = new Scenarios(state);
    this.#router = new Router("/emulator/", [
      ...customerRoutes(state),
      ...troubleRoutes(state),
      ...activityControlRoutes(state),
      ...scenarioRoutes(scenarios),
      ...pageRoutes(state, scenarios),
    ]);
  }

  handle(request: EmulatorRequest): Reply {
    // A browser says where a call comes from; another site's page must not play Microsoft here.
    const site = request.headers["sec-fetch-site"] ?? "none";
    if (site !== "none" && site !== "same-origin")
      return jsonReply(403, { error: "control calls from another site's page are refused" });
    const { method, path } = request;
    const answer = this.#router.find(method, path);
    if (typeof answer === "string") {
      const error = `no control call ${method} ${path.replace(/^\/emulator\/?|\/$/g, "")}`;
      return jsonReply(answer === "noSuchMethod" ? 405 : 404, { error });
    }
    try {
      const read = <T>(schema: z.ZodType<T>): T => schema.parse(JSON.parse(request.body || "{}"));
      return answer({ query: request.query, read });
    } catch (error) {
      return jsonReply(400, {
        error: error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error),
      });
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
