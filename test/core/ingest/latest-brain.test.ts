import { describe, expect, it, vi } from "vitest";
import type { KnowledgeVersion } from "../../../src/core/ingest/knowledge-store.js";
import { LatestBrain } from "../../../src/core/ingest/latest-brain.js";

const version = (number: number): KnowledgeVersion => ({ number, isRollback: false, documents: [], indexVersion: "a", createdAt: new Date(0) });

describe("LatestBrain", () => {
  it("opens what is in use once, and again when that changes", async () => {
    const state: { current?: KnowledgeVersion } = {};
    const open = vi.fn(() => Promise.resolve(`brain ${state.current?.number ?? 0}`));
    const latest = new LatestBrain({ current: () => Promise.resolve(state.current) }, open);
    expect(latest.brain).toBeUndefined();
    expect(() => latest.inUse).toThrow("not open yet");
    await latest.refresh();
    await latest.refresh();
    expect(latest.inUse).toBe("brain 0");
    state.current = version(1);
    await Promise.all([latest.refresh(), latest.refresh()]);
    expect(latest.inUse).toBe("brain 1");
    expect(open).toHaveBeenCalledTimes(2);
  });

  it("goes on with the one before where the next cannot be opened, and tries again", async () => {
    const current = vi.fn().mockResolvedValueOnce(undefined).mockResolvedValue(version(1));
    const open = vi.fn().mockResolvedValueOnce("old").mockRejectedValueOnce(new Error("no space")).mockResolvedValueOnce("new");
    const latest = new LatestBrain<string>({ current }, open);
    await latest.refresh();
    await expect(latest.refresh()).rejects.toThrow("no space");
    expect(latest.inUse).toBe("old");
    await latest.refresh();
    expect(latest.inUse).toBe("new");
  });
});
