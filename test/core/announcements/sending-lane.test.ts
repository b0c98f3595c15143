import { describe, expect, it } from "vitest";
import { webChat } from "../../../adapters/web/index.js";
import { SendingLane } from "../../../src/core/announcements/sending-lane.js";
import type { SendingLedger } from "../../../src/core/announcements/sending-ledger.js";

const perRound = 10;
const rounds = 4;

/** A lane that gets forty slots while replies are handed over, and then has to wait. @returns how many recipients it claimed */
async function claimedBeside(replies: number): Promise<number> {
  let claimed = 0;
  let round = 0;
  const ledger: Pick<SendingLedger, "hasWork" | "reserve" | "claim"> = {
    hasWork: () => Promise.resolve(true),
    reserve() {
      round += 1;
      // By the third round the lane is at work: what was handed over before does not count against it.
      if (round === 3) for (let reply = 0; reply < replies; reply++) lane.noteReply();
      return Promise.resolve(round <= rounds ? { count: perRound, inMs: 0 } : { count: 0, inMs: 5_000 });
    },
    claim(_channelId, limit) {
      claimed += limit;
      return Promise.resolve(Array.from({ length: limit }, (_, n) => ({ id: n, lease: "l", announcementId: 1, createdAt: new Date(0), attempt: 1 })));
    },
  };
  const never = new Promise<never>(() => undefined);
  let tell: () => void;
  const isWaiting = new Promise<void>((resolve) => (tell = resolve));
  const lane: SendingLane = new SendingLane({
    ledger: ledger as SendingLedger,
    channel: webChat,
    pushChannel: { channel: webChat, deliver: () => never, showTyping: () => never },
    perMinute: 60_000,
    find: () => never,
    compose: () => ({}) as never,
    now: () => new Date(0),
    chance: () => 0,
    wait(ms) {
      if (ms < 1_000) return Promise.resolve();
      tell();
      return never;
    },
    onFault: (error) => {
      throw error;
    },
  });
  lane.start();
  await isWaiting;
  return claimed;
}

describe("a sending lane", () => {
  it("gives up a slot for each reply that is handed over meanwhile", async () => {
    expect(await claimedBeside(0)).toBe(rounds * perRound);
    expect(await claimedBeside(3)).toBe(rounds * perRound - 3);
    expect(await claimedBeside(25)).toBe(rounds * perRound - 25);
  });
});
