import type { Announcement, AnnouncementContent } from "../../src/core/announcements/announcement.js";

export const sampleContent: AnnouncementContent = {
  title: "Tập huấn tổ công nghệ số cộng đồng",
  text: "Mời anh/chị ở {{xã}} dự buổi tập huấn tại nhà văn hóa.",
  links: [],
  audience: {},
  isEmergency: false,
  isTraining: false,
  repeatsWeekly: false,
  countsClicks: false,
};

/** An announcement by An, in the morning of a Monday in Vietnam. */
export function sampleAnnouncement(parts: Partial<Announcement> = {}): Announcement {
  const createdAt = new Date("2026-11-30T02:00:00Z");
  return { id: 1, state: "draft", version: 1, content: sampleContent, authorId: "an", editorId: "an", createdAt, updatedAt: createdAt, ...parts };
}
