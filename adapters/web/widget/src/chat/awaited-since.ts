import type { ChatState } from "./chat-state.js";
import { isHeldUp } from "./is-held-up.js";

/** Since when an answer may be on its way: when the oldest question without one was asked. undefined if none can come. */
export function awaitedSince(state: ChatState): number | undefined {
  if (isHeldUp(state)) return undefined;
  const asked = state.log.find((entry) => entry.kind === "question" && !entry.isAnswered);
  if (asked?.kind === "question") return asked.at;
  return state.outgoing.find(({ delivery }) => delivery === "queued" || delivery === "sending" || delivery === "sent")?.askedAt;
}
