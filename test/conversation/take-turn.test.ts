import { beforeEach, describe, expect, it, vi } from "vitest";
import { fromJson, type ActivityJson } from "../../src/activity/activity.js";
import type { Capabilities } from "../../src/activity/capabilities.js";
import { ChannelAdapter } from "../../src/activity/channel-adapter.js";
import type { AnswerStatus } from "../../src/core/answering/answer.js";
import { emptyMemory } from "../../src/core/answering/memory.js";
import { newConversationState, type ConversationState } from "../../src/core/conversation/conversation-state.js";
import type { HeldDataStore } from "../../src/core/conversation/held-data.js";
import { takeTurn, type QuestionAnswerer, type TurnEffects } from "../../src/core/conversation/take-turn.js";
import { trainingWording } from "../../src/core/wording/training.js";
import { bot } from "../../src/core/wording/bot.js";
import { FakeAnswerer, noSubscriptions, noTraining } from "../support/fake-brain.js";

const capabilities: Capabilities = {
  buttons: Infinity,
  links: true,
  maxTextLength: 4000,
  richText: false,
  typing: true,
  edit: false,
  proactive: true,
  notifies: true,
};
const greeted: ConversationState = { ...newConversationState, isGreeted: true };
const now = new Date("2026-11-25T08:00:00Z");

const heldData: HeldDataStore = {
  heldOn: () => Promise.resolve({ since: new Date("2026-11-01T18:30:00Z"), messages: 7, keptUntil: new Date("2026-12-25T08:00:00Z") }),
};

let answerer: QuestionAnswerer & Pick<FakeAnswerer, "release">;
let training: typeof noTraining;
let subscriptions: typeof noSubscriptions;
/** All that was said in the last turn. */
let whole = "";
let showTyping: ReturnType<typeof vi.fn<() => Promise<void>>>;
beforeEach(() => {
  answerer = new FakeAnswerer();
  training = noTraining;
  subscriptions = noSubscriptions;
  showTyping = vi.fn(() => Promise.resolve());
});

/** Answers with this status, whatever is said, and its name for words. */
function answering(status: AnswerStatus): typeof answerer {
  const answer = { status, body: status, citations: [], suggestions: [], confidence: 1 };
  return { answer: () => Promise.resolve({ answer, memory: emptyMemory }), release: () => undefined };
}

async function turn(
  activity: Partial<ActivityJson> & { type: string },
  state: ConversationState,
  can: Capabilities = capabilities,
): Promise<{ said: string[]; effects: TurnEffects }> {
  const adapter = new ChannelAdapter({ channel: { id: "test", capabilities: can }, showTyping, deliver: () => Promise.resolve(), explainFailure: String });
  let effects: TurnEffects | undefined;
  const inbound = fromJson({ channelId: "test", conversation: { id: "test-1" }, from: { id: "u" }, recipient: { id: "bot" }, ...activity });
  const said = await adapter.takeTurn(inbound, async (context) => {
    effects = await takeTurn(context, state, can, { answerer, heldData, training, subscriptions, now: () => now, newId: () => "id" });
  });
  const texts = said.map(({ text = "" }) => text);
  whole = texts.join("\n");
  return { said: texts.map((text) => text.split("\n")[0] ?? ""), effects: effects as TurnEffects };
}

