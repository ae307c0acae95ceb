import { look, lookToAct } from "../../../provider/resources/customerQualification/observe";
import { validationCodes } from "../../../provider/resources/customerQualification/validationCode";
import { check, diff, lookAhead } from "../../../provider/resources/customerQualification";
import { TransportFailure } from "../../../provider/partnercenter/transportFailure";
import { Session } from "../../../provider/lifecycle/session";
import { SimulatedTime } from "../../model/time";

const inputs = {
  customerId: "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11",
  qualification: "Education",
  educationSegment: "K12",
};

afterEach(() => jest.restoreAllMocks());

test("a look that failed after minutes of retries is not made again by the same preview", async () => {
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const time = new SimulatedTime();
  const clock = time.clock();
  let requests = 0;
  const transport = {
    async send(): Promise<never> {
      requests += 1;
      await clock.sleep(60_000);
      throw new TransportFailure({ kind: "timeout", sent: true, transient: true });
    },
    close: () => undefined,
  };
  const settings: Record<string, string> = { "partnercenter:accessToken": "an-access-token" };
  const session = new Session((key) => settings[key], { clock, transport });
  const start = time.now();
  const checked = await time.run(check(session, inputs, inputs));
  expect(checked.inputs).toHaveProperty("drift.notObserved");
  expect(time.now() - start).toBeGreaterThan(5 * 60_000);
  const recorded = { ...inputs, vettingStatus: "InReview", submissions: 1 };
  expect(await time.run(diff(session, recorded, inputs))).toMatchObject({ changes: true });
  expect(requests).toBe(5);
});

/** A session whose requests the test answers: with a status, after so many milliseconds. */
function sessionThatAnswers(answer: (url: string) => { status: number; afterMs?: number; body?: string }) {
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const time = new SimulatedTime();
  const clock = time.clock();
  const asked: string[] = [];
  const transport = {
    async send({ url }: { url: string }) {
      asked.push(url);
      const { status, afterMs = 100, body = status === 200 ? "[]" : "{}" } = answer(url);
      await clock.sleep(afterMs);
      return { status, statusText: "", headers: {}, body: Buffer.from(body) };
    },
    close: () => undefined,
  };
  const settings: Record<string, string> = { "partnercenter:accessToken": "an-access-token" };
  return { time, asked, session: new Session((key) => settings[key], { clock, transport }) };
}

const customer = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

test("failures of looks that nobody asked for make no outage", async () => {
  const { time, session } = sessionThatAnswers((url) => ({ status: url.includes(customer(9)) ? 200 : 403 }));
  const ahead = [1, 2, 3].map((number) => lookAhead(session, customer(number)));
  await time.run(Promise.all(ahead));
  expect(await time.run(look(session, customer(9)))).toEqual({ items: [] });
});

test("two customers that were asked for and can't be read alike are an outage, also where they were looked at ahead", async () => {
  const { time, asked, session } = sessionThatAnswers(() => ({ status: 403 }));
  await time.run(Promise.all([1, 2].map((number) => lookAhead(session, customer(number)))));
  const failure = async (number: number): Promise<string> =>
    time.run(look(session, customer(number)).then(String, (error: Error) => error.constructor.name));
  expect(await failure(1)).toBe("PartnerCenterError");
  expect(await failure(2)).toBe("OutageError");
  expect(await failure(3)).toBe("OutageError");
  expect(asked).toHaveLength(2);
});

test("a look's age counts from when it was sent, and not from when it began to wait for the budget", async () => {
  const { time, asked, session } = sessionThatAnswers(() => ({ status: 200 }));
  // The budget of a burst is spent: what follows waits for it.
  await time.run(Promise.all(Array.from({ length: 450 }, (_, index) => look(session, customer(index + 10)))));
  const before = time.now();
  await time.run(lookToAct(session, customer(1)));
  expect(time.now() - before).toBeGreaterThan(10_000);
  // Asked for more than 10 s ago, and sent just now.
  await time.run(lookToAct(session, customer(1)));
  expect(asked.filter((url) => url.includes(customer(1)))).toHaveLength(1);
  time.pass(10_001);
  await time.run(lookToAct(session, customer(1)));
  expect(asked.filter((url) => url.includes(customer(1)))).toHaveLength(2);
});

test("a customer that was checked is not looked at ahead once more, whatever was forgotten since", async () => {
  const { time, asked, session } = sessionThatAnswers(() => ({ status: 200 }));
  const declared = { ...inputs, customerId: customer(1) };
  await time.run(check(session, {}, declared));
  session.looks.forget(customer(1));
  await time.run(lookAhead(session, customer(1)));
  expect(asked.filter((url) => url.endsWith("/qualifications"))).toHaveLength(1);
});

test("while an up creates, the check of a new one leaves the look to its create", async () => {
  const { time, asked, session } = sessionThatAnswers(() => ({ status: 200 }));
  session.creating = true;
  const checked = await time.run(check(session, {}, inputs));
  expect(checked.failures).toEqual([]);
  expect(asked).toEqual([]);
  // One that is in the state is compared with what is there, in an `up` as well.
  await time.run(check(session, inputs, inputs));
  expect(asked).toHaveLength(1);
});

test("an outage that a look shows which nobody asked for is not everybody's; one that was asked for passes", async () => {
  let isDown = true;
  const { time, session } = sessionThatAnswers(() =>
    isDown ? { status: 401, body: JSON.stringify({ code: 900421 }) } : { status: 200 },
  );
  const seen = (number: number) =>
    time.run(
      look(session, customer(number)).then(
        ({ items }) => items.map(({ qualification }) => qualification).join(),
        (error: Error) => error.name,
      ),
    );
  await time.run(lookAhead(session, customer(1)).catch(() => undefined));
  isDown = false;
  expect(await seen(2)).toBe("");
  isDown = true;
  expect(await seen(3)).toBe("MfaRequiredError");
  isDown = false;
  // In the same minutes nobody is asked about; an hour later, after a wait, everybody is.
  expect(await seen(4)).toBe("MfaRequiredError");
  time.pass(3_600_000);
  expect(await seen(4)).toBe("");
});

test("the partner's codes are read once, and again where they could not be read", async () => {
  const answers = [{ status: 403 }, { status: 200 }];
  const { time, asked, session } = sessionThatAnswers(() => answers.shift() ?? { status: 500 });
  const failed = time.run(validationCodes(session).then(String, (error: Error) => error.constructor.name));
  expect(await failed).toBe("PartnerCenterError");
  expect(await time.run(validationCodes(session))).toEqual([]);
  expect(await time.run(validationCodes(session))).toEqual([]);
  expect(asked).toHaveLength(2);
});
