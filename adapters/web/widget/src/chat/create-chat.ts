import type { IncomingActivity, Suggestion } from "../direct-line/activity.js";
import { openConnection, type Connection, type Link } from "../direct-line/connection.js";
import type { Reply } from "../direct-line/failure.js";
import type { OutgoingActivity } from "../direct-line/requests.js";
import { readSession, type Session } from "../direct-line/session.js";
import type { Cancel } from "../platform/clock.js";
import { isRecord } from "../platform/unknown-data.js";
import type { Chat, ChatOptions } from "./chat.js";
import { initialChatState, type ChatEvent } from "./chat-state.js";
import { createOutbox, type OutgoingMessage } from "./outbox.js";
import { reduceChat } from "./reduce-chat.js";

/** A posted message that the stream has not shown after this long means that the stream is dead. */
const echoTimeoutMs = 6_000;
/** What comes this soon after the stream has opened on a reload is the conversation so far. */
const resumeWithinMs = 1_000;
const greetingStatus = "smalltalk_greeting";

export function createChat(options: ChatOptions): Chat {
  const { clock, sessionStore } = options;
  let state = initialChatState(options.welcome, options.hasNetwork);
  const listeners = new Set<() => void>();
  let connection: Connection | undefined;
  let hasSession = false;
  let isGreeted = false;
  let personId = "";
  let cancelEchoWatch: Cancel = () => undefined;
  /** A lost conversation is replaced once by itself; a second loss waits for the person. */
  let mayReplace = true;

  const outbox = createOutbox({
    clock,
    store: options.outboxStore,
    post: (message) => postQuestion(message),
    onConversationLost: endConversation,
    onChange: (messages) => dispatch({ type: "outgoing", messages }),
  });

  const kept = options.servedSession ?? readSession(sessionStore.read(), clock.now());
  if (kept !== undefined) connect(kept);
  else if (state.outgoing.length > 0) connect();

  function dispatch(event: ChatEvent): void {
    state = reduceChat(state, event);
    for (const listener of listeners) listener();
  }

  function connect(session?: Session): void {
    hasSession = false;
    isGreeted = false;
    dispatch({ type: "resuming", isResuming: session !== undefined });
    connection = openConnection({
      ...options,
      userId: `web-${options.newId()}`,
      session,
      events: { onLink: showLink, onActivities: (activities) => activities.forEach(receive), onSession: keepSession, onEnded: endConversation },
    });
  }

  function showLink(link: Link): void {
    if (link === state.link) return;
    dispatch({ type: "link", link });
    updateReadiness();
    if (link === "online") clock.after(resumeWithinMs, finishResuming);
  }

  function keepSession(held: Session): void {
    sessionStore.write(held);
    hasSession = true;
    updateReadiness();
  }

  function finishResuming(): void {
    if (state.isResuming) dispatch({ type: "resuming", isResuming: false });
    updateReadiness();
  }

  /**
   * Nothing is sent while it cannot arrive, so that no attempt is wasted; nor before an earlier conversation has been
   * read, for what an earlier load had sent may still come back.
   */
  function updateReadiness(): void {
    outbox.setReady(hasSession && state.hasNetwork && state.link !== "unreachable" && !state.isResuming);
  }

  function receive(activity: IncomingActivity): void {
    if (activity.type === "event") return restoreRating(activity.name, activity.value);
    if (activity.type !== "message") return;
    if (activity.isFromPerson || (personId !== "" && activity.fromId === personId)) return confirm(activity);
    const { id, replyToId, text, citations, suggestions, picture, answerId, status } = activity;
    if (status === greetingStatus && !isGreeted) return greet(text, suggestions);
    dispatch({ type: "replied", id, replyToId, reply: { text, citations, suggestions, picture, answerId, status } });
  }

  /** The bot says once in a conversation who it is; the page has said so already and only takes over the words. */
  function greet(text: string, topics: Suggestion[]): void {
    isGreeted = true;
    dispatch({ type: "greeted", welcome: { text, topics: topics.length > 0 ? topics : state.welcome.topics } });
  }

  function confirm({ id, clientActivityId, fromId, text }: IncomingActivity & { type: "message" }): void {
    personId = fromId;
    const asked = state.outgoing.find(({ clientId }) => clientId === clientActivityId);
    dispatch({ type: "confirmed", id, clientId: clientActivityId, text, at: asked?.askedAt ?? clock.now() });
    outbox.remove(clientActivityId);
    mayReplace = true;
  }

  function restoreRating(name: string, value: unknown): void {
    if (name !== "feedback" || !isRecord(value) || typeof value.answerId !== "string") return;
    const { answerId, rating } = value;
    if (rating === "up" || rating === "down") dispatch({ type: "rated", answerId, rating });
  }

  async function postQuestion({ clientId, text }: OutgoingMessage): Promise<Reply<string>> {
    const reply = await post({
      type: "message",
      text,
      textFormat: "plain",
      locale: "vi-VN",
      channelData: { clientActivityID: clientId },
    });
    if (reply.ok) watchForEcho();
    return reply;
  }

  async function post(activity: OutgoingActivity): Promise<Reply<string>> {
    if (connection === undefined) return { ok: false, failure: { kind: "unreachable" } };
    return connection.post({ ...activity, from: { id: personId || "web", role: "user" } });
  }

  function watchForEcho(): void {
    cancelEchoWatch();
    cancelEchoWatch = clock.after(echoTimeoutMs, () => {
      if (state.outgoing.some(({ delivery }) => delivery === "sent")) connection?.restartStream();
    });
  }

  function endConversation(): void {
    leaveConversation();
    outbox.requeueSent();
    dispatch({ type: "ended" });
    if (state.outgoing.some(({ delivery }) => delivery === "queued" || delivery === "waiting") && mayReplace) {
      mayReplace = false;
      connect();
    }
  }

  function leaveConversation(): void {
    connection?.close();
    connection = undefined;
    hasSession = false;
    updateReadiness();
    sessionStore.clear();
    cancelEchoWatch();
  }

  function prepare(): void {
    if (connection === undefined) connect();
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    prepare,
    ask(text) {
      mayReplace = true;
      outbox.add({ clientId: options.newId(), text });
      prepare();
    },
    retry(clientId) {
      mayReplace = true;
      outbox.retry(clientId);
      prepare();
      connection?.wake();
    },
    takeBack(clientId) {
      const text = state.outgoing.find((message) => message.clientId === clientId)?.text ?? "";
      outbox.remove(clientId);
      return text;
    },
    async rate(answerId, rating, comment) {
      const value = { answerId, rating, ...(comment === "" ? {} : { comment }) };
      const reply = await post({ type: "event", name: "feedback", value });
      if (reply.ok) dispatch({ type: "rated", answerId, rating });
      return reply.ok;
    },
    startOver() {
      leaveConversation();
      outbox.clear();
      dispatch({ type: "cleared" });
    },
    setNetwork(hasNetwork) {
      dispatch({ type: "network", hasNetwork });
      updateReadiness();
      if (hasNetwork) connection?.useNewNetwork();
    },
    wake: () => connection?.wake(),
  };
}
