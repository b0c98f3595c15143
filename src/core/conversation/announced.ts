import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import { announcementWording } from "../wording/announcements.js";
import type { ConversationState } from "./conversation-state.js";

/** The announcement that a conversation got last, before the message whose turn it is. */
export interface Announced {
  readonly announcementId: number;
  /** What "Hỏi thêm về việc này" asks; absent: nothing. */
  readonly question?: string | undefined;
  readonly sentAt: Date;
}

/** A message that comes later than this is no reply to the announcement any more. */
const replyWithinMs = 3 * 24 * 60 * 60 * 1000;
const askMore = [announcementWording.askMore, announcementWording.askMoreShort].map((words) => fold(normalise(words)));

/** Whether a message asks for more on the announcement. */
export function asksMore(message: string): boolean {
  return askMore.includes(fold(normalise(message)));
}

/**
 * The question in whose light a message is to be read: that of an announcement which came since the message before. Whoever
 * was just asked whether everything shall be deleted answers that.
 */
export function questionBehind(announced: Announced | undefined, { announcementId, memory }: ConversationState, now: Date): string | undefined {
  if (announced === undefined || announced.announcementId === announcementId || memory.asksDeletion === true) return undefined;
  return now.getTime() - announced.sentAt.getTime() <= replyWithinMs ? announced.question : undefined;
}
