// A resource that exists, or may exist, but is not as desired: it stays in the state with everything that a later
// refresh and destroy need.
import { mustEnd, newStack, providerText, type EngineStack } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const [denied, refused, lost, waiting] = [1, 2, 3, 4].map(customerId) as [string, string, string, string];
const reason = "Not an Education Customer";

/** How many submissions the state knows of, by customer, after checking that each can be read and destroyed. */
async function recordedSubmissions(stack: EngineStack): Promise<Record<string, unknown>> {
  const resources = await stack.resources();
  for (const { inputs, outputs } of resources) {
    expect([inputs.__provider, outputs?.__provider]).toEqual([providerText, providerText]);
  }
  return Object.fromEntries(
    resources.map(({ id = "", outputs }): [string, unknown] => [id.slice(0, 36), outputs?.submissions]),
  );
}

test("what failed to be made is previewed, refreshed and destroyed like any other resource", async () => {
  const emulator = await partnerCenter([denied, refused, lost, waiting]);
  emulator.setQualification(denied, {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: reason,
  });
  const deniedOne = education("denied", denied);
  const waitingOne = education("waiting", waiting, {
    waitForVetting: true,
    vettingTimeoutSeconds: 1,
    vettingPollIntervalSeconds: 1,
  });
  const stack = await newStack({
    resources: [deniedOne, education("refused", refused), education("lost", lost), waitingOne],
    env: emulator.environment,
  });
  emulator.faultNext({ method: "POST", customerId: refused }, { kind: "error", error: "invalidProperty" });
  emulator.faultNext({ method: "POST", customerId: lost }, { kind: "dropAfter" });
  // Nobody answers for that customer from the moment at which its submission was taken, so that no look finds it.
  void emulator
    .until(() => emulator.submissions(lost).length > 0)
    .then(() => emulator.loseRelationship(lost));
  const up = mustEnd(1, await stack.up("--continue-on-error"));
  emulator.restoreRelationship(lost);

  // Each says why, and what comes next.
  expect(up.output).toMatch(new RegExp(`${denied}/Education: is Denied \\(${reason}.*Nothing was submitted`));
  expect(up.output).toMatch(
    new RegExp(`${refused}/Education: Submitting.*HTTP 400.*[^]*when what is sent has`),
  );
  expect(up.output).toMatch(new RegExp(`${lost}/Education: .*the connection ended.*no look afterwards`));
  expect(up.output).toMatch(new RegExp(`${waiting}/Education: the vetting is InReview .* after 1 s`));
  expect((await stack.resources()).every(({ initErrors }) => initErrors?.length === 1)).toBe(true);
  const counted = { [denied]: 0, [refused]: 1, [lost]: 1, [waiting]: 1 };
  expect(await recordedSubmissions(stack)).toEqual(counted);

  const preview = await stack.previewJson("--expect-no-changes");
  expect(preview.result.code).toBe(7);
  expect(preview.changeSummary).toEqual({ same: 1, update: 4 });

  mustEnd(0, await stack.refresh());
  expect(await recordedSubmissions(stack)).toEqual(counted);
  expect((await stack.resource("lost")).outputs).toMatchObject({ vettingStatus: "InReview" });

  const destroyed = mustEnd(0, await stack.destroy());
  expect(destroyed.output.match(/warning: .*Microsoft keeps this qualification/g)).toHaveLength(2 * 3);
  expect(await stack.resources()).toEqual([]);

  // Destroyed at once, without a refresh in between: the state is as the failure left it.
  stack.declare([deniedOne, waitingOne]);
  mustEnd(1, await stack.up("--continue-on-error"));
  expect(await recordedSubmissions(stack)).toEqual({ [denied]: 0, [waiting]: 0 });
  mustEnd(0, await stack.destroy());
  expect(await stack.resources()).toEqual([]);

  expect(writes(emulator)).toHaveLength(3);
  expect(emulator.submissions().map((one) => one.customerId)).toEqual(
    expect.arrayContaining([lost, waiting]),
  );
});
