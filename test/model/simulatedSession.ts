import type { PartnerCenter } from "../../emulator";
import { issueToken } from "../../emulator/entra/tokens";
import { Session, type World } from "../../provider/lifecycle/session";
import type { Clock } from "../../provider/partnercenter";
import { TransportFailure } from "../../provider/partnercenter/transportFailure";
import { Wire } from "./wire";

/** A provider process whose requests are handled without a socket, by a simulated clock. */
export function simulatedSession(
  partnerCenter: PartnerCenter,
  clock: Clock,
  world: Pick<World, "lock"> = {},
): Session {
  const settings: Record<string, string> = {
    "partnercenter:accessToken": issueToken(partnerCenter, "appUser"),
    "partnercenter:apiBaseUrl": "https://localhost:1",
  };
  const transport = new Wire(partnerCenter, { TransportFailure }, clock, { dead: false }, [], new Set());
  return new Session((key) => settings[key], { clock, transport, ...world });
}
