import { html, type Html } from "../../../adapters/shared/markup.js";
import type { Announcement, AnnouncementState } from "../../core/announcements/announcement.js";
import { announcementStateNames } from "../../core/wording/announcements.js";
import { announcementPages } from "../wording/announcements.js";

const looks: Readonly<Record<AnnouncementState, "" | "ok" | "warn" | "bad">> = {
  draft: "",
  in_review: "warn",
  approved: "ok",
  scheduled: "ok",
  sending: "warn",
  paused: "bad",
  finished: "ok",
  cancelled: "bad",
};

/** The state in its one word. @param isReturned the last thing that happened to a draft */
export function stateMark({ state }: Announcement, isReturned = false): Html {
  const name = isReturned ? announcementPages.returned : announcementStateNames[state];
  return html`<span class="state ${isReturned ? "bad" : looks[state]}">${name}</span>`;
}

/** What is special about an announcement, in words. */
export function flagsOf({ content: { isTraining, isEmergency, repeatsWeekly, countsClicks } }: Announcement): string {
  const { form, training, emergency } = announcementPages;
  return [isEmergency && emergency, isTraining && training, repeatsWeekly && form.repeatsWeekly, countsClicks && form.countsClicks]
    .filter((flag) => flag !== false)
    .join("; ");
}
