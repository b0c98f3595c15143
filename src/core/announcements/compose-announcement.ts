import type { ActivityJson } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import { announcementWording } from "../wording/announcements.js";
import type { AnnouncementContent } from "./announcement.js";
import { fillPlaceholders, longestLength, type PlaceholderValues } from "./placeholders.js";

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
  readonly picture: (pictureId: string) => string;
}

/**
 * An announcement as it is handed to a channel. The preview shows what this function makes and the sender hands over what
 * it makes, so that both are the same, byte for byte. It always fits one message: `faultsOfContent` sees to that.
 */
export function composeAnnouncement({ content, capabilities, values, addresses }: Composition): ActivityJson {
  const { pictures } = capabilities;
  const shown = pictures !== undefined && content.picture !== undefined && pictures.contentTypes.includes(content.picture.contentType);
  if (!shown) return compose({ content, capabilities, values, addresses }, { showsPicture: false, hasRoomForButtons: true });
  const look = { showsPicture: true, hasRoomForButtons: pictures.withButtons };
  // Whoever gets it, it looks alike, however long the name of the commune is.
  const { text: longest = "" } = compose({ content: withRoom(content), capabilities, values, addresses }, look);
  if (longest.length <= pictures.maxTextLength) return compose({ content, capabilities, values, addresses }, look);
  return compose({ content, capabilities, values, addresses }, { showsPicture: false, hasRoomForButtons: true });
}

interface Look {
  /** The picture itself; else its address. */
  readonly showsPicture: boolean;
  readonly hasRoomForButtons: boolean;
}

function compose({ content, capabilities, values, addresses }: Composition, { showsPicture, hasRoomForButtons }: Look): ActivityJson {
  const { question, picture } = content;
  const hasButton = question !== undefined && capabilities.buttons > 0 && hasRoomForButtons;
  const ways = [...(question !== undefined && !hasButton ? [announcementWording.howToAskMore] : []), announcementWording.howToUnsubscribe];
  const paragraphs = [titleOf(content), content.text, besides(content, addresses, !showsPicture).join("\n"), ways.join("\n")];
  const { askMore } = announcementWording;
  return {
    type: "message",
    text: fillPlaceholders(paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"), values),
    textFormat: "plain",
    locale: "vi-VN",
    ...(showsPicture &&
      picture !== undefined && { attachments: [{ contentType: picture.contentType, contentUrl: addresses.picture(picture.id), name: picture.description }] }),
    ...(hasButton && { suggestedActions: { to: [], actions: [{ type: "imBack", title: askMore, value: askMore }] } }),
  };
}

function titleOf({ title, isEmergency }: AnnouncementContent): string {
  return isEmergency ? announcementWording.emergency(title) : title;
}

/** The content with as many characters as it can have with any values. */
export function withRoom(content: AnnouncementContent): AnnouncementContent {
  const room = (text: string): string => "x".repeat(longestLength(text));
  return { ...content, title: room(content.title), text: room(content.text), links: content.links.map(({ label, url }) => ({ label: room(label), url })) };
}

function besides({ links, picture, countsClicks }: AnnouncementContent, addresses: AnnouncementAddresses, withPicture: boolean): string[] {
  return [
    ...links.map(({ label, url }, index) => announcementWording.link(label, countsClicks ? addresses.link(index + 1) : url)),
    ...(picture === undefined || !withPicture ? [] : [announcementWording.picture(picture.description, addresses.picture(picture.id))]),
  ];
}
