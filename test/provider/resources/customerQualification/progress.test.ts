import { duration, Progress, type Wait } from "../../../../provider/resources/customerQualification/progress";

const wait = (
  customer: number,
  seconds: { start?: number; timeout?: number; interval?: number } = {},
): Wait => {
  const { start = 0, timeout = 3600, interval = 60 } = seconds;
  const customerId = `00000000-0000-4000-8000-${String(customer).padStart(12, "0")}`;
  const desired = {
    customerId,
    qualification: "Education",
    vettingTimeoutSeconds: timeout,
    vettingPollIntervalSeconds: interval,
  };
  return {
    desired,
    start: start * 1000,
    deadline: (start + timeout) * 1000,
    latest: { ...desired, vettingStatus: "InReview", submissions: 1 },
  };
};

test("one that waits is named, with its status and times", () => {
  const one = wait(1);
  const progress = new Progress().add(one);
  expect(progress.line(one, 600_000)).toBe(
    "CustomerQualification 00000000-0000-4000-8000-000000000001/Education: waiting for the vetting: InReview, 10 min so far, 50 min left.",
  );
  one.problem = "Reading: HTTP 503";
  expect(progress.line(one, 660_000)).toMatch(/49 min left\. The last look failed: Reading: HTTP 503$/);
});

test("many share a line, with the longest times and what went wrong", () => {
  const [first, second, third] = [wait(1), wait(2, { start: 60 }), wait(3)];
  const progress = new Progress().add(first).add(second).add(third);
  third.latest = { ...third.latest, vettingStatus: "Escalated" };
  second.problem = "Reading: HTTP 503";
  expect(progress.line(second, 600_000)).toBe(
    "CustomerQualification: waiting for 3 vettings (2 InReview, 1 Escalated): 10 min so far, 51 min left." +
      " The last look failed for 1 of them, such as: Reading: HTTP 503",
  );
  expect(progress.line(third, 600_001)).toBeUndefined();
  progress.remove(second);
  progress.remove(third);
  expect(progress.line(first, 660_000)).toMatch(/000001\/Education: waiting/);
});

test("lines come once in a poll interval, at most sixty in a wait, and none when its time is over", () => {
  const lines = (one: Wait, everySeconds: number): number => {
    const progress = new Progress().add(one);
    let count = 0;
    for (let now = 0; now <= one.deadline; now += everySeconds * 1000)
      if (progress.line(one, now) !== undefined) count += 1;
    return count;
  };
  expect(lines(wait(1, { timeout: 10, interval: 2 }), 2)).toBe(4);
  expect(lines(wait(1, { timeout: 3600, interval: 1 }), 1)).toBeLessThanOrEqual(67);
});

test.each([
  [0, "0 s"],
  [119_400, "119 s"],
  [120_000, "2 min"],
  [3_600_000, "60 min"],
  [7_200_000, "2 h"],
  [30 * 86_400_000, "30 days"],
])("%d ms are %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});
