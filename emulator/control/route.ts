import type { z } from "zod";
import { jsonReply, type Reply } from "../http";

/** What a control call came with. */
export interface ControlCall {
  /** The variable parts of its path, unescaped. */
  parts: readonly string[];
  query: Readonly<Record<string, string>>;
  /** The body as JSON, checked; an empty one is an empty object. */
  read: <T>(schema: z.ZodType<T>) => T;
}

/** One control call. */
export interface ControlRoute {
  method: string;
  path: RegExp;
  act: (call: ControlCall) => Reply;
}

/** `:name` in the path stands for one part of it. */
export function controlRoute(
  method: string,
  path: string,
  act: (call: ControlCall) => unknown,
): ControlRoute {
  return {
    method,
    path: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`),
    act: (call) => jsonReply(200, act(call) ?? { done: true }),
  };
}
