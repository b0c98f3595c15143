import type { Actor } from "../staff/audit.js";

/** A channel that was switched off by hand. Nothing leaves on it; what waits goes out when it is switched on again. */
export interface ChannelPause {
  readonly channelId: string;
  readonly reason: string;
  readonly since: Date;
  readonly pausedBy: string;
  /** Absent while it is in force. */
  readonly endedAt?: Date | undefined;
  readonly endedBy?: string | undefined;
}

/** What is told to everybody who opens the chat. */
export interface NoticeBanner {
  readonly text: string;
  readonly since: Date;
  readonly shownBy: string;
  readonly endedAt?: Date | undefined;
  readonly endedBy?: string | undefined;
}

/** The kill switches and the banner, for all processes. */
export interface ChannelPauseStore {
  /** False if the channel is switched off already. @param reason 1 to 500 characters */
  pause(channelId: string, reason: string, by: Actor): Promise<boolean>;
  /** False if it was not switched off. */
  resume(channelId: string, by: Actor): Promise<boolean>;
  /** Those in force. */
  paused(): Promise<ChannelPause[]>;
  /** All there ever were, the newest first. */
  pauses(limit: number): Promise<ChannelPause[]>;
  /** Shows a banner in place of the one before; `undefined` shows none. @param text 1 to 300 characters */
  show(text: string | undefined, by: string): Promise<void>;
  banner(): Promise<NoticeBanner | undefined>;
}
