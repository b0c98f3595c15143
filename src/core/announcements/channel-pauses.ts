import type { Actor } from "../staff/audit.js";
import type { Notice } from "./notice.js";

/** A channel that was switched off by hand. Nothing leaves on it; what waits goes out when it is switched on again. */
export interface ChannelPause {
  readonly channelId: string;
  readonly reason: string;
  readonly since: Date;
  readonly pausedBy: string;
  /** The web chat tells everybody of it, with the reason. */
  readonly isPublic: boolean;
  /** Absent while it is in force. */
  readonly endedAt?: Date | undefined;
  readonly endedBy?: string | undefined;
}

/** What is told to everybody who opens the chat, or writes on a channel. */
export interface NoticeBanner {
  readonly id: number;
  readonly text: string;
  /** Absent: on all channels. */
  readonly channelId?: string | undefined;
  /** When it ends by itself. */
  readonly endsAt?: Date | undefined;
  readonly since: Date;
  readonly shownBy: string;
  readonly endedAt?: Date | undefined;
  readonly endedBy?: string | undefined;
}

export interface NewNotice {
  /** 1 to 300 characters. */
  readonly text: string;
  readonly channelId?: string | undefined;
  readonly endsAt?: Date | undefined;
}

/** The kill switches and the banner, for all processes. */
export interface ChannelPauseStore {
  /** False if the channel is switched off already. @param reason 1 to 500 characters */
  pause(channelId: string, cause: { readonly reason: string; readonly isPublic: boolean }, by: Actor): Promise<boolean>;
  /** False if it was not switched off. */
  resume(channelId: string, by: Actor): Promise<boolean>;
  /** Those in force. */
  paused(): Promise<ChannelPause[]>;
  /** All there ever were, the newest first. */
  pauses(limit: number): Promise<ChannelPause[]>;
  /** Shows a notice in place of the one before on the same channel. */
  show(notice: NewNotice, by: Actor): Promise<void>;
  /** False if it was over already. */
  endNotice(id: number, by: Actor): Promise<boolean>;
  /** Those in force. */
  notices(now: Date): Promise<NoticeBanner[]>;
  /** What is told on a channel: its own notice, the one of all channels, and, in the web chat, that other channels are switched off. */
  noticeOn(channelId: string, now: Date): Promise<Notice | undefined>;
}
