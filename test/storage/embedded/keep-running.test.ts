import { expect, it, vi } from "vitest";
import { keepRunning } from "../../../src/storage/embedded/keep-running.js";

it("tries again when a restart fails, reports it, and hands over the server that runs at last", async () => {
  const dead = { pid: 2 ** 22 + 1, cluster: "/nowhere", endpoint: { host: "/nowhere", port: 5432 } };
  const replacement = { ...dead, pid: 2 ** 22 + 2 };
  const restart = vi.fn().mockRejectedValueOnce(new Error("the disk is full")).mockResolvedValue(replacement);
  const log = vi.fn<(message: string) => void>();
  const keeper = keepRunning({ postmaster: dead, restart, log });
  await vi.waitUntil(() => restart.mock.calls.length >= 2, { timeout: 10_000 });
  expect(await keeper.stop()).toBe(replacement);
  expect(log.mock.calls.flat().join("\n")).toMatch(/ended unexpectedly[^]*the disk is full/);
});
