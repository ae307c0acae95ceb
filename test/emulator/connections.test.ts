import { once } from "node:events";
import * as http from "node:http";
import {
  call,
  EDUCATION,
  failure,
  getQualifications,
  postQualification,
  QUALIFICATIONS,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

describe("connections", () => {
  test("kept alive, a refusal still strikes the next call", async () => {
    const emulator = await started({ tls: true });
    const agent = new (await import("node:https")).Agent({ keepAlive: true });
    const kept = () => call(emulator, "GET", QUALIFICATIONS, { agent });
    try {
      expect((await kept()).status).toBe(200);
      emulator.faultNext({}, { kind: "refuse" }, 2);
      // The agent finds out that its connection has ended before it takes it again.
      await Promise.all(
        Object.values(agent.freeSockets).flatMap((sockets = []) =>
          sockets.map((socket) => once(socket, "close")),
        ),
      );
      expect(await failure(kept())).toBe("ECONNRESET");
      expect(await failure(kept())).toBe("ECONNRESET");
      expect((await kept()).status).toBe(200);
      expect(emulator.requests).toHaveLength(2);
    } finally {
      agent.destroy();
    }
  });

  test("a share of them is refused, one by one", async () => {
    const emulator = await started();
    emulator.faultShare({}, { kind: "refuse" }, 0.5, 3);
    const agent = new http.Agent({ keepAlive: true });
    const outcomes: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      outcomes.push((await failure(call(emulator, "GET", QUALIFICATIONS, { agent }))).slice(0, 12));
    }
    agent.destroy();
    expect(new Set(outcomes)).toEqual(new Set(["ECONNRESET", "answered 200"]));
  });

  test("none can be made while it is offline; its state and its address stay", async () => {
    const emulator = await started();
    await postQualification(emulator, EDUCATION);
    await emulator.goOffline();
    expect(await failure(getQualifications(emulator))).toBe("ECONNREFUSED");
    await emulator.goOnline();
    expect((await getQualifications(emulator)).json).toMatchObject([{ qualification: "Education" }]);
  });

  test("nobody who asks the system for any port gets its own meanwhile", async () => {
    const ports = (await Promise.all([started(), started()])).map(({ url }) => Number(new URL(url).port));
    expect(new Set(ports).size).toBe(2);
    // The lowest that Linux hands out by default; Windows and macOS begin at 49152.
    for (const port of ports) expect(port).toBeLessThan(32_768);
  });
});
