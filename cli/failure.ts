/** A command's failure with an exit code of its own; its message is what the user reads. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";

  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** What a shell gives a program that Ctrl-C has ended. */
export const INTERRUPTED = 130;
