import { beforeEach, describe, expect, it, vi } from "vitest";
import { fromJson, type ActivityJson } from "../../src/activity/activity.js";
import type { Capabilities } from "../../src/activity/capabilities.js";
import { ChannelAdapter } from "../../src/activity/channel-adapter.js";
import type { AnswerStatus } from "../../src/core/answering/answer.js";
import type { Notice } from "../../src/core/announcements/notice.js";
import type { LinkTrials } from "../../src/core/conversation/trial-link.js";
import { wordingOfTrials } from "../../src/core/wording/trials.js";
import { emptyMemory } from "../../src/core/answering/memory.js";
import { newConversationState, type ConversationState } from "../../src/core/conversation/conversation-state.js";
import type { HeldDataStore } from "../../src/core/conversation/held-data.js";
import { takeTurn, type QuestionAnswerer, type TurnEffects } from "../../src/core/conversation/take-turn.js";
import { trainingWording } from "../../src/core/wording/training.js";
import { bot } from "../../src/core/wording/bot.js";
import { subscriptionWording } from "../../src/core/wording/subscriptions.js";
import type { SubscriptionMemory } from "../../src/core/subscriptions/dialogue.js";
import { Subscriptions } from "../../src/core/subscriptions/subscriptions.js";
import { FakeAnswerer, noSubscriptions, noTraining } from "../support/fake-brain.js";
import { subscriptionOptions } from "../support/subscription-options.js";
import { MemorySubscriptions } from "../support/subscriber.js";

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
let notice: Notice | undefined;
const linkTrials: LinkTrials = (code) => Promise.resolve(code === "GHKM2345" ? { accountName: "Bùi Biên Tập" } : "unknown_code");
let showTyping: ReturnType<typeof vi.fn<() => Promise<void>>>;
beforeEach(() => {
  answerer = new FakeAnswerer();
  training = noTraining;
  subscriptions = noSubscriptions;
  notice = undefined;
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
    effects = await takeTurn(context, state, can, { answerer, heldData, training, subscriptions, linkTrials, notice, now: () => now, newId: () => "id" });
  });
  const texts = said.map(({ text = "" }) => text);
  whole = texts.join("\n");
  return { said: texts.map((text) => text.split("\n")[0] ?? ""), effects: effects as TurnEffects };
}

