import type { ConversationFeed, ConversationLog } from "../../../src/activity/conversation-log.js";

export interface ReplyWait {
  readonly log: ConversationLog;
  readonly feed: ConversationFeed;
  readonly timeoutMs: number;
}

/** Answers come right behind their question. */
const lookAhead = 50;

/** Waits until the bot has answered an activity. False if it takes too long. */
export async function waitForReply(conversationId: string, activityId: string, place: number, { log, feed, timeoutMs }: ReplyWait): Promise<boolean> {
  let wake = (): void => undefined;
  const unsubscribe = feed.subscribe(conversationId, () => wake());
  const deadline = performance.now() + timeoutMs;
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const later = await log.readAfter(conversationId, place, lookAhead);
      if (later.some(({ activity }) => activity.replyToId === activityId)) return true;
      const remaining = deadline - performance.now();
      if (remaining <= 0) return false;
      await within(remaining, changed);
    }
  } finally {
    unsubscribe();
  }
}

async function within(ms: number, event: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([event, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
