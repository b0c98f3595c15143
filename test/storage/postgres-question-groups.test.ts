import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { QuestionGrouping, type QuestionUnderstanding } from "../../src/core/questions/group-questions.js";
import { keyOf } from "../../src/core/questions/read-question.js";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { PostgresQuestionGroups } from "../../src/storage/postgres-question-groups.js";
import { PostgresQuestionLists, type QuestionFilter } from "../../src/storage/postgres-question-lists.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

/** Alike are questions with the same first word. */
const byFirstWord: QuestionUnderstanding = {
  read: (text) => ({ key: keyOf(text), signature: "", actions: [], terms: [[keyOf(text).split(" ")[0] ?? "", 1]] }),
  topicOf: (_question, sources) => (sources.length > 0 ? "procedure" : "unknown"),
};
const everything: QuestionFilter = { from: new Date("2026-01-01"), to: new Date("2027-01-01") };
const part = { limit: 50, offset: 0 };

let database: TestDatabase;
let store: PostgresQuestionGroups;
let lists: PostgresQuestionLists;

beforeAll(async () => {
  database = await createTestDatabase();
  store = new PostgresQuestionGroups(database.pool);
  lists = new PostgresQuestionLists(database.pool);
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("TRUNCATE questions, question_groups, feedback CASCADE"));

let number = 0;
async function ask(
  question: string,
  changes: { status?: string; at?: string; channel?: string; rating?: "up" | "down"; sources?: string[] } = {},
): Promise<string> {
  const { status = "unanswerable_no_source", at = "2026-11-20T03:00:00Z", channel = "webchat", rating, sources = [] } = changes;
  const id = `answer-${++number}`;
  await database.pool.query(
    "INSERT INTO questions (answer_id, asked_at, channel_id, question, status, confidence, sources) VALUES ($1, $2, $3, $4, $5, 0.2, $6)",
    [id, at, channel, question, status, sources],
  );
  if (rating !== undefined) await database.pool.query("INSERT INTO feedback (answer_id, status, rating) VALUES ($1, $2, $3)", [id, status, rating]);
  return id;
}
const names = async (filter: Partial<QuestionFilter> = {}, order: "asked" | "unanswered" | "disliked" = "asked"): Promise<string[]> =>
  (await lists.groups({ ...everything, ...filter }, order, part)).groups.map(({ name }) => name);

describe("PostgresQuestionGroups", () => {
  it("puts questions together, whoever groups next, and counts them", async () => {
    await ask("hộ chiếu ở đâu", { rating: "down" });
    await ask("HỘ CHIẾU ở đâu?", { channel: "telegram" });
    await ask("đất đai", { status: "answered_article", sources: ["procedure/1"] });
    expect(await new QuestionGrouping(store).round(byFirstWord)).toEqual({ grouped: 3, isDone: true });
    await ask("hộ chiếu bao lâu", { status: "answered_article" });
    await new QuestionGrouping(store).round(byFirstWord);
    const { groups, count } = await lists.groups(everything, "asked", part);
    expect(count).toBe(2);
    expect(groups[0]).toMatchObject({ asked: 3, unanswered: 2, disliked: 1, topic: "unknown" });
    expect(groups[1]).toMatchObject({ name: "đất đai", asked: 1, unanswered: 0, disliked: 0, topic: "procedure" });
    const wordings = await lists.wordings(groups[0]?.id ?? 0, 10);
    expect(wordings).toEqual([
      { typed: "hộ chiếu ở đâu", times: 2 },
      { typed: "hộ chiếu bao lâu", times: 1 },
    ]);
  });

  it("lists by period, channel, outcome, topic, name, and what is wrong with the answers", async () => {
    await ask("một", { at: "2026-10-01T03:00:00Z" });
    await ask("hai", { channel: "telegram", status: "answered_article", rating: "down", sources: ["procedure/1"] });
    await ask("ba", { status: "clarification_choice" });
    await new QuestionGrouping(store).round(byFirstWord);
    expect(await names({ from: new Date("2026-11-01") })).toEqual(["hai", "ba"]);
    expect(await names({ channelId: "telegram" })).toEqual(["hai"]);
    expect(await names({ family: "clarification" })).toEqual(["ba"]);
    expect(await names({ topic: "procedure" })).toEqual(["hai"]);
    expect(await names({ text: "MỘ" })).toEqual(["một"]);
    expect(await names({}, "unanswered")).toEqual(["một"]);
    expect(await names({}, "disliked")).toEqual(["hai"]);
  });

  it("lets one process group at a time", async () => {
    const inner: boolean[] = [];
    expect(await store.alone(async () => void inner.push(await store.alone(() => Promise.resolve())))).toBe(true);
    expect(inner).toEqual([false]);
  });

  it("goes on after a group was deleted that questions would be put into", async () => {
    const grouping = new QuestionGrouping(store);
    await ask("hộ chiếu");
    await grouping.round(byFirstWord);
    await database.pool.query("DELETE FROM question_groups");
    await ask("hộ chiếu mới");
    await expect(grouping.round(byFirstWord)).rejects.toThrow();
    await grouping.round(byFirstWord);
    expect(await names()).toHaveLength(1);
  });

  it("forgets groups and their words with the last question", async () => {
    await ask("cũ lắm rồi", { at: "2020-01-01T00:00:00Z" });
    await new QuestionGrouping(store).round(byFirstWord);
    await deleteWhatExpired(database.pool);
    const { rows } = await database.pool.query(
      "SELECT (SELECT count(*) FROM question_groups)::int AS groups, (SELECT count(*) FROM question_wordings)::int AS wordings",
    );
    expect(rows).toEqual([{ groups: 0, wordings: 0 }]);
  });
});
