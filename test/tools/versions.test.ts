import { atLeast } from "../../tools/versions";

test.each([
  ["v3.259.0", "3.254.0", true],
  ["3.254.0", "3.254.0", true],
  ["v3.253.9", "3.254.0", false],
  ["v4.0.0", "3.254.0", true],
  ["v3.99.0", "3.254.0", false],
  ["v3.300.0-alpha.1", "3.254.0", true],
  ["go1.26", "1.25.11", true],
  ["go1.25.9", "1.25.11", false],
  ["not a version", "1.0.0", false],
])("%s is at least %s: %s", (have, least, answer) => {
  expect(atLeast(have, least)).toBe(answer);
});
