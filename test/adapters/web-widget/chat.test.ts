import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { awaitedSince } from "../../../adapters/web/widget/src/chat/awaited-since.js";
import type { Entry } from "../../../adapters/web/widget/src/chat/chat-state.js";
import type { Chat, ChatOptions } from "../../../adapters/web/widget/src/chat/chat.js";
import { createChat } from "../../../adapters/web/widget/src/chat/create-chat.js";
import type { Socket } from "../../../adapters/web/widget/src/direct-line/follow-socket.js";
import { createRequests } from "../../../adapters/web/widget/src/direct-line/requests.js";
import { startFakeDirectLine, type FakeDirectLine, type FakeDirectLineOptions } from "../../support/fake-direct-line.js";
import { advanceUntil } from "./support/advance-until.js";
import { createManualClock, type ManualClock } from "./support/manual-clock.js";
import { createMemoryStore } from "./support/memory-store.js";

const opened: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function serve(options: Partial<FakeDirectLineOptions> = {}): Promise<FakeDirectLine> {
  const server = await startFakeDirectLine({ answer: (question) => ({ body: `trả lời ${question}`, suggestions: ["tiếp"] }), ...options });
  opened.push(server);
  return server;
}

interface Setting {
  chat: Chat;
  clock: ManualClock;
  until: (holds: () => boolean) => Promise<void>;
  sessionStore: ReturnType<typeof createMemoryStore>;
  outboxStore: ReturnType<typeof createMemoryStore>;
}

let ids = 0;

