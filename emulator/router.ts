import { jsonReply, type Reply } from "./http";
import type { z } from "zod";

/** The names of the variable parts of a path: `"id"` of `customers/:id`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The variable parts of a path by their names, unescaped. */
export type PathParameters<Path extends string> = Readonly<Record<NamesIn<Path>, string>>;

/** One operation, which answers from a `Call`. */
export interface Route<Call> {
  method: string;
  path: RegExp;
  answer: (call: Call, parameters: Readonly<Record<string, string>>) => Reply;
}

/** `:name` in the path stands for one part of it. Capitals don't matter, nor does a slash at the end. */
export function route<Call, Path extends string>(
  method: string,
  path: Path,
  answer: (call: Call, parameters: PathParameters<Path>) => Reply,
): Route<Call> {
  return { method, path: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}/?$`, "i"), answer };
}

/** Finds the operation that a request asks for. */
export class Router<Call> {
  /** @param prefix - what all paths begin with; those of the routes are without it */
  constructor(
    private readonly prefix: string,
    private readonly routes: readonly Route<Call>[],
  ) {}

  /** What answers the request; or why nothing does: no route has this path, or none of those that do has the method. */
  find(method: string, fullPath: string): ((call: Call) => Reply) | "noSuchPath" | "noSuchMethod" {
    if (!fullPath.toLowerCase().startsWith(this.prefix)) return "noSuchPath";
    const path = fullPath.slice(this.prefix.length);
    const candidates = this.routes.filter((candidate) => candidate.path.test(path));
    const found = candidates.find((candidate) => candidate.method === method);
    if (found === undefined) return candidates.length === 0 ? "noSuchPath" : "noSuchMethod";
    const escaped = found.path.exec(path)?.groups ?? {};
    const parameters = Object.fromEntries(
      Object.entries(escaped).map(([name, value]) => [name, unescaped(value)]),
    );
    return (call) => found.answer(call, parameters);
  }
}

/** A part of a path, unescaped; as it is where it is escaped wrongly. */
export function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

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
