import { dayInVietnam, endOfDayInVietnam, hourInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import { reviewSize } from "./reviews.js";

/** A learner whose hour has come, claimed for today. */
export interface DueReminder {
  readonly dueItems: number;
  /** Conversations in which the bot may speak first, the last used first. */
  readonly conversationIds: readonly string[];
}

export interface ReminderStore {
  /**
   * Claims learners who want to be reminded at this hour of the day or an earlier one, were not reminded on it, and have items due before
   * its end. Each is claimed once a day, whatever number of processes ask.
   */
  claim(at: { readonly day: string; readonly hour: number; readonly endOfDay: Date }, channelIds: readonly string[], limit: number): Promise<DueReminder[]>;
}

/** Quiet from 21 to 7. */
const [firstHour, lastHour] = [7, 20];
/** Reminders of one round; the next round is soon. */
const perRound = 200;

/** Reminds those whose hour has come, in the conversation that they used last and that can be reached. */
export async function remindLearners(
  store: ReminderStore,
  { now, channelIds, send }: { now: Date; channelIds: readonly string[]; send: (conversationId: string, text: string) => Promise<boolean> },
): Promise<void> {
  const hour = hourInVietnam(now);
  if (hour < firstHour || hour > lastHour) return;
  const reminders = await store.claim({ day: dayInVietnam(now), hour, endOfDay: endOfDayInVietnam(now) }, channelIds, perRound);
  for (const { dueItems, conversationIds } of reminders) {
    for (const conversationId of conversationIds) if (await send(conversationId, wording.remind(Math.min(reviewSize, dueItems)))) break;
  }
}
