// The emulator's control calls, as the page uses them. They need no token.

/** An answer's JSON. @throws Error with the emulator's own words, or those of a connection that failed. */
export async function control(method, path, body) {
  const response = await fetch(`/emulator/${path}`, {
    method,
    headers: {
      Accept: "application/json",
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
    // Without this a poll could wait for ever for a process that is stopped.
    signal: AbortSignal.timeout(10_000),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The emulator answered ${response.status}.`);
  return answer;
}

/** The path of a customer, or of one of its qualifications. */
export function pathOf(customerId, qualification) {
  const customer = `customers/${encodeURIComponent(customerId)}`;
  return qualification === undefined
    ? customer
    : `${customer}/qualifications/${encodeURIComponent(qualification)}`;
}
