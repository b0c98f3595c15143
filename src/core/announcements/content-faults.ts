import { cleanJson } from "../../activity/clean-json.js";
import type { Capabilities, Channel } from "../../activity/capabilities.js";
import { type contentFaults } from "../wording/announcements.js";
import type { AnnouncementContent, AnnouncementLink } from "./announcement.js";
import { composeAnnouncement, withRoom, type AnnouncementAddresses } from "./compose-announcement.js";
import { unknownPlaceholders } from "./placeholders.js";

export type ContentFaultCode = keyof typeof contentFaults;

/** Something that must be put right before an announcement can be reviewed. */
export interface ContentFault {
  readonly code: ContentFaultCode;
  /** What exactly: a placeholder, a link, a channel and by how many characters. */
  readonly detail?: string;
}

/** What texts are checked against. */
export interface ContentChecks {
  /** The channels that are switched on. */
  readonly channels: readonly Channel[];
  readonly addresses: AnnouncementAddresses;
  /** Whether people can reach our server by https. */
  readonly hasPublicAddress: boolean;
}

const maxTitleLength = 100;
const maxLinks = 3;
const maxLabelLength = 60;
/** In UTF-16 code units. */
export const mostDescriptionLength = 120;
const maxQuestionLength = 200;

/** The content in Unicode NFC, without spaces around its parts; an empty question or topic is none. */
export function cleanContent(content: AnnouncementContent): AnnouncementContent {
  const clean = cleanJson(content);
  const { question, topic, picture, ...rest } = clean;
  return {
    ...rest,
    title: clean.title.trim().replace(/\s+/gu, " "),
    text: clean.text.replace(/\r\n?/gu, "\n").trim(),
    links: clean.links.map(({ label, url }) => ({ label: label.trim(), url: url.trim() })),
    ...(question !== undefined && question.trim() !== "" && { question: question.trim() }),
    ...(topic !== undefined && topic !== "" && { topic }),
    ...(picture !== undefined && { picture: { ...picture, description: picture.description.trim() } }),
  };
}

/** All that is wrong with a content that was cleaned. */
export function faultsOfContent(content: AnnouncementContent, checks: ContentChecks): ContentFault[] {
  const { title, text, links, picture, question } = content;
  const faults: ContentFault[] = [];
  const add = (isFault: boolean, code: ContentFaultCode, detail?: string): void => {
    if (isFault) faults.push({ code, ...(detail !== undefined && { detail }) });
  };
  add(title === "", "title_empty");
  add(title.length > maxTitleLength, "title_too_long", `${title.length}`);
  add(text === "", "text_empty");
  for (const name of unknownPlaceholders([title, text, ...links.map(({ label }) => label)].join("\n"))) add(true, "placeholder_unknown", `{{${name}}}`);
  add(links.length > maxLinks, "too_many_links");
  faults.push(...links.flatMap(faultsOfLink));
  add(picture?.description === "", "picture_description_empty");
  add((picture?.description.length ?? 0) > mostDescriptionLength, "picture_description_too_long");
  add(picture !== undefined && !checks.hasPublicAddress, "picture_without_address");
  add(content.countsClicks && links.length > 0 && !checks.hasPublicAddress, "clicks_without_address");
  add((question?.length ?? 0) > maxQuestionLength, "question_too_long");
  add(content.repeatsWeekly && content.isEmergency, "weekly_emergency");
  return [...faults, ...tooLong(content, checks)];
}

function faultsOfLink({ label, url }: AnnouncementLink): ContentFault[] {
  return [
    ...(label === "" ? [{ code: "link_label_empty" as const, detail: url }] : []),
    ...(label.length > maxLabelLength ? [{ code: "link_label_too_long" as const, detail: label }] : []),
    ...(isHttps(url) ? [] : [{ code: "link_not_https" as const, detail: url }]),
  ];
}

/** Without a user's name in it, which can make one site look like another. */
function isHttps(url: string): boolean {
  if (!/^https:\/\/[^\s]+$/u.test(url) || !URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username === "" && password === "";
}

/** On each channel that the announcement goes to, it must fit one message, whoever gets it. */
function tooLong(content: AnnouncementContent, { channels, addresses }: ContentChecks): ContentFault[] {
  const chosen = content.audience.channels ?? [];
  return channels
    .filter(({ id }) => chosen.length === 0 || chosen.includes(id))
    .flatMap(({ id, capabilities }) => {
      const { text = "" } = composeAnnouncement({ content: withRoom(content), capabilities: withoutPicture(content, capabilities), values: {}, addresses });
      return text.length > capabilities.maxTextLength
        ? [{ code: "text_too_long" as const, detail: `${id}: ${text.length} > ${capabilities.maxTextLength}` }]
        : [];
    });
}

/** The channel as it is left when its server does not take the picture: its address goes instead, under a text that knew of no buttons. */
function withoutPicture({ picture }: AnnouncementContent, capabilities: Capabilities): Capabilities {
  const { pictures, buttons } = capabilities;
  return { ...capabilities, pictures: undefined, buttons: picture !== undefined && pictures?.withButtons === false ? 0 : buttons };
}
