import { html, type Html } from "../../../adapters/shared/markup.js";
import { pictureIn } from "../../../adapters/shared/picture.js";
import type { ActivityJson } from "../../activity/activity.js";
import type { AnnouncementPicture } from "../../core/announcements/announcement.js";

/** Where the console itself shows a stored picture. */
export function pictureAddress({ id }: Pick<AnnouncementPicture, "id">): string {
  return `/tin/anh/${id}`;
}

/** The picture that goes with a message, from our own server by whatever name it is called. */
export function pictureOf(activity: ActivityJson): Html | false {
  const picture = pictureIn(activity);
  return picture !== undefined && html`<img class="picture" src="${new URL(picture.url).pathname}" alt="${picture.description}" />`;
}
