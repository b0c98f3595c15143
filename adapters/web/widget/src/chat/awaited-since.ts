import type { ChatState } from "./chat-state.js";

/** When the oldest question was asked that the server has and has not answered; undefined if it owes nothing. */
export function awaitedSince({ log, outgoing }: ChatState): number | undefined {
  const asked = log.find((entry) => entry.kind === "question" && !entry.isAnswered);
  if (asked?.kind === "question") return asked.at;
  return outgoing.find(({ delivery }) => delivery === "sending" || delivery === "sent")?.askedAt;
}
