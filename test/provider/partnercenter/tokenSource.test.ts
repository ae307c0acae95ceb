import { TokenSource } from "../../../provider/partnercenter/auth/tokenSource";
import { VirtualClock } from "./support";

describe("the token's life", () => {
  const obtained = (lifetimeMs: number | undefined) => {
    const clock = new VirtualClock();
    let count = 0;
    const source = new TokenSource(async () => {
      count += 1;
      return { value: `t${count}`, ...(lifetimeMs !== undefined && { expiresAt: clock.now() + lifetimeMs }) };
    }, clock);
    return { clock, source };
  };

  test("it is renewed two minutes before it ends", async () => {
    const { clock, source } = obtained(3_600_000);
    expect(await source.get()).toBe("t1");
    await clock.sleep(3_479_999);
    expect(await source.get()).toBe("t1");
    await clock.sleep(1);
    expect(await source.get()).toBe("t2");
  });

  test("a short one at half its life", async () => {
    const { clock, source } = obtained(10_000);
    await source.get();
    await clock.sleep(4_999);
    expect(await source.get()).toBe("t1");
    await clock.sleep(1);
    expect(await source.get()).toBe("t2");
  });

  test("one without a known end stays until it is rejected; a rejection of an older one renews nothing", async () => {
    const { clock, source } = obtained(undefined);
    await source.get();
    await clock.sleep(1e9);
    expect(await source.get()).toBe("t1");
    expect(await source.renew("t1")).toBe("t2");
    expect(await source.renew("t1")).toBe("t2");
  });

  test("a failure is not remembered", async () => {
    let fails = true;
    const source = new TokenSource(async () => {
      if (fails) throw new Error("no");
      return { value: "t" };
    }, new VirtualClock());
    const both = await Promise.allSettled([source.get(), source.get()]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    fails = false;
    expect(await source.get()).toBe("t");
  });
});
