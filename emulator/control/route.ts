import type { z } from "zod";
import { jsonReply } from "../http";
import { type PathParameters, route, type Route } from "../router";

/** What a control call came with. */
export interface ControlCall {
  query: Readonly<Record<string, string>>;
  /** The body as JSON, checked; an empty one is an empty object. */
  read: <T>(schema: z.ZodType<T>) => T;
}

/** One control call. */
export type ControlRoute = Route<ControlCall>;

/** `:name` in the path stands for one part of it; what `act` returns is answered as JSON. */
export function controlRoute<Path extends string>(
  method: string,
  path: Path,
  act: (call: ControlCall, parameters: PathParameters<Path>) => unknown,
): ControlRoute {
  return route<ControlCall, Path>(method, path, (call, parameters) =>
    jsonReply(200, act(call, parameters) ?? { done: true }),
  );
}