describe("takeTurn", () => {
  it("tells each notice once in a conversation, behind the greeting and before the next answer", async () => {
    notice = { id: "notice-1", text: "Tối nay bảo trì." };
    const first = await turn({ type: "message", text: "một câu hỏi" }, newConversationState);
    expect(first.said.slice(0, 2)).toEqual([bot.greeting, "Tối nay bảo trì."]);
    expect(first.said).toHaveLength(3);
    const second = await turn({ type: "message", text: "câu nữa" }, first.effects.state);
    expect(second.said).toHaveLength(1);
    notice = undefined;
    const third = await turn({ type: "message", text: "câu nữa" }, second.effects.state);
    notice = { id: "notice-2", text: "Đã xong." };
    expect((await turn({ type: "message", text: "câu nữa" }, third.effects.state)).said[0]).toBe("Đã xong.");
  });

  it("links a conversation by the code of a member of the staff, however it is typed, and by no other", async () => {
    for (const text of ["gửi thử GHKM2345", "gui thu ghkm2345.", "Gửi thử GHKM2345"]) {
      expect((await turn({ type: "message", text }, greeted)).said).toEqual([wordingOfTrials.linked("Bùi Biên Tập")]);
    }
    expect((await turn({ type: "message", text: "gửi thử AAAAAAAA" }, greeted)).said).toEqual([wordingOfTrials.unknownCode]);
    expect((await turn({ type: "message", text: "gửi thử hồ sơ qua mạng" }, greeted)).said[0]).toContain("Trả lời thứ");
  });

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

  describe("with somebody who subscribes", () => {
    let held: MemorySubscriptions;
    beforeEach(() => {
      held = new MemorySubscriptions();
      subscriptions = new Subscriptions({ ...subscriptionOptions, store: held, isOfficial: () => Promise.resolve(false) });
    });

    const say = async (text: string, state: ConversationState): Promise<ConversationState> => {
      const { effects } = await turn({ type: "message", text }, state);
      held.apply(effects.subscription ?? []);
      return effects.state;
    };
    const place: SubscriptionMemory = { asks: "place", offered: [], isAside: false };

    it("stores the choice with the reply, and forgets what others had offered or asked", async () => {
      const memory = { offered: [{ label: "Lệ phí", question: "lệ phí" }], asksDeletion: true as const };
      const asked = await turn({ type: "message", text: "/dangky" }, { ...greeted, memory, lastAnswerId: "old" });
      expect(asked.effects).toMatchObject({
        status: "command_subscription",
        subscription: [],
        state: { memory: { offered: [] }, subscription: { asks: "consent" } },
      });
      expect(asked.effects.state.memory).toEqual(emptyMemory);
      const agreed = await say("1", asked.effects.state);
      const { effects } = await turn({ type: "message", text: "1" }, agreed);
      expect(effects.subscription).toMatchObject([
        { kind: "subscribed", conversationId: "test-1", channelId: "test", subscription: { topics: ["chuyen-doi-so"] } },
      ]);
    });

    it("shows numbers beside buttons where several topics can be taken, and one list without buttons", async () => {
      const agreed = await say("1", await say("/dangky", greeted));
      const again = {
        ...agreed,
        subscription: { ...place, asks: "consent" as const, offered: [{ label: "x", command: { kind: "agree" as const, role: "citizen" as const } }] },
      };
      await turn({ type: "message", text: "1" }, again);
      expect(whole).toContain("\n1. Chuyển đổi số của tỉnh\n");
      await turn({ type: "message", text: "1" }, again, { ...capabilities, buttons: 0 });
      expect(whole.match(/1\. Chuyển đổi số của tỉnh/gu)).toHaveLength(1);
    });

    it("answers a question in between, reminds once of what was begun, and takes numbers for the answer's", async () => {
      const asked = await say("/dangky", greeted);
      const aside = await say("lệ phí", asked);
      expect(aside.subscription).toMatchObject({ asks: "consent", isAside: true });
      expect((await turn({ type: "message", text: "1" }, aside)).said).toEqual(["Trả lời thứ 2: 1"]);
      await turn({ type: "message", text: "nộp ở đâu" }, asked, { ...capabilities, buttons: 0 });
      expect(whole).toContain(subscriptionWording.goOn);
      await turn({ type: "message", text: "nộp ở đâu" }, aside, { ...capabilities, buttons: 0 });
      expect(whole).not.toContain(subscriptionWording.goOn);
    });

    it("sets a lesson aside, and is set aside by one", async () => {
      const learning = { ...greeted, training: { offered: [], isAside: false } };
      expect((await say("/dangky", learning)).training).toEqual({ offered: [], isAside: true });
      training = {
        ...noTraining,
        turn: () => Promise.resolve({ reply: { text: "Bài", choices: [], answers: [] }, changes: [], memory: { offered: [], isAside: false } }),
      };
      expect((await say("học", { ...greeted, subscription: place })).subscription).toEqual({ ...place, isAside: true });
    });

    it("leaves “hủy” to the deletion that was asked about, and to a lesson that waits for words", async () => {
      const subscribed = await say("bỏ qua", await say("1", await say("1", await say("/dangky", greeted))));
      expect(subscribed.subscription).toBeUndefined();
      answerer = answering("command_deletion_dropped");
      expect((await turn({ type: "message", text: "hủy" }, { ...subscribed, memory: { offered: [], asksDeletion: true } })).effects.status).toBe(
        "command_deletion_dropped",
      );
      training = { ...noTraining, isAsking: () => Promise.resolve(true) };
      expect((await turn({ type: "message", text: "hủy" }, subscribed)).effects.status).toBe("command_deletion_dropped");
      training = noTraining;
      expect((await turn({ type: "message", text: "hủy" }, subscribed)).said).toEqual([subscriptionWording.stopped]);
    });

    it("says that there is no such place only where nobody else knows what was said", async () => {
      const asked = await say("1", await say("1", await say("/dangky", greeted)));
      expect((await turn({ type: "message", text: "Hà Nội" }, asked)).said).toEqual(["Trả lời thứ 1: Hà Nội"]);
      answerer = answering("unanswerable_near_miss");
      const { said, effects } = await turn({ type: "message", text: "Hà Nội" }, asked);
      expect(said).toEqual([subscriptionWording.noSuchPlace]);
      expect(effects.state.subscription).toMatchObject({ asks: "place", isAside: false });
      expect((await turn({ type: "message", text: "Hà Nội" }, { ...greeted, subscription: { ...place, isAside: true } })).said).toEqual([
        "unanswerable_near_miss",
      ]);
    });

    it("tells it among what is held, and before everything is deleted", async () => {
      const subscribed = await say("1", await say("1", await say("/dangky", greeted)));
      answerer = answering("command_own_data");
      await turn({ type: "message", text: "dữ liệu của tôi" }, subscribed);
      expect(whole).toContain("Về nhận tin: anh/chị đồng ý ngày 25/11/2026.");
      answerer = answering("command_deletion_asked");
      await turn({ type: "message", text: "xóa dữ liệu của tôi" }, subscribed);
      expect(whole).toContain(subscriptionWording.deletedToo);
      answerer = answering("command_deletion_done");
      expect((await turn({ type: "message", text: "đồng ý xóa" }, subscribed)).effects).toMatchObject({ state: greeted, forgets: true });
    });
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
