// A setting that is misspelt does nothing: the run says so, whichever host it has.
import { mustEnd, newStack, testEachHost } from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";

const schools = [customerId(1), customerId(2)] as const;

testEachHost("each name that is no setting is warned of, once", async (host) => {
  const emulator = await partnerCenter([...schools]);
  const stack = await newStack({
    host,
    env: { ...emulator.environment, PARTNERCENTER_REQUEST_PER_MINUTE: "100" },
    config: { "partnercenter:maxNewSubmission": "1", "partnercenter:liveDiff": "true" },
    resources: schools.map((school, index) => education(`school-${index}`, school)),
  });
  const { output } = mustEnd(0, await stack.preview());
  // Each is printed as it comes, and once more at the end.
  const found = [
    ...output
      .slice(output.indexOf("Diagnostics:"))
      .matchAll(/has (\S+), which is no setting and has no effect\. Next: set (\w\S+\w)/g),
  ];
  expect(found.map(([, name, near]) => [name, near])).toEqual([
    ["partnercenter:maxNewSubmission", "partnercenter:maxNewSubmissions"],
    ["PARTNERCENTER_REQUEST_PER_MINUTE", "PARTNERCENTER_REQUESTS_PER_MINUTE"],
  ]);
});
