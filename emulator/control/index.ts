import { z } from "zod";
import { type EmulatorRequest, jsonReply, type Reply } from "../http";
import { overviewRoute } from "../page/overview";
import type { PartnerCenter } from "../partnerCenter";
import { customerRoutes } from "./customers";
import type { ControlRoute } from "./route";
import { troubleRoutes } from "./trouble";

/**
 * The emulator's own calls under `/emulator/`, for other processes: what a test in this process does with methods.
 * They need no token, and no fault, limit or latency applies to them.
 */
export class Control {
  readonly #routes: readonly ControlRoute[];

  constructor(partnerCenter: PartnerCenter) {
    this.#routes = [
      ...customerRoutes(partnerCenter),
      ...troubleRoutes(partnerCenter),
      overviewRoute(partnerCenter),
    ];
  }

  handle(request: EmulatorRequest): Reply {
    // A browser says where a call comes from; another site's page must not play Microsoft here.
    const site = request.headers["sec-fetch-site"] ?? "none";
    if (site !== "none" && site !== "same-origin")
      return jsonReply(403, { error: "control calls from another site's page are refused" });
    const path = request.path.replace(/^\/emulator\/?/, "").replace(/\/$/, "");
    const candidates = this.#routes.filter((route) => route.path.test(path));
    const route = candidates.find(({ method }) => method === request.method);
    if (route === undefined) {
      return jsonReply(candidates.length > 0 ? 405 : 404, {
        error: `no control call ${request.method} ${path}`,
      });
    }
    try {
      const parts = (route.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
      const read = <T>(schema: z.ZodType<T>): T => schema.parse(JSON.parse(request.body || "{}"));
      return route.act({ parts, query: request.query, read });
    } catch (error) {
      return jsonReply(400, {
        error: error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error),
      });
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
