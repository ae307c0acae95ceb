import { strayProblem, type TextKind } from "../partnercenter/settingText";
import type { Takes } from "./settingsTable";

/** A setting's value, or what is wrong with the text it was given as. The text is never repeated: it may be a secret. */
export type Examined = { value: string | number | boolean } | { problem: string };

const TENANT = /^[A-Za-z0-9][A-Za-z0-9.-]*$/;

/** Reads a setting out of its text, which has no white space around it. */
export function settingValue(takes: Takes, text: string): Examined {
  switch (takes.kind) {
    case "word":
    case "url":
      return withoutStray(text, "word");
    case "phrase":
      return withoutStray(text, "phrase");
    case "file":
      return withoutStray(text, "path");
    case "tenant":
      return TENANT.test(text) ? { value: text } : { problem: "must be a tenant id (GUID) or a domain" };
    case "oneOf":
      return takes.values.includes(text)
        ? { value: text }
        : { problem: `must be one of ${takes.values.join(", ")}, in just this spelling` };
    case "count": {
      const number = Number(text);
      return Number.isInteger(number) && number >= 1 && number <= takes.max
        ? { value: number }
        : { problem: `must be a whole number from 1 to ${takes.max}` };
    }
    case "flag":
      return text === "true" || text === "false"
        ? { value: text === "true" }
        : { problem: "must be true or false" };
  }
}

function withoutStray(text: string, kind: TextKind): Examined {
  const problem = strayProblem(text, kind);
  return problem === undefined ? { value: text } : { problem };
}
