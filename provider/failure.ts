/**
 * Something the user can mend: a setting, a declaration, a refusal. Shown as its message alone, never with a stack.
 * Nothing was done, and nothing enters the state.
 */
export class Refused extends Error {
  override readonly name: string = "Refused";
}

/** A setting is missing or wrong. */
export class SettingsError extends Refused {
  override readonly name = "SettingsError";
}

/** Every look fails alike: shown once, and the run ends. */
export class OutageError extends Refused {
  override readonly name = "OutageError";
}

/**
 * The resource exists, or a submission of it was made, but it is not as desired. The engine keeps it in the state
 * with these properties, shows an update in every preview, and calls `update` until one succeeds.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly reasons: string[];
  constructor(
    message: string,
    readonly id: string,
    readonly properties: object,
  ) {
    super(message);
    this.reasons = [message];
  }
}