describe("takeTurn", () => {
  it("greets who joins, and again who begins anew", async () => {
    const first = await turn({ type: "conversationUpdate", membersAdded: [{ id: "u" }] }, newConversationState);
    expect(first).toEqual({ said: [bot.greeting], effects: { state: greeted, status: "smalltalk_greeting" } });
    expect(await turn({ type: "conversationUpdate" }, first.effects.state)).toEqual(first);
    expect((await turn({ type: "message", text: "lệ phí" }, first.effects.state)).said).toEqual(["Trả lời thứ 1: lệ phí"]);
  });

  it("greets before the first answer where nobody told that somebody joined", async () => {
    expect((await turn({ type: "message", text: "lệ phí" }, newConversationState)).said).toEqual([bot.greeting, "Trả lời thứ 1: lệ phí"]);
  });

  it("answers, and remembers for the next turn", async () => {
    const first = await turn({ type: "message", text: " lệ phí " }, greeted);
    expect(first.said).toEqual(["Trả lời thứ 1: lệ phí"]);
    const second = await turn({ type: "message", text: "nộp ở đâu" }, first.effects.state);
    expect(second).toMatchObject({ said: ["Trả lời thứ 2: nộp ở đâu"], effects: { status: "answered_article" } });
  });

  it("tells what is held when asked for one's data: how much, since when and until when by the days of Vietnam", async () => {
    answerer = answering("command_own_data");
    const { said, effects } = await turn({ type: "message", text: "dữ liệu của tôi" }, greeted);
    expect(said).toEqual([bot.dataHeld(7, "2/11/2026", "25/12/2026")]);
    expect(effects).toMatchObject({ status: "command_own_data", forgets: false });
  });

  it("has what was said forgotten only when the person has agreed", async () => {
    answerer = answering("command_deletion_asked");
    expect((await turn({ type: "message", text: "xóa dữ liệu của tôi" }, greeted)).effects).toMatchObject({ forgets: false });
    answerer = answering("command_deletion_done");
    const { said, effects } = await turn({ type: "message", text: "đồng ý xóa" }, greeted);
    expect(said).toEqual(["command_deletion_done"]);
    expect(effects).toEqual({ state: greeted, forgets: true, training: [], status: "command_deletion_done" });
  });

  it("tells a learner before deleting that the results go too, deletes them with all else, and forgets that anybody learned", async () => {
    training = { ...noTraining, heldOn: () => Promise.resolve("2 bài đã học"), changesToForget: () => Promise.resolve([{ kind: "left", learnerId: "a" }]) };
    const learning = { ...greeted, training: { offered: [], isAside: false } };
    answerer = answering("command_deletion_asked");
    await turn({ type: "message", text: "xóa dữ liệu của tôi" }, learning);
    expect(whole).toContain(trainingWording.deletedToo);
    answerer = answering("command_deletion_done");
    const { effects } = await turn({ type: "message", text: "đồng ý xóa" }, learning);
    expect(effects).toMatchObject({ state: greeted, forgets: true, training: [{ kind: "left", learnerId: "a" }] });
    expect(effects.state.training).toBeUndefined();
  });

  it("lets a learner ask in between, and remembers that the lesson was left", async () => {
    const learning = { ...greeted, training: { offered: [{ label: "Tiếp", command: { kind: "continue" as const } }], isAside: false } };
    const { effects } = await turn({ type: "message", text: "lệ phí" }, learning);
    expect(whole).toContain("Trả lời thứ 1: lệ phí");
    expect(effects.state.training).toEqual({ ...learning.training, isAside: true });
  });

  it("takes feedback, and says nothing to it", async () => {
    const { said, effects } = await turn({ type: "event", name: "feedback", value: { answerId: "a", rating: "up" } }, greeted);
    expect(said).toEqual([]);
    expect(effects).toEqual({ state: greeted, feedback: { about: { answerId: "a" }, rating: "up", comment: "" } });
  });

  it("takes a typed judgement on the last answer, thanks for it, and asks what was wrong", async () => {
    const { effects } = await turn({ type: "message", text: "lệ phí" }, greeted);
    expect(effects.state.lastAnswerId).toBe("id");
    const good = await turn({ type: "message", text: "hữu ích" }, effects.state);
    expect(good).toMatchObject({ said: [bot.thanksForRating], effects: { state: effects.state, feedback: { about: { answerId: "id" }, rating: "up" } } });
    const bad = await turn({ type: "message", text: "chưa đúng" }, effects.state);
    expect(bad).toMatchObject({ said: [bot.askWhatIsWrong], effects: { feedback: { rating: "down", comment: "" } } });
    const why = await turn({ type: "message", text: "chưa đúng: gọi 0912345678" }, effects.state);
    expect(why.effects.feedback?.comment).toMatch(/^gọi (?!0912345678)/u);
  });

  it("takes the words of a judgement for a question where nothing was answered, or all was forgotten", async () => {
    expect((await turn({ type: "message", text: "hữu ích" }, greeted)).said).toEqual(["Trả lời thứ 1: hữu ích"]);
    answerer = answering("command_deletion_done");
    const { effects } = await turn({ type: "message", text: "đồng ý xóa" }, { ...greeted, lastAnswerId: "old" });
    expect(effects.state).not.toHaveProperty("lastAnswerId");
  });

  it("says nothing to what it does not know", async () => {
    expect(await turn({ type: "event", name: "webchat/join" }, greeted)).toEqual({ said: [], effects: { state: greeted } });
  });

  it("shows typing only where the channel can, and only while an answer takes its time", async () => {
    await turn({ type: "message", text: "nhanh" }, greeted);
    expect(showTyping).not.toHaveBeenCalled();
    const slow = turn({ type: "message", text: "chậm" }, greeted);
    await vi.waitUntil(() => showTyping.mock.calls.length > 0, { timeout: 5_000, interval: 10 });
    answerer.release();
    await slow;
    showTyping.mockClear();
    await turn({ type: "message", text: "chậm" }, greeted, { ...capabilities, typing: false });
    expect(showTyping).not.toHaveBeenCalled();
  });
});
