import { type Clock } from "./clock";
import { Limiter, type LimiterBounds } from "./limiter";

const shared = new Map<string, { limiter: Limiter; users: number }>();

/**
 * The process's limiter for a partner tenant, whose bounds the first client sets: Microsoft counts a tenant's requests,
 * whichever client they come from. Given back with `release`.
 */
export function sharedLimiter(tenant: string, bounds: LimiterBounds, clock: Clock) {
  const entry = shared.get(tenant) ?? { limiter: new Limiter(bounds, clock), users: 0 };
  entry.users += 1;
  shared.set(tenant, entry);
  let held = true;
  return {
    limiter: entry.limiter,
    release() {
      if (!held) return;
      held = false;
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.limiter.close();
      shared.delete(tenant);
    },
  };
}
