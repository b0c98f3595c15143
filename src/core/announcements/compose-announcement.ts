import type { ActivityJson } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import { announcementWording } from "../wording/announcements.js";
import type { AnnouncementContent } from "./announcement.js";
import { fillPlaceholders, type PlaceholderValues } from "./placeholders.js";

/** What is put into an announcement besides what the editor wrote. */
export interface Composition {
  readonly content: AnnouncementContent;
  readonly capabilities: Capabilities;
  readonly values: PlaceholderValues;
  readonly addresses: AnnouncementAddresses;
}

/** Addresses of our own server. */
export interface AnnouncementAddresses {
  /** Where a link leads by way of our server, which counts it. @param link its place, from 1 */
  readonly link: (link: number) => string;
  readonly picture: (pictureId: number) => string;
}

/**
 * An announcement as it is handed to a channel. The preview shows what this function makes and the sender hands over what
 * it makes, so that both are the same, byte for byte. It always fits one message: `faultsOfContent` sees to that.
 */
export function composeAnnouncement({ content, capabilities, values, addresses }: Composition): ActivityJson {
  const { question } = content;
  const hasButton = question !== undefined && capabilities.buttons > 0;
  const ways = [...(question !== undefined && !hasButton ? [announcementWording.howToAskMore] : []), announcementWording.howToUnsubscribe];
  const paragraphs = [titleOf(content), content.text, besides(content, addresses).join("\n"), ways.join("\n")];
  const { askMore } = announcementWording;
  return {
    type: "message",
    text: fillPlaceholders(paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"), values),
    textFormat: "plain",
    locale: "vi-VN",
    ...(hasButton && { suggestedActions: { to: [], actions: [{ type: "imBack", title: askMore, value: askMore }] } }),
  };
}

function titleOf({ title, isEmergency }: AnnouncementContent): string {
  return isEmergency ? announcementWording.emergency(title) : title;
}

function besides({ links, picture, countsClicks }: AnnouncementContent, addresses: AnnouncementAddresses): string[] {
  return [
    ...links.map(({ label, url }, index) => announcementWording.link(label, countsClicks ? addresses.link(index + 1) : url)),
    ...(picture === undefined ? [] : [announcementWording.picture(picture.description, addresses.picture(picture.id))]),
  ];
}
