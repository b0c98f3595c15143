import type { ConversationFeed, ConversationLog, LoggedActivity } from "../../src/activity/conversation-log.js";

export interface LogReader {
  readonly log: ConversationLog;
  readonly feed: ConversationFeed;
}

export interface ActivityWait {
  /** The place in the log after which to look. */
  readonly after: number;
  readonly isWanted: (logged: LoggedActivity) => boolean;
  readonly timeoutMs: number;
}

/** What is waited for comes soon behind the place. */
const lookAhead = 50;

/** Waits until a conversation holds an activity. False if it takes too long. */
export async function waitForActivity(conversationId: string, { log, feed }: LogReader, { after, isWanted, timeoutMs }: ActivityWait): Promise<boolean> {
  let wake = (): void => undefined;
  const unsubscribe = feed.subscribe(conversationId, () => wake());
  const deadline = performance.now() + timeoutMs;
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      if ((await log.readAfter(conversationId, after, lookAhead)).some(isWanted)) return true;
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
