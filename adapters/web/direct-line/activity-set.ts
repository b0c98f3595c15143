import type { ActivityJson } from "../../../src/activity/activity.js";
import type { LoggedActivity } from "../../../src/activity/conversation-log.js";

/** What a client gets at once, by polling or in a frame of the stream. */
export interface ActivitySet {
  readonly activities: readonly ActivityJson[];
  /** Where to go on. */
  readonly watermark: string;
}

/** @param watermark where the client stands if there is nothing new. */
export function activitySet(logged: readonly LoggedActivity[], watermark: number): ActivitySet {
  return { activities: logged.map(({ activity }) => activity), watermark: String(logged.at(-1)?.place ?? watermark) };
}
