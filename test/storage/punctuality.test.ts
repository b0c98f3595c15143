import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { RecipientState } from "../../src/core/announcements/ledger.js";
import { gapOf } from "../../src/core/announcements/punctuality.js";
import { PostgresAnnouncements } from "../../src/storage/postgres-announcements.js";
import { announce } from "../support/announcing.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let store: PostgresAnnouncements;
let id: number;
/** Ten in the morning in Vietnam. */
const start = new Date("2026-11-25T03:00:00Z");
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
/** One message a second. */
const gaps = [{ channelId: "telegram", gapMs: 1000 }];

beforeAll(async () => {
  database = await createTestDatabase();
  store = new PostgresAnnouncements(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("DELETE FROM announcement_recipients");
  await database.pool.query("DELETE FROM channel_pauses");
  id = await sending();
});

async function sending(): Promise<number> {
  const made = await announce(store);
  await database.pool.query("UPDATE announcements SET state = 'finished', started_at = $2, finished_at = $3 WHERE id = $1", [made, start, after(100_000)]);
  return made;
}

/** A row of the ledger. @param done and @param there in seconds since the announcement began */
async function row(done: number, { there = 0, of = id, state = "sent" }: { there?: number; of?: number; state?: RecipientState } = {}): Promise<void> {
  await database.pool.query(
    "INSERT INTO announcement_recipients (announcement_id, channel_id, state, reason, created_at, done_at) VALUES ($1, 'telegram', $2, 'r', $3, $4)",
    [of, state, after(there), after(done)],
  );
}
const share = async (): Promise<string> => {
  const [one] = await store.punctuality(id, gaps);
  return one === undefined ? "none" : `${one.inTime}/${one.handedOver}`;
};

it("allows the gap of the channel before each, and ten seconds", async () => {
  for (const done of [0, 1, 2, 13, 14.5]) await row(done);
  // The fourth could leave after three seconds, the fifth after four.
  expect(await share()).toBe("4/5");
});

it("counts who was sent to once or possibly twice, and nobody else", async () => {
  await row(0);
  await row(1, { state: "doubtful" });
  await row(2, { state: "failed" });
  await row(3, { state: "skipped" });
  expect(await share()).toBe("2/2");
});

it("counts from when somebody was there: put into the ledger late, or back into it", async () => {
  await row(0);
  await row(500, { there: 495 });
  expect(await share()).toBe("2/2");
  await row(600, { there: 495 });
  expect(await share()).toBe("2/3");
});

it("lets other announcements and replies take their places in the rate", async () => {
  const other = await sending();
  for (let place = 0; place < 20; place++) await row(place * 1.001, { of: other });
  await row(25);
  expect(await share()).toBe("1/1");
  await database.pool.query("DELETE FROM announcement_recipients WHERE announcement_id = $1", [other]);
  expect(await share()).toBe("0/1");
});

it("stands still while the announcement is paused, the channel is off, and at night", async () => {
  await row(0);
  await row(3700);
  expect(await share()).toBe("1/2");
  await database.pool.query(
    "INSERT INTO channel_pauses (channel_id, reason, since, paused_by, ended_at, ended_by) VALUES ('telegram', 'r', $1, 'an', $2, 'an')",
    [after(5), after(1800)],
  );
  expect(await share()).toBe("1/2");
  for (const [action, at] of [
    ["pause", 1700],
    ["resume", 3695],
  ] as const)
    await database.pool.query(
      "INSERT INTO announcement_events (announcement_id, action, to_state, version, done_by, done_at) VALUES ($1, $2, 'sending', 1, 'an', $3)",
      [id, action, after(at)],
    );
  expect(await share()).toBe("2/2");
  // From nine in the evening, eleven hours after the beginning, to seven in the morning.
  await row(21 * 3600 + 5, { there: 11 * 3600 + 1 });
  expect(await share()).toBe("3/3");
  await database.pool.query("UPDATE announcements SET is_emergency = true WHERE id = $1", [id]);
  expect(await share()).toBe("2/3");
});

it("leaves room for replies in the channel's limit", () => {
  expect(gapOf({ channelId: "telegram", perMinute: 1500 }).gapMs).toBeCloseTo(40.8, 1);
});
