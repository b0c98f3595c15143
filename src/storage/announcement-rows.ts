import type { Announcement, AnnouncementContent, AnnouncementEvent, AnnouncementState, AnnouncementVersion } from "../core/announcements/announcement.js";

export interface AnnouncementRow {
  id: string;
  state: AnnouncementState;
  version: number;
  content: AnnouncementContent;
  author_id: string;
  editor_id: string;
  approver_id: string | null;
  scheduled_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  earlier_id: string | null;
  created_at: Date;
  updated_at: Date;
}

/** What `AnnouncementRow` is read from. */
export const announcementColumns =
  "announcements.id, state, announcements.version, content, author_id, editor_id, approver_id, scheduled_at, started_at, finished_at, earlier_id, created_at, updated_at";
export const withContent =
  "announcements JOIN announcement_versions ON announcement_id = announcements.id AND announcement_versions.version = announcements.version";

export function asAnnouncement(row: AnnouncementRow): Announcement {
  return {
    id: Number(row.id),
    state: row.state,
    version: row.version,
    content: row.content,
    authorId: row.author_id,
    editorId: row.editor_id,
    approverId: row.approver_id ?? undefined,
    scheduledAt: row.scheduled_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    earlierId: row.earlier_id === null ? undefined : Number(row.earlier_id),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export interface VersionRow {
  version: number;
  content: AnnouncementContent;
  written_by: string;
  written_at: Date;
}

export function asVersion({ version, content, written_by: writtenBy, written_at: writtenAt }: VersionRow): AnnouncementVersion {
  return { version, content, writtenBy, writtenAt };
}

export interface EventRow {
  action: AnnouncementEvent["action"];
  from_state: AnnouncementState | null;
  to_state: AnnouncementState;
  version: number;
  reason: string | null;
  done_by: string;
  done_at: Date;
}

export function asEvent(row: EventRow): AnnouncementEvent {
  return {
    action: row.action,
    fromState: row.from_state ?? undefined,
    toState: row.to_state,
    version: row.version,
    reason: row.reason ?? undefined,
    doneBy: row.done_by,
    doneAt: row.done_at,
  };
}
