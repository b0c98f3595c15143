import type { ActivityJson } from "../../activity/activity.js";
import type { Announcement } from "../../core/announcements/announcement.js";
import type { Announcements } from "../../core/announcements/announcements.js";

/** An announcement as it goes out on each channel to somebody of the first commune that it is for. */
export function previewOf(announcements: Announcements, { id, content }: Pick<Announcement, "id" | "content">): Map<string, ActivityJson> {
  const firstPlace = content.audience.places?.[0];
  return announcements.preview(content, { announcementId: id, ...(firstPlace !== undefined && { placeId: firstPlace }) });
}
