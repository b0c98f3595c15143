import { describe, expect, it, vi } from "vitest";
import { fromJson, toJson, type ActivityJson, type ConversationReference } from "../../src/activity/activity.js";
import type { Capabilities } from "../../src/activity/capabilities.js";
import { ChannelAdapter } from "../../src/activity/channel-adapter.js";

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
const reference: ConversationReference = {
  channelId: "test",
  conversation: { id: "test-1" } as ConversationReference["conversation"],
  user: { id: "u" },
  agent: { id: "bot" },
};

function adapterWith(changes: Partial<Capabilities> = {}) {
  const parts = {
    channel: { id: "test", capabilities: { ...capabilities, ...changes } },
    showTyping: vi.fn(() => Promise.resolve()),
    deliver: vi.fn(() => Promise.resolve()),
    explainFailure: vi.fn(() => "Xin lỗi."),
  };
  return { adapter: new ChannelAdapter(parts), ...parts };
}

const inbound = (changes: Partial<ActivityJson> = {}) =>
  fromJson({
    type: "message",
    text: "chào",
    id: "test-1|0000001",
    channelId: "test",
    conversation: { id: "test-1" },
    from: { id: "u" },
    recipient: { id: "bot" },
    ...changes,
  });

describe("ChannelAdapter.takeTurn", () => {
  it("hands over what was said in the turn, in order, addressed as a reply", async () => {
    const said = await adapterWith().adapter.takeTurn(inbound(), async (context) => {
      await context.sendActivity("một");
      await context.sendActivities([fromJson({ type: "message", text: "hai" }), fromJson({ type: "event", name: "ba" })]);
    });
    expect(said.map(toJson)).toMatchObject([
      { text: "một", replyToId: "test-1|0000001", from: { id: "bot" }, recipient: { id: "u" }, conversation: { id: "test-1" }, channelId: "test" },
      { text: "hai" },
      { type: "event", name: "ba" },
    ]);
  });

  it("says nothing but the apology when the turn fails, whatever was said before", async () => {
    const { adapter, explainFailure } = adapterWith();
    const said = await adapter.takeTurn(inbound(), async (context) => {
      await context.sendActivity("nửa câu trả lời");
      throw new Error("bang");
    });
    expect(said.map(({ text }) => text)).toEqual(["Xin lỗi."]);
    expect(explainFailure).toHaveBeenCalledWith(expect.objectContaining({ message: "bang" }));
  });

  it("shows typing at once, and keeps neither it nor traces", async () => {
    const { adapter, showTyping } = adapterWith();
    const said = await adapter.takeTurn(inbound(), async (context) => {
      await context.sendActivity(fromJson({ type: "typing" }));
      await context.sendTraceActivity("trace");
    });
    expect(said).toEqual([]);
    expect(showTyping).toHaveBeenCalledWith("test-1");
  });

  it("runs middleware in order around the turn", async () => {
    const { adapter } = adapterWith();
    const order: string[] = [];
    adapter.use(async (_context, next) => {
      order.push("before");
      await next();
      order.push("after");
    });
    await adapter.takeTurn(inbound(), () => Promise.resolve().then(() => void order.push("turn")));
    expect(order).toEqual(["before", "turn", "after"]);
  });

  it("refuses what the channel cannot do", async () => {
    const { adapter, explainFailure } = adapterWith();
    await adapter.takeTurn(inbound(), (context) => context.updateActivity(fromJson({ type: "message", id: "1" })));
    expect(explainFailure).toHaveBeenCalledWith(expect.objectContaining({ code: "activity_unsupported" }));
  });
});

describe("ChannelAdapter.continueConversation", () => {
  it("delivers by a reference that was stored as JSON, as a reply to nothing", async () => {
    const { adapter, deliver } = adapterWith();
    const stored = JSON.parse(JSON.stringify(reference)) as ConversationReference;
    await adapter.continueConversation(undefined, stored, async (context) => {
      await context.sendActivity("tin mới");
    });
    const [[to, said] = []] = deliver.mock.calls as unknown as [ConversationReference, ReturnType<typeof fromJson>[]][];
    expect(to).toEqual(reference);
    expect(said?.map(toJson)).toMatchObject([{ text: "tin mới", recipient: { id: "u" }, from: { id: "bot" } }]);
    expect(said?.[0]).not.toHaveProperty("replyToId");
  });

  it("leaves failures to its caller, and says nothing", async () => {
    const { adapter, deliver } = adapterWith();
    await expect(adapter.continueConversation(undefined, reference, () => Promise.reject(new Error("bang")))).rejects.toThrow("bang");
    expect(deliver).not.toHaveBeenCalled();
  });

  it("is refused where a channel only answers", async () => {
    await expect(adapterWith({ proactive: false }).adapter.continueConversation(undefined, reference, () => Promise.resolve())).rejects.toMatchObject({
      code: "activity_channel_answers_only",
    });
  });
});
