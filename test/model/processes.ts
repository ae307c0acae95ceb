import type { PartnerCenter } from "../../emulator";
import { issueToken } from "../../emulator/entra/tokens";
import { Machine } from "../machine";
import { Died, type Process } from "./engine";
import type { Provider } from "./provider";
import type { Step, World } from "./steps";
import type { SimulatedTime } from "./time";
import { type Happening, Order, type Sent, Wire } from "./wire";

export const ORIGIN = "https://localhost:1";

/** The provider processes of one command. */
export interface Started {
  processes: readonly Process[];
  /** They have ended. */
  close(): void;
}

/** Starts the provider processes of one machine. */
export class Processes {
  token: Extract<Step, { do: "token" }>["token"] = "appUser";
  readonly refreshToken: string;
  readonly #machine = new Machine();
  readonly #order = new Order();
  readonly #wires: Wire[] = [];

  constructor(
    private readonly provider: Provider,
    private readonly world: World,
    private readonly partnerCenter: PartnerCenter,
    private readonly time: SimulatedTime,
    private readonly secrets: Set<string>,
  ) {
    this.refreshToken = partnerCenter.login.refreshToken();
  }

  /** Every request that any of them has sent, in their order. */
  sent(): Sent[] {
    return this.#wires.flatMap((wire) => wire.sent).sort((a, b) => a.order - b.order);
  }

  /** One for each provider of a program. What happens, happens at the n-th request of all of them. */
  start(happenings: readonly Happening[]): Started {
    const { TransportFailure, Interrupted, Session, dynamicProvider, lifecycle } = this.provider;
    const owner = { dead: false };
    const clock = this.time.clock(owner);
    const requests = new Order();
    const settings = this.#settings();
    const started = Array.from({ length: this.world.providers }, () => {
      const wire = new Wire(
        this.partnerCenter,
        { TransportFailure },
        clock,
        owner,
        happenings,
        this.secrets,
        this.#order,
        requests,
      );
      this.#wires.push(wire);
      const lock = this.#machine.process(Interrupted);
      const world = { clock, transport: wire, random: () => 0.5, lock };
      const session = new Session((key) => settings[key], world);
      return { wire, lock, session, provider: dynamicProvider(lifecycle, { session }) };
    });
    const close = (): void => {
      owner.dead = true;
      for (const { lock } of started) lock.die();
    };
    const died = new Promise<never>((_, reject) => {
      for (const { wire } of started) {
        wire.onDeath = () => {
          close();
          reject(new Died("The process died."));
        };
        wire.onInterrupt = () => started.forEach(({ session }) => session.cancellation.cancel());
      }
    });
    died.catch(() => undefined);
    return { processes: started.map(({ provider, wire }) => ({ provider, wire, died })), close };
  }

  #settings(): Record<string, string> {
    const { liveDiff, maxSubmissions, login } = this.world;
    const common = {
      "partnercenter:apiBaseUrl": ORIGIN,
      "partnercenter:authorityHost": ORIGIN,
      "partnercenter:liveDiff": String(liveDiff),
      "partnercenter:maxSubmissions": String(maxSubmissions),
    };
    if (login === "refreshToken" && this.token === "appUser") {
      const { tenantId, clientId, clientSecret } = this.partnerCenter.tenant;
      return {
        ...common,
        "partnercenter:tenantId": tenantId,
        "partnercenter:clientId": clientId,
        "partnercenter:clientSecret": clientSecret,
        "partnercenter:refreshToken": this.refreshToken,
      };
    }
    const accessToken = issueToken(this.partnerCenter, this.token);
    this.secrets.add(accessToken);
    return { ...common, "partnercenter:accessToken": accessToken };
  }
}
