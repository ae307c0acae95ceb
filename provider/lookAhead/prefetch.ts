import type { Properties } from "../engineValues";
import type { Lifecycle } from "../lifecycle/lifecycle";
import type { Session } from "../lifecycle/session";
import { LookAhead } from "./lookAhead";
import { namesIn, Neighbours } from "./neighbours";

/**
 * So many of those that come next in the program are looked at while a new resource is created. The engine checks one only
 * when there is a place for its creation, and goes through several stretches of the program side by side: those that come
 * next are created within a moment, most others much later, when a look would be too old to act on.
 */
const CREATED_NEXT = 2;

type Looks = Pick<Lifecycle, "lookAhead" | "lookAheadOfCreate" | "lookAheadKey">;

/** Begins looks at the resources of one type that the engine will ask about next, by what it asks about now. */
export class Prefetch {
  readonly #ahead: LookAhead;
  readonly #neighbours = new Neighbours();

  constructor(
    private readonly looks: Looks,
    private readonly session: () => Session,
  ) {
    this.#ahead = new LookAhead((key) => looks.lookAhead(session(), key));
  }

  /**
   * A resource is checked: to be called once its own look has begun.
   * @param next - whom the program declares around it, as its class hands along (sdk/announce.ts)
   */
  onCheck(olds: Properties, news: Properties, next: unknown): void {
    const key = this.looks.lookAheadKey(news);
    if (key !== undefined) this.#ahead.asked(key);
    const isNew = Object.keys(olds).length === 0;
    const keys = typeof next === "string" ? this.#neighbours.learn(next.toLowerCase(), key, isNew) : [];
    // Those next to a new resource are mostly new as well: while an `up` creates, each is looked at for its `create`.
    if (this.session().creating && isNew)
      this.#ahead.want(keys.slice(1, 1 + CREATED_NEXT), (one) =>
        this.looks.lookAheadOfCreate(this.session(), one),
      );
    else this.#ahead.want(keys);
  }

  /** A resource is about to be created: from the first one on, every `create` looks for itself. */
  onCreate(): void {
    if (!this.session().creating) this.#ahead.forgetWanted();
  }

  /** Whom one that was created names in the state, for the next refresh. */
  namedBy(news: Properties): string | undefined {
    return this.#neighbours.namedBy(this.looks.lookAheadKey(news));
  }

  /** A resource is read. @param next - whom it names in the state */
  onRead(next: unknown): void {
    if (typeof next !== "string") return;
    this.#ahead.want(namesIn(next), (key) => this.looks.lookAhead(this.session(), key, "refresh"));
  }
}
