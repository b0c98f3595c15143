import { html, type Html } from "../../../adapters/shared/markup.js";
import type { ActivityJson } from "../../activity/activity.js";
import type { AnnouncementPicture } from "../../core/announcements/announcement.js";

/** Where the console itself shows a stored picture, by whatever name the server is called. */
export function pictureAddress({ id }: Pick<AnnouncementPicture, "id">): string {
  return `/tin/anh/${id}`;
}

/** The picture of an announcement where a message carries it. */
export function pictureOf({ attachments }: ActivityJson, picture: AnnouncementPicture | undefined): Html | false {
  return attachments !== undefined && picture !== undefined && html`<img class="picture" src="${pictureAddress(picture)}" alt="${picture.description}" />`;
}
