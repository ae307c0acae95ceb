import { connect, serverOf } from "./served";
import type { Recorded, Scripted, ScriptedServer } from "./server";

/* What the tests of submissions have in common. */

export const REQUEST = { qualification: "Education", educationSegment: "K12" } as const;
export const IN_REVIEW = {
  qualification: "Education",
  vettingStatus: "InReview",
  vettingCreateDate: "2026-01-01T00:00:00Z",
};
export const DENIED = { ...IN_REVIEW, vettingStatus: "Denied", vettingCreateDate: "2025-12-01T10:00:00.4Z" };

/** A server that answers POSTs and GETs by a list each. */
export async function serve(posts: Scripted[], gets: Scripted[], settings = {}) {
  const seen = { POST: 0, GET: 0 };
  const server = await serverOf(({ method }: Recorded) => {
    const list = method === "POST" ? posts : gets;
    return list[Math.min(seen[method as "POST" | "GET"]++, list.length - 1)] ?? "drop";
  });
  return { server, client: connect(server.url, settings) };
}

export const methods = (of: ScriptedServer) => of.requests.map(({ method }) => method);
export const requestIds = (of: ScriptedServer) =>
  new Set(
    of.requests.filter(({ method }) => method === "POST").map(({ headers }) => headers["ms-requestid"]),
  );
