// The first day of the activity log that a person asks for: in programs of every language, and at the command.
import { isDay, readLogDay } from "../../../provider/partnercenter/activity/logDay";

const now = Date.parse("2026-11-30T22:00:00Z");

test.each<[unknown, RegExp]>([
  ["2026-11-31", /^must be a day that the calendar has/],
  ["2026-02-29", /^must be a day that the calendar has/],
  ["2026-13-01", /^must be a day that the calendar has/],
  ["2026-00-10", /^must be a day that the calendar has/],
  ["yesterday", /^must be a day such as 2026-11-01$/],
  ["2026-11-01T00:00:00Z", /^must be a day such as/],
  ["2026-11-1", /^must be a day such as/],
  ["", /^must be a day such as/],
  [20261101, /^must be a day such as/],
  [{}, /^must be a day such as/],
  ["2026-12-01", /goes back 90 days, so from 2026-09-01 until today \(2026-11-30 in UTC\)$/],
  ["2030-01-01", /until today/],
  ["2026-08-31", /from 2026-09-01 until today/],
])("%p is refused", (text, why) => {
  expect(readLogDay(text, now)).toMatch(why);
});

test.each(["2026-09-01", "2026-11-30", "2026-10-31"])("%s is read, in UTC", (text) => {
  expect(readLogDay(text, now)).toEqual(new Date(`${text}T00:00:00Z`));
});

test("a leap day is one", () => {
  expect([isDay("2028-02-29"), isDay("2027-02-29")]).toEqual([true, false]);
});
