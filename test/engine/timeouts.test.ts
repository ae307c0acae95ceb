// Pulumi's option `customTimeouts`, which the engine hands to no provider: it bounds what `up` waits for, and leaves no
// trace in inputs, previews and changes.
import { mustEnd, newStack } from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";
import { waited } from "./support/waiting";

const [school, agreed, wrong] = [1, 2, 3].map(customerId) as [string, string, string];

test("create and update each bound their wait, a refused one is named, and nothing of it is kept or shown", async () => {
  const emulator = await partnerCenter([school, agreed, wrong]);
  const stack = await newStack({ env: emulator.environment });
  const agreement = {
    name: "agreement",
    type: "CustomerAgreement",
    args: { customerId: agreed, waitForAcceptance: true, acceptancePollIntervalSeconds: 1 },
  };
  const declare = (customTimeouts?: object): void => {
    const opts = { customTimeouts };
    stack.declare([
      { ...waited("school", school.toUpperCase()), opts },
      { ...agreement, opts },
    ]);
  };

  declare({ create: "4", update: "soon", delete: "1h" });
  const refused = mustEnd(1, await stack.preview());
  expect(refused.output).toContain('`customTimeouts.create` must be a duration such as "4s"');
  expect(refused.output).toContain('found "soon"');
  expect(refused.output).not.toMatch(/^\s+at .+:\d+|node_modules/m);

  declare({ create: "2s", delete: "1h" });
  const preview = mustEnd(0, await stack.preview("--diff"));
  expect(preview.output).toMatch(/It is waited for, up to 2 s\./);
  expect(preview.output).toMatch(/warning: school: `customTimeouts\.delete` has no effect/);
  expect(preview.output).not.toMatch(/^\s*[+~-] *_*customTimeouts/m);
  const created = mustEnd(1, await stack.up("--continue-on-error"));
  expect(created.output).toMatch(/waiting for the vetting: .*, up to 2 s\.$/m);
  expect(created.output).toMatch(/the vetting is InReview \(.*\) after 2 s \(customTimeouts\.create\)\./);
  expect(created.output).toMatch(/the customer has not accepted after 2 s \(customTimeouts\.create\)\./);

  // An update waits by its own.
  declare({ create: "2s", update: "3s" });
  const updated = mustEnd(1, await stack.up("--continue-on-error"));
  expect(updated.output).toMatch(/the vetting is InReview \(.*\) after 3 s \(customTimeouts\.update\)\./);
  expect(updated.output).toMatch(/the customer has not accepted after 3 s \(customTimeouts\.update\)\./);
  for (const { inputs, outputs } of await stack.resources()) {
    expect(JSON.stringify([inputs, outputs])).not.toContain("ustomTimeouts");
  }
  expect(emulator.submissions()).toHaveLength(1);

  // Once it is as desired, the option is no change, whether it comes, changes or goes.
  emulator.approve(school, "Education");
  emulator.acceptAgreement(agreed);
  mustEnd(0, await stack.up());
  for (const timeouts of [{ create: "9s" }, undefined, { update: "1h" }]) {
    declare(timeouts);
    mustEnd(0, await stack.preview("--expect-no-changes"));
  }
  expect(writes(emulator)).toHaveLength(1);
});
