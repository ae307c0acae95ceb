// What a person is told, and how it is handed on.
import { engineLog } from "../../../provider/hosts/engineLog";
import { named, Notices, type Message } from "../../../provider/lifecycle/notices";

const school = named("urn:pulumi:dev::app::a:b:C::school", 3);

/** Notices that are sent, and what was. */
function sent(): { notices: Notices; messages: Message[] } {
  const messages: Message[] = [];
  const notices = new Notices((message) => Promise.resolve(void messages.push(message)));
  return { notices, messages };
}

/** What is printed meanwhile. */
function printed(work: (notices: Notices) => void, notices = new Notices()): string[] {
  const lines: string[] = [];
  const write = jest
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => lines.push(String(text)) > 0);
  work(notices);
  write.mockRestore();
  return lines;
}

test("a warning stands under its resource; all else under the stack, and begins with the resource's name", async () => {
  const { notices, messages } = sent();
  await notices.about(school, () => {
    notices.tell("is denied.\nNext: look.", "warning");
    notices.tell("is adopted.");
    notices.tell("is approved.", "progress");
    notices.tellStack("in all: 3.");
    return Promise.resolve();
  });
  notices.tell("of nobody.", "warning");
  await notices.shown();
  expect(messages).toEqual([
    { severity: "warning", text: "is denied. Next: look.", urn: school.urn },
    { severity: "info", text: "school: is adopted." },
    { severity: "info", text: "is approved.", urn: school.urn, ephemeral: true },
    { severity: "info", text: "in all: 3." },
    { severity: "warning", text: "of nobody." },
  ]);
});

test("what is told once is told once, whoever tells it", async () => {
  const { notices, messages } = sent();
  notices.tellOnce("the same");
  await notices.about(school, () => Promise.resolve(notices.tellStackOnce("the same")));
  await notices.shown();
  expect(messages).toHaveLength(1);
});

test("each call has its own resource, also while another one is under way", async () => {
  const { notices, messages } = sent();
  const college = named("urn:pulumi:dev::app::a:b:C::college");
  let go = (): void => undefined;
  const waits = new Promise<void>((resolve) => (go = resolve));
  const first = notices.about(school, async () => {
    await waits;
    notices.tell("one");
  });
  await notices.about(college, () => Promise.resolve(notices.tell("two")));
  go();
  await first;
  await notices.shown();
  expect(messages.map(({ text }) => text)).toEqual(["college: two", "school: one"]);
});

test("without an engine, or where it does not take them, messages are lines", async () => {
  const tellBoth = (notices: Notices): void => {
    void notices.about(school, () => {
      notices.tell("is denied.", "warning");
      notices.tell("is adopted.");
      return Promise.resolve();
    });
  };
  const lines = ["WARNING school: is denied.\n", "school: is adopted.\n"];
  expect(printed(tellBoth)).toEqual(lines);

  const deaf = new Notices(() => Promise.reject(new Error("gone")));
  const late: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => late.push(String(text)) > 0);
  tellBoth(deaf);
  await deaf.shown();
  write.mockRestore();
  expect(late).toEqual(lines);
});

test("only the server that an engine has started has its log", () => {
  const script = "/app/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";
  expect(engineLog(["node", script, "127.0.0.1:50123"])).toBeInstanceOf(Function);
  expect(engineLog(["node", script])).toBeUndefined();
  expect(engineLog(["node", "/app/node_modules/jest/bin/jest.js", "127.0.0.1:50123"])).toBeUndefined();
});

test("a host that names each call's resource has everything stand under it", async () => {
  const messages: Message[] = [];
  const notices = new Notices((message) => Promise.resolve(void messages.push(message)), true);
  await notices.about(school, () => Promise.resolve(notices.tell("is adopted.")));
  await notices.shown();
  expect(messages).toEqual([{ severity: "info", text: "is adopted.", urn: school.urn }]);
});
