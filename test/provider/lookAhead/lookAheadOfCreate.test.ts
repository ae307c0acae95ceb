// While an `up` creates, those that come next in the program are looked at before their creation asks.
import { look } from "../../../provider/resources/customerQualification/observe";
import * as lifecycle from "../../../provider/resources/customerQualification";
import { dynamicProvider } from "../../../provider/hosts/dynamic/dynamicProvider";
import { Session } from "../../../provider/lifecycle/session";
import { SimulatedTime } from "../../model/time";

beforeEach(() => jest.spyOn(process.stdout, "write").mockImplementation(() => true));
afterEach(() => jest.restoreAllMocks());

const customer = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const declared = (number: number) => ({
  customerId: customer(number),
  qualification: "Education",
  educationSegment: "K12",
});

const EMPTY_LOG = {
  status: 200,
  statusText: "",
  headers: {},
  body: Buffer.from(JSON.stringify({ totalCount: 0, items: [] })),
};

/** A session of simulated time, and what was asked: `GET 7`. */
function sessionOf(statusOfLooks: () => number = () => 200) {
  const time = new SimulatedTime();
  const clock = time.clock();
  const asked: string[] = [];
  const transport = {
    async send({ method, url }: { method: string; url: string }) {
      if (url.includes("/auditrecords?")) return EMPTY_LOG;
      asked.push(`${method} ${Number(/-(\d+)\/qualifications$/.exec(url)?.[1])}`);
      await clock.sleep(100);
      const item = { qualification: "Education", vettingStatus: "InReview" };
      const isPost = method === "POST";
      const body = Buffer.from(isPost ? JSON.stringify(item) : "[]");
      return { status: isPost ? 201 : statusOfLooks(), statusText: "", headers: {}, body };
    },
    close: () => undefined,
  };
  const settings: Record<string, string> = { "partnercenter:accessToken": "an-access-token" };
  return { time, asked, session: new Session((name) => settings[name], { clock, transport }) };
}

test("the next two in the program, each once, and none before the first is created", async () => {
  const { time, asked, session } = sessionOf();
  const provider = dynamicProvider(lifecycle, { session });
  const keys = Array.from({ length: 30 }, (_, index) => customer(index));
  const check = (number: number): Promise<unknown> => {
    const __lookAhead = `${number}:${keys.slice(number).join(",")}`;
    return time.run(provider.check!({}, { ...declared(number), __lookAhead }));
  };
  session.creating = true;
  await check(0);
  expect(asked).toEqual(["GET 1", "GET 2"]);
  // The engine goes through another stretch of the program as well.
  await check(20);
  await check(1);
  await check(2);
  expect(asked).toEqual(["GET 1", "GET 2", "GET 21", "GET 22", "GET 3", "GET 4"]);
  await time.run(provider.create(declared(1)));
  expect(asked.at(-1)).toBe("POST 1");
  expect(asked.filter((one) => one === "GET 1")).toHaveLength(1);
  session.client.close();
});

test("none while requests wait for the budget: it would be repeated, and cost more of it", async () => {
  const { time, asked, session } = sessionOf();
  // More than may start at once after a quiet time.
  await time.run(
    Promise.all(Array.from({ length: 310 }, (_, index) => look(session, customer(index + 100)))),
  );
  expect(asked.splice(0)).toHaveLength(310);
  await time.run(lifecycle.lookAheadOfCreate(session, customer(1)));
  expect(asked).toEqual([]);
  time.pass(60_000);
  await time.run(lifecycle.lookAheadOfCreate(session, customer(1)));
  expect(asked).toEqual(["GET 1"]);
  session.client.close();
});

test("a creation rests on the look that was made ahead, unless that is too old or has failed", async () => {
  let status = 200;
  const { time, asked, session } = sessionOf(() => status);
  const created = async (number: number, waitMs: number): Promise<string[]> => {
    await time.run(lifecycle.lookAheadOfCreate(session, customer(number)).catch(() => undefined));
    time.pass(waitMs);
    status = 200;
    expect((await time.run(lifecycle.create(session, declared(number)))).outs).toMatchObject({
      submissions: 1,
    });
    return asked.splice(0);
  };
  expect(await created(1, 5_000)).toEqual(["GET 1", "POST 1"]);
  expect(await created(2, 15_000)).toEqual(["GET 2", "GET 2", "POST 2"]);
  status = 403;
  expect(await created(3, 0)).toEqual(["GET 3", "GET 3", "POST 3"]);
  session.client.close();
});
