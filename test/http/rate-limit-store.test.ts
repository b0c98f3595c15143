import { describe, expect, it, vi } from "vitest";
import { rateLimitStore, type SharedCounter } from "../../src/http/rate-limit-store.js";

const minuteMs = 60_000;

function storeWith(shared: SharedCounter) {
  let time = 1_000;
  const Store = rateLimitStore(shared, () => time);
  const root = new Store({});
  const incr = (store: typeof root, key: string, max = 3) =>
    new Promise<{ current: number; ttl: number } | undefined>((resolve, reject) => {
      store.incr(key, (error, result) => (error ? reject(error) : resolve(result)), minuteMs, max);
    });
  return { group: root.child({ groupId: "messages" } as never), alone: root.child({} as never), incr, pass: (ms: number) => (time += ms) };
}

describe("the store of rate limits", () => {
  it("counts routes without a group here alone, in windows", async () => {
    const count = vi.fn<SharedCounter["count"]>();
    const { alone, incr, pass } = storeWith({ count });
    expect(await incr(alone, "a")).toEqual({ current: 1, ttl: minuteMs });
    pass(20_000);
    expect(await incr(alone, "a")).toEqual({ current: 2, ttl: 40_000 });
    expect(await incr(alone, "b")).toEqual({ current: 1, ttl: minuteMs });
    pass(40_000);
    expect(await incr(alone, "a")).toEqual({ current: 1, ttl: minuteMs });
    expect(count).not.toHaveBeenCalled();
  });

  it("believes the count of all processes where it is higher", async () => {
    const { group, incr } = storeWith({ count: () => Promise.resolve({ count: 7, remainingMs: 5_000 }) });
    expect(await incr(group, "a", 10)).toEqual({ current: 7, ttl: 5_000 });
  });

  it("turns a flood away without asking the others again", async () => {
    const count = vi.fn<SharedCounter["count"]>(() => Promise.resolve({ count: 9, remainingMs: 30_000 }));
    const { group, incr, pass } = storeWith({ count });
    for (let i = 0; i < 100; i++) await incr(group, "a");
    expect(count).toHaveBeenCalledTimes(1);
    pass(30_000);
    await incr(group, "a");
    expect(count).toHaveBeenCalledTimes(2);
  });

  it("counts by itself while the others cannot be asked", async () => {
    const { group, incr } = storeWith({ count: () => Promise.reject(new Error("the database is away")) });
    expect([await incr(group, "a"), await incr(group, "a")].map((result) => result?.current)).toEqual([1, 2]);
  });
});
