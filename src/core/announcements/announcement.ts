import type { PictureType } from "./picture/picture.js";

/** In this order, but for `paused` and `cancelled`, which are reached from any live state. */
export const announcementStates = ["draft", "in_review", "approved", "scheduled", "sending", "paused", "finished", "cancelled"] as const;
export type AnnouncementState = (typeof announcementStates)[number];

export type RecipientRole = "citizen" | "official";

/** Whom an announcement is for, of those who want announcements. What is absent or empty limits nothing. */
export interface Audience {
  /** Ids of channels. */
  readonly channels?: readonly string[];
  /** Ids of communes. */
  readonly places?: readonly string[];
  readonly roles?: readonly RecipientRole[];
}

/** An address beside the text. */
export interface AnnouncementLink {
  /** What it leads to, in a few words. */
  readonly label: string;
  /** Begins with https://. */
  readonly url: string;
}

/** A picture that was stored, and what is on it, for those who do not see it. */
export interface AnnouncementPicture {
  /** SHA-256 of its bytes, in hex: nobody guesses the address of a picture that was not published. */
  readonly id: string;
  readonly contentType: PictureType;
  readonly description: string;
}

/** Everything that an editor writes. Any change of it makes a new version, which must be approved anew. */
export interface AnnouncementContent {
  readonly title: string;
  /** May hold the placeholders of `placeholders.ts`. */
  readonly text: string;
  readonly links: readonly AnnouncementLink[];
  readonly picture?: AnnouncementPicture | undefined;
  /** What "Hỏi thêm về việc này" asks the bot; absent: the announcement offers nothing to ask. */
  readonly question?: string | undefined;
  /** Id of the topic whose subscribers get it; absent: all who want announcements. */
  readonly topic?: string | undefined;
  readonly audience: Audience;
  /** Goes out at night too. */
  readonly isEmergency: boolean;
  /** An exercise: every step is taken, and nothing leaves. */
  readonly isTraining: boolean;
  /** Once it begins to be sent, one like it is scheduled for a week later. */
  readonly repeatsWeekly: boolean;
  /** Links go by way of our server, which counts how often each is opened and not by whom. */
  readonly countsClicks: boolean;
}

export interface Announcement {
  readonly id: number;
  readonly state: AnnouncementState;
  /** 1 at first; rises with each change of the content. */
  readonly version: number;
  readonly content: AnnouncementContent;
  /** Who made it. */
  readonly authorId: string;
  /** Who wrote the present version. */
  readonly editorId: string;
  /** Who approved the present version. */
  readonly approverId?: string | undefined;
  readonly scheduledAt?: Date | undefined;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  /** The one of the week before, of one that repeats. */
  readonly earlierId?: number | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A text that the announcement had. */
export interface AnnouncementVersion {
  readonly version: number;
  readonly content: AnnouncementContent;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

export type ActionKind = "edit" | "submit" | "return" | "approve" | "schedule" | "start" | "pause" | "resume" | "cancel" | "retry" | "finish";

/** The one who does what nobody asked for: starts what is due, ends what is done. */
export const systemId = "system";

/** A change of the state. */
export interface AnnouncementEvent {
  readonly action: ActionKind | "create";
  /** Absent when it was made. */
  readonly fromState?: AnnouncementState | undefined;
  readonly toState: AnnouncementState;
  readonly version: number;
  readonly reason?: string | undefined;
  readonly doneBy: string;
  readonly doneAt: Date;
}
