import { sameDate } from "../../../provider/customerQualification/vetting";

test.each<[string | undefined, string | undefined, boolean]>([
  ["2026-11-20T10:00:00Z", "2026-11-20T10:00:00.885Z", true],
  ["2026-11-20T10:00:00Z", "2026-11-20T12:00:00.0000000+02:00", true],
  // UTC wherever this runs, as the reference pages say; the change log's own form too.
  ["2026-11-20T10:00:00", "2026-11-20T10:00:00Z", true],
  ["11/20/2026: 10:00:00", "2026-11-20T10:00:00Z", true],
  ["2026-11-20T10:00:00Z", "2026-11-20T10:00:03Z", false],
  ["some day", "some day", true],
  ["some day", "another day", false],
  // A missing date tells nothing.
  [undefined, undefined, false],
  [undefined, "2026-11-20T10:00:00Z", false],
])("%s and %s name one vetting: %s", (a, b, same) => {
  expect(sameDate(a, b)).toBe(same);
  expect(sameDate(b, a)).toBe(same);
});
