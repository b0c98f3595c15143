import type { AnnouncementLimits } from "../../activity/push-channel.js";
import type { Audience } from "./announcement.js";
import type { SkipReason } from "./ledger.js";

/** What limits a channel, as the settings say. */
export interface ChannelLimits extends AnnouncementLimits {
  readonly channelId: string;
}

/** The question that a console asks while the audience is being chosen. */
export interface AudienceQuestion {
  readonly audience: Audience;
  readonly topic?: string | undefined;
  /** The channels that are switched on. */
  readonly channels: readonly ChannelLimits[];
  readonly now: Date;
}

/** Whom an announcement would reach on a channel, and whom not. */
export interface ChannelCount {
  readonly channelId: string;
  /** Of those who asked for such announcements once: reached, together with the excluded ones. */
  readonly total: number;
  readonly reached: number;
  readonly excluded: Readonly<Partial<Record<SkipReason, number>>>;
  /** So many of those reached cost something. */
  readonly paid: number;
}
