import type { ChatState } from "./chat-state.js";

/** Whether nothing can be sent for now, for a reason that the person should know. */
export function isHeldUp({ hasNetwork, link }: Pick<ChatState, "hasNetwork" | "link">): boolean {
  return !hasNetwork || link === "unreachable" || link === "maintenance";
}
