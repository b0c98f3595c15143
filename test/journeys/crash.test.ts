import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/retrieval/seeded-random.js";
import { createTestDatabase } from "../support/database.js";
import { talkThroughCrashes } from "../support/talk-through-crashes.js";

it("loses nothing and answers nothing twice when the server is killed in the middle of conversations", { timeout: 240_000 }, async () => {
  const database = await createTestDatabase();
  const report = await talkThroughCrashes({ databaseUrl: database.url, rounds: 5, conversations: 6, chance: seededRandom(5) });
  await database.drop();
  expect(report).toMatchObject({ kills: 5, missing: 0, doubled: 0, unanswered: 0, answeredTwice: 0, outOfOrder: 0, wrongStreams: 0 });
  expect(report.acknowledged).toBeGreaterThan(5 * 6);
});
