import { initialChatState, type ChatEvent, type ChatState, type Entry } from "./chat-state.js";

/** The state after an event. Nothing else changes what the page shows of the conversation. */
export function reduceChat(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "outgoing":
      return { ...state, outgoing: event.messages };
    case "confirmed": {
      const { id, text, at } = event;
      const key = event.clientId || id;
      return { ...state, log: [...state.log, { kind: "question", key, id, text, at, isAnswered: false }] };
    }
    case "replied": {
      const log = markAnswered(state.log, event.replyToId);
      return { ...state, log: [...log, { ...event.reply, kind: "reply", key: event.id }] };
    }
    case "greeted":
      return { ...state, welcome: event.welcome };
    case "rated":
      return { ...state, ratings: { ...state.ratings, [event.answerId]: event.rating } };
    case "link":
      return { ...state, link: event.link };
    case "network":
      return { ...state, hasNetwork: event.hasNetwork };
    case "resuming":
      return { ...state, isResuming: event.isResuming };
    case "ended":
      return { ...state, link: undefined, isResuming: false, log: endLog(state.log) };
    case "cleared":
      return initialChatState(state.welcome, state.hasNetwork);
  }
}

/** A reply answers its question and all before it; without a known question, all so far. */
function markAnswered(log: Entry[], replyToId: string): Entry[] {
  const asked = log.findIndex((entry) => entry.kind === "question" && entry.id === replyToId);
  const last = asked === -1 ? log.length - 1 : asked;
  return log.map((entry, index) => (entry.kind === "question" && index <= last ? { ...entry, isAnswered: true } : entry));
}

/** No answer will come any more to what stands in an ended conversation. */
function endLog(log: Entry[]): Entry[] {
  if (log.length === 0 || log.at(-1)?.kind === "ending") return log;
  return [...markAnswered(log, ""), { kind: "ending", key: `ending-${log.length}` }];
}
