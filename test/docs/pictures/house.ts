import { arrow, box, picture, text } from "./svg";

/** The folders, and which may import which: what the picture shows, and a test holds the sources to. */
export const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  examples: ["sdk"],
  sdk: ["provider", "provider/partnercenter"],
  provider: ["provider/partnercenter"],
  "provider/partnercenter": [],
  cli: ["sdk", "provider", "provider/partnercenter", "emulator"],
  emulator: [],
};

export function house(): string {
  const top = 62;
  const below = 230;
  const height = 84;
  return picture(
    900,
    360,
    "The folders and which imports which: examples import sdk, sdk imports provider, provider imports provider/partnercenter; cli imports all of them and the emulator; the emulator imports nothing.",
    [
      box({ x: 24, y: top, width: 170, height }, "box", "examples/", ["complete Pulumi", "programs"], "code"),
      box(
        { x: 252, y: top, width: 170, height },
        "strong",
        "sdk/",
        ["what a program imports:", "declares, does nothing"],
        "code",
      ),
      box(
        { x: 480, y: top, width: 170, height },
        "strong",
        "provider/",
        ["what the engine runs:", "one folder a resource"],
        "code",
      ),
      box(
        { x: 708, y: top, width: 168, height },
        "strong",
        "…/partnercenter/",
        ["the API client: knows", "nothing of Pulumi"],
        "code",
      ),
      box(
        { x: 252, y: below, width: 170, height },
        "box",
        "cli/",
        ["partnercenter login,", "doctor, status, …"],
        "code",
      ),
      box(
        { x: 708, y: below, width: 168, height },
        "box",
        "emulator/",
        ["Partner Center", "in one process"],
        "code",
      ),
      box(
        { x: 24, y: below, width: 170, height },
        "box",
        "test/  bench/",
        ["import whatever", "they try"],
        "code",
      ),
      arrow(`M194 ${top + 42}H250`),
      arrow(`M422 ${top + 42}H478`),
      arrow(`M650 ${top + 42}H706`),
      arrow(`M337 ${top}C337 12 792 12 792 ${top - 2}`),
      text(564, 20, "functions, such as getCustomer", "small middle"),
      arrow(`M337 ${below}V${top + height + 2}`),
      arrow(`M400 ${below}L520 ${top + height + 2}`),
      arrow(`M422 ${below + 20}L712 ${top + height + 2}`),
      arrow(`M422 ${below + 60}H706`),
      text(564, below + 78, "its own command only", "small middle"),
      arrow(`M830 ${top + height}V${below - 2}`, "dashed"),
      text(822, 192, "HTTPS", "small end"),
      text(
        24,
        346,
        "An arrow is an import. The dashed one is none: the client reaches the emulator as it reaches Microsoft.",
        "small",
      ),
    ],
  );
}
