import type { Announcement, AnnouncementContent, AnnouncementEvent, AnnouncementState, AnnouncementVersion } from "./announcement.js";
import type { AudienceQuestion, ChannelCount } from "./audience-count.js";
import type { PictureType } from "./picture/picture.js";
import type { ChannelGap, Punctuality } from "./punctuality.js";
import type { ClickCount, LedgerCounts, RecipientState, ReportRow } from "./ledger.js";

export interface AnnouncementFilter {
  readonly states?: readonly AnnouncementState[] | undefined;
  /** Stands in the title, with any case and marks as typed. */
  readonly title?: string | undefined;
  readonly isTraining?: boolean | undefined;
}

/** A part of a list. */
export interface Page {
  /** From 0. */
  readonly offset: number;
  readonly limit: number;
}

/** An announcement with all that ever happened to it. */
export interface AnnouncementHistory {
  readonly announcement: Announcement;
  /** The newest first. */
  readonly versions: readonly AnnouncementVersion[];
  /** The oldest first. */
  readonly events: readonly AnnouncementEvent[];
}

/** What an action changes: stored whole, together with its event, or not at all. */
export interface AnnouncementChange {
  readonly state: AnnouncementState;
  /** Makes a new version. */
  readonly content?: AnnouncementContent | undefined;
  /** `null`: nobody has approved the present version. */
  readonly approverId?: string | null;
  readonly scheduledAt?: Date | null;
  /** Whether it begins to be sent, or ends, now. */
  readonly startedAt?: Date;
  readonly finishedAt?: Date | null;
  /** One like it is scheduled for then, approved as this one is. */
  readonly repeatsAt?: Date;
  /** What failed is tried again, and so is who was left out for a reason that may have passed. */
  readonly retries?: boolean;
  readonly event: Pick<AnnouncementEvent, "action" | "reason" | "doneBy">;
}

export interface StoredPicture {
  readonly contentType: PictureType;
  readonly bytes: Buffer;
}

/** Where announcements are kept. Ids that do not exist give `undefined`. */
export interface AnnouncementStore {
  /** Makes a draft. @returns its id. */
  create(content: AnnouncementContent, authorId: string): Promise<number>;
  find(id: number): Promise<Announcement | undefined>;
  history(id: number): Promise<AnnouncementHistory | undefined>;
  /** The one that was changed last comes first. `total`: without regard to the page. */
  list(filter: AnnouncementFilter, page: Page): Promise<{ announcements: Announcement[]; total: number }>;
  /**
   * Changes one, alone: a second change of the same announcement waits. `decide` gets it as it is now, and returns what to
   * change; anything else that it returns changes nothing and is handed on. All processes hear of it at once.
   */
  change<Refused>(id: number, decide: (current: Announcement) => Decision<Refused> | Promise<Decision<Refused>>): Promise<Changed<Refused> | undefined>;

  /** Whom an announcement would reach, by channel. */
  countAudience(question: AudienceQuestion): Promise<ChannelCount[]>;
  /** As the senders counted it last: every two seconds while it is sent. See `progressOf`. */
  ledgerCounts(id: number): Promise<LedgerCounts | undefined>;
  /** The ledger from the row behind `afterId` on, in the order of its rows. */
  reportRows(id: number, page: { readonly afterId: number; readonly limit: number; readonly states?: readonly RecipientState[] }): Promise<ReportRow[]>;

  /** How much of it was handed over in time, by channel. */
  punctuality(id: number, gaps: readonly ChannelGap[]): Promise<Punctuality[]>;

  /** Counts that a link was opened; false if the announcement has no such link or does not count. @param day in Vietnam, `YYYY-MM-DD` */
  countClick(id: number, link: number, day: string): Promise<boolean>;
  clicks(id: number): Promise<ClickCount[]>;

  /** Keeps a picture; the same again gives the same id. */
  savePicture(picture: StoredPicture, addedBy: string): Promise<string>;
  picture(id: string): Promise<StoredPicture | undefined>;
}

export type Decision<Refused> = { readonly change: AnnouncementChange } | { readonly refused: Refused };

export type Changed<Refused> = { readonly announcement: Announcement } | { readonly refused: Refused };
