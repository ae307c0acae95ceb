// What tests use of lock.js.
export function withLock<T>(
  file: string,
  options: { log: (line: string) => void; waiting: string; everyMs?: number },
  work: () => Promise<T>,
): Promise<T>;