function open(server: FakeDirectLine, options: Partial<ChatOptions> & Partial<Pick<Setting, "sessionStore" | "outboxStore">> = {}): Setting {
  const clock = createManualClock();
  const sessionStore = options.sessionStore ?? createMemoryStore();
  const outboxStore = options.outboxStore ?? createMemoryStore();
  const sockets = new Set<WebSocket>();
  const chat = createChat({
    requests: createRequests({ root: `${server.url}/v3/directline`, fetch, clock }),
    openSocket: (path) => {
      const socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`);
      socket.on("error", () => undefined);
      sockets.add(socket);
      return socket as unknown as Socket;
    },
    clock,
    chance: () => 0.5,
    newId: () => `id-${(ids += 1)}`,
    welcome: { text: "Chào", topics: [{ label: "Làm giấy tờ", message: "Làm giấy tờ" }] },
    hasNetwork: true,
    ...options,
    sessionStore,
    outboxStore,
  });
  opened.push({
    close: () => {
      chat.startOver();
      for (const socket of sockets) socket.terminate();
    },
  });
  return { chat, clock, sessionStore, outboxStore, until: (holds) => advanceUntil(clock, holds) };
}

function shown({ chat }: Setting): string[] {
  const { log, outgoing } = chat.state();
  return [...log.map(line), ...outgoing.map(({ text, delivery }) => `? ${text} (${delivery})`)];
}

function line(entry: Entry): string {
  if (entry.kind === "question") return `? ${entry.text}`;
  return entry.kind === "reply" ? `! ${entry.text}` : "---";
}

describe("the chat", () => {
  it("asks nothing of the server before somebody is about to ask", async () => {
    const server = await serve();
    const setting = open(server);
    await setting.clock.pass(60_000);
    expect(server.requests).toEqual([]);
    setting.chat.prepare();
    await setting.until(() => setting.chat.state().link === "online");
  });

  it("shows question and answer once each, in order, over the stream", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.ask("một");
    setting.chat.ask("hai");
    await setting.until(() => shown(setting).length === 4 && setting.chat.state().outgoing.length === 0);
    expect(shown(setting).filter((text) => text.startsWith("?"))).toEqual(["? một", "? hai"]);
    expect(shown(setting)).toContain("! trả lời hai");
    expect(awaitedSince(setting.chat.state())).toBeUndefined();
    expect(server.requests.filter((request) => request.endsWith("/activities") && request.startsWith("GET"))).toEqual([]);
  });

  it("falls back to polling where streams do not open, and goes back when the network has changed", async () => {
    const server = await serve();
    server.refuseSockets(true);
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => shown(setting).join() === "? một,! trả lời một");
    setting.chat.ask("hai");
    await setting.until(() => shown(setting).join() === "? một,! trả lời một,? hai,! trả lời hai");
    expect(server.openStreams()).toBe(0);

    server.refuseSockets(false);
    setting.chat.setNetwork(false);
    setting.chat.setNetwork(true);
    await setting.until(() => server.openStreams() === 1);
  });

  it("reads on where it was after the stream broke: nothing is missing, nothing comes twice", async () => {
    const server = await serve();
    const setting = open(server);
    for (const round of [1, 2, 3]) {
      setting.chat.ask(`hỏi ${round}`);
      await setting.until(() => shown(setting).includes(`! trả lời hỏi ${round}`));
      server.dropStreams();
      server.say({ body: `báo tin ${round}` });
      await setting.until(() => shown(setting).includes(`! báo tin ${round}`));
    }
    expect(shown(setting)).toEqual([1, 2, 3].flatMap((round) => [`? hỏi ${round}`, `! trả lời hỏi ${round}`, `! báo tin ${round}`]));
  });

  it("repeats a message whose receipt was lost under the same id, so that it is answered once", async () => {
    const server = await serve();
    server.swallowPostReplies(2);
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => server.posted.length >= 1 && shown(setting).includes("! trả lời một"));
    await setting.clock.pass(30_000);
    expect(server.answered).toEqual(["một"]);
    expect(shown(setting)).toEqual(["? một", "! trả lời một"]);
  });

  it("says that the server cannot be reached, and sends by itself when it can", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.prepare();
    await setting.until(() => setting.chat.state().link === "online");
    server.setDown(true);
    await setting.until(() => setting.chat.state().link === "unreachable");
    setting.chat.ask("một");
    await setting.clock.pass(120_000);
    expect(shown(setting)).toEqual(["? một (queued)"]);
    expect(awaitedSince(setting.chat.state())).toBeUndefined();
    server.setDown(false);
    await setting.until(() => shown(setting).includes("! trả lời một"));
    expect(setting.chat.state().link).toBe("online");
  });

  it("is back soon after a short break, even if it had failed before", async () => {
    const server = await serve();
    server.setDown(true);
    const setting = open(server);
    setting.chat.ask("một");
    await setting.clock.pass(60_000);
    server.setDown(false);
    await setting.until(() => shown(setting).includes("! trả lời một"));
    const reconnects = (): number => server.requests.filter((request) => request.startsWith("GET /v3/directline/conversations/")).length;
    const before = reconnects();
    server.dropStreams();
    const brokeAt = setting.clock.now();
    await setting.until(() => reconnects() > before);
    expect(setting.clock.now() - brokeAt).toBeLessThan(2_000);
  });

  it("waits while the operator has switched the chat off, and goes on by itself", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.prepare();
    await setting.until(() => setting.chat.state().link === "online");
    server.setMaintenance(true);
    setting.chat.ask("một");
    await setting.until(() => setting.chat.state().link === "maintenance");
    expect(shown(setting)).toEqual(["? một (waiting)"]);
    server.setMaintenance(false);
    await setting.until(() => shown(setting).includes("! trả lời một"));
    expect(setting.chat.state().link).toBe("online");
  });

  it("sends nothing while the device has no network", async () => {
    const server = await serve();
    const setting = open(server, { hasNetwork: false });
    setting.chat.ask("một");
    await setting.until(() => setting.chat.state().link === "online");
    await setting.clock.pass(60_000);
    expect(server.posted).toEqual([]);
    expect(awaitedSince(setting.chat.state())).toBeUndefined();
    setting.chat.setNetwork(true);
    await setting.until(() => shown(setting).includes("! trả lời một"));
  });

  it("renews its token at half of its life", async () => {
    const server = await serve({ expiresInSeconds: 1800 });
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
    const first = setting.sessionStore.value as { token: string };
    await setting.clock.pass(899_000);
    expect(server.requests).not.toContain("POST /v3/directline/tokens/refresh");
    await setting.clock.pass(2_000);
    await setting.until(() => (setting.sessionStore.value as { token: string }).token !== first.token);
    expect(server.requests).toContain("POST /v3/directline/tokens/refresh");
  });

  it("starts another conversation for a question whose token has expired, and keeps the old one in view", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
    server.expireTokens();
    setting.chat.ask("hai");
    await setting.until(() => shown(setting).includes("! trả lời hai"));
    expect(shown(setting)).toEqual(["? một", "! trả lời một", "---", "? hai", "! trả lời hai"]);
  });

  it("shows that the server has ended the conversation, and opens another only when asked", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
    server.endConversation();
    await setting.until(() => shown(setting).at(-1) === "---");
    const before = server.requests.length;
    await setting.clock.pass(3_600_000);
    expect(server.requests).toHaveLength(before);
    expect(setting.sessionStore.value).toBeUndefined();
    setting.chat.ask("hai");
    await setting.until(() => shown(setting).includes("! trả lời hai"));
  });

  it("does not open conversations without end where each is refused", async () => {
    const server = await serve();
    const setting = open(server);
    server.failPosts({ times: 100, status: 404 });
    setting.chat.ask("một");
    await setting.until(() => server.posted.length === 2);
    await setting.clock.pass(600_000);
    expect(server.posted).toHaveLength(2);
    server.failPosts({ times: 0, status: 404 });
    setting.chat.retry(setting.chat.state().outgoing[0]?.clientId ?? "");
    await setting.until(() => shown(setting).includes("! trả lời một"));
  });

  it("goes on after a reload with all that was said and all that was not yet sent", async () => {
    const server = await serve();
    const before = open(server);
    before.chat.ask("một");
    await before.until(() => shown(before).includes("! trả lời một"));
    before.chat.setNetwork(false);
    before.chat.ask("hai");

    const after = open(server, {
      sessionStore: createMemoryStore({ ...(before.sessionStore.value as object) }),
      outboxStore: createMemoryStore(before.outboxStore.value),
    });
    expect(after.chat.state().isResuming).toBe(true);
    await after.until(() => shown(after).includes("! trả lời hai"));
    expect(shown(after)).toEqual(["? một", "! trả lời một", "? hai", "! trả lời hai"]);
    expect(after.chat.state().isResuming).toBe(false);
    expect(server.answered).toEqual(["một", "hai"]);
  });

  it("does not send again after a reload what had arrived without a receipt", async () => {
    const server = await serve();
    const before = open(server);
    before.chat.prepare();
    await before.until(() => before.chat.state().link === "online");
    server.refuseSockets(true);
    server.dropStreams();
    server.swallowPostReplies(1);
    before.chat.ask("một");
    await before.until(() => server.posted.length === 1);
    server.refuseSockets(false);

    const after = open(server, {
      sessionStore: createMemoryStore({ ...(before.sessionStore.value as object) }),
      outboxStore: createMemoryStore(before.outboxStore.value),
    });
    await after.until(() => shown(after).includes("! trả lời một"));
    await after.clock.pass(10_000);
    expect(shown(after)).toEqual(["? một", "! trả lời một"]);
    expect(server.answered).toEqual(["một"]);
  });

  it("begins anew where what it kept is not a session", async () => {
    const server = await serve();
    const setting = open(server, { sessionStore: createMemoryStore({ conversationId: "c", token: "t", expiresAt: Number.MAX_SAFE_INTEGER }) });
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
  });

  it("takes the bot's greeting for the words of the first screen", async () => {
    const server = await serve({ greeting: "Chào anh/chị, tôi là máy." });
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
    expect(setting.chat.state().welcome).toEqual({ text: "Chào anh/chị, tôi là máy.", topics: [{ label: "Làm giấy tờ", message: "Làm giấy tờ" }] });
    expect(shown(setting)).toEqual(["? một", "! trả lời một"]);
    server.say({ body: "Chào anh/chị lần nữa.", status: "smalltalk_greeting" });
    await setting.until(() => shown(setting).at(-1) === "! Chào anh/chị lần nữa.");
  });

  it("leaves a conversation for good when somebody starts over", async () => {
    const server = await serve();
    server.holdAnswers(true);
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => server.posted.length === 1);
    setting.chat.startOver();
    server.holdAnswers(false);
    await setting.clock.pass(30_000);
    expect(shown(setting)).toEqual([]);
    expect(setting.sessionStore.value).toBeUndefined();
    expect(setting.outboxStore.value).toBeUndefined();
  });

  it("sends a rating, and knows it again after a reload", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
    const reply = setting.chat.state().log.at(-1);
    const answerId = reply?.kind === "reply" ? reply.answerId : "";
    expect(await setting.chat.rate(answerId, "down", "thiếu lệ phí")).toBe(true);
    expect(server.posted.at(-1)).toMatchObject({ type: "event", name: "feedback", value: { answerId, rating: "down", comment: "thiếu lệ phí" } });

    const after = open(server, { sessionStore: createMemoryStore({ ...(setting.sessionStore.value as object) }) });
    await after.until(() => after.chat.state().ratings[answerId] === "down");

    server.setDown(true);
    expect(await setting.chat.rate(answerId, "up", "")).toBe(false);
  });

  it("reads again by another stream when a sent message does not come back", async () => {
    const server = await serve();
    const setting = open(server);
    setting.chat.prepare();
    await setting.until(() => setting.chat.state().link === "online");
    server.silenceStreams();
    setting.chat.ask("một");
    await setting.until(() => shown(setting).includes("! trả lời một"));
  });
});
