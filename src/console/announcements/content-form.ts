import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import type { AnnouncementContent, AnnouncementPicture } from "../../core/announcements/announcement.js";
import type { Place } from "../../core/places/load-places.js";
import { PlaceFinder } from "../../core/places/find-place.js";
import { choices, field, select, type Faults, type Option } from "../frame/form.js";
import { typedSeveral, typedText } from "../frame/typed.js";
import { announcementPages } from "../wording/announcements.js";
import { channelNames } from "../wording/overview.js";

/** What an announcement can be addressed to. */
export interface Addressing {
  readonly channelIds: readonly string[];
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** Communes and wards, with what they were before. */
  readonly places: readonly Place[];
}

const wording = announcementPages.form;
const linkPlaces = [1, 2, 3] as const;
const ticked = z
  .string()
  .optional()
  .catch(undefined)
  .transform((value) => value !== undefined);

/** What the form sends. Longer texts than any announcement may have are kept, so that nothing typed is lost. */
export const contentForm = z.object({
  title: typedText(1000),
  text: typedText(20_000),
  label1: typedText(500),
  url1: typedText(2000),
  label2: typedText(500),
  url2: typedText(2000),
  label3: typedText(500),
  url3: typedText(2000),
  question: typedText(1000),
  topic: typedText(100),
  channels: typedSeveral,
  roles: typedSeveral.transform((chosen) => (["citizen", "official"] as const).filter((role) => chosen.includes(role))),
  places: typedText(20_000),
  isTraining: ticked,
  isEmergency: ticked,
  repeatsWeekly: ticked,
  countsClicks: ticked,
});

export type TypedContent = z.infer<typeof contentForm>;

export const emptyContent: TypedContent = contentForm.parse({});

/** The form filled with a content. */
export function typedOf({ title, text, links, question = "", topic = "", audience, ...flags }: AnnouncementContent, { places }: Addressing): TypedContent {
  const link = (place: number): { label: string; url: string } => links[place - 1] ?? { label: "", url: "" };
  const names = (audience.places ?? []).map((id) => placeName(places, id) ?? id);
  const { isTraining, isEmergency, repeatsWeekly, countsClicks } = flags;
  return {
    title,
    text,
    label1: link(1).label,
    url1: link(1).url,
    label2: link(2).label,
    url2: link(2).url,
    label3: link(3).label,
    url3: link(3).url,
    question,
    topic,
    channels: [...(audience.channels ?? [])],
    roles: [...(audience.roles ?? [])],
    places: names.join("\n"),
    isTraining,
    isEmergency,
    repeatsWeekly,
    countsClicks,
  };
}

/** What was typed as a content, with whatever is wrong with it; communes that nobody knows are named. */
export function contentOf(
  typed: TypedContent,
  { channelIds, topics, places }: Addressing,
  picture: AnnouncementPicture | undefined,
): { readonly content: AnnouncementContent; readonly unknownPlaces: readonly string[] } {
  const lines = typed.places
    .split(/[\n;]/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const finder = new PlaceFinder(places);
  const found = lines.map((line) => ({ line, ids: codesCalled(finder, line) }));
  const links = linkPlaces
    .map((place) => ({ label: typed[`label${place}`], url: typed[`url${place}`] }))
    .filter(({ label, url }) => label.trim() + url.trim() !== "");
  const { title, text, question, roles, isTraining, isEmergency, repeatsWeekly, countsClicks } = typed;
  return {
    content: {
      title,
      text,
      links,
      ...(picture !== undefined && { picture }),
      ...(question.trim() !== "" && { question }),
      ...(topics.some(({ id }) => id === typed.topic) && { topic: typed.topic }),
      audience: {
        channels: channelIds.filter((id) => typed.channels.includes(id)),
        roles,
        places: [...new Set(found.flatMap(({ ids }) => ids))],
      },
      isEmergency,
      isTraining,
      repeatsWeekly,
      countsClicks,
    },
    unknownPlaces: found.filter(({ ids }) => ids.length === 0).map(({ line }) => line),
  };
}

/** "xã Đà Bắc" for its code. */
export function placeName(places: readonly Place[], code: string): string | undefined {
  const place = places.find((one) => one.code === code);
  return place && `${place.kind} ${place.name}`;
}

/** Names of today and former ones, a district for all its communes. Nothing is guessed, and of two meanings none is taken. */
function codesCalled(finder: PlaceFinder, line: string): string[] {
  const { places, isGuess, isPresentName, isDistrict } = finder.find(line);
  return isGuess || (isPresentName && isDistrict) ? [] : places.map(({ code }) => code);
}

export interface ContentFieldsParts {
  readonly typed: TypedContent;
  readonly addressing: Addressing;
  readonly faults: Faults;
  readonly mayDeclareEmergencies: boolean;
}

/** The fields of an announcement, one question each. */
export function contentFields({ typed, addressing, faults, mayDeclareEmergencies }: ContentFieldsParts): Html[] {
  const topics: Option[] = [{ value: "", label: wording.everyTopic }, ...addressing.topics.map(({ id, name }) => ({ value: id, label: name }))];
  const tick = (name: "isTraining" | "isEmergency" | "repeatsWeekly" | "countsClicks"): Option => ({ value: name, label: wording[name] });
  return [
    field({ name: "title", label: wording.title, hint: wording.titleHint, value: typed.title, faults }),
    field({ name: "text", label: wording.text, hint: wording.textHint, value: typed.text, rows: 8, faults }),
    select({ name: "topic", label: wording.topic, hint: wording.topicHint, options: topics, chosen: [typed.topic], faults }),
    field({ name: "places", label: wording.places, hint: wording.placesHint, value: typed.places, rows: 3, faults }),
    choices({
      name: "roles",
      label: wording.roles,
      hint: wording.rolesHint,
      options: (["citizen", "official"] as const).map((role) => ({ value: role, label: wording.roleNames[role] })),
      chosen: typed.roles,
    }),
    choices({
      name: "channels",
      label: wording.channels,
      hint: wording.channelsHint,
      options: addressing.channelIds.map((id) => ({ value: id, label: channelNames[id] ?? id })),
      chosen: typed.channels,
    }),
    field({ name: "question", label: wording.question, hint: wording.questionHint, value: typed.question, faults }),
    ...linkPlaces.flatMap((place) => [
      field({ name: `label${place}`, label: wording.linkLabel(place), value: typed[`label${place}`] }),
      field({ name: `url${place}`, label: wording.linkUrl(place), hint: wording.linkHint, type: "url", value: typed[`url${place}`] }),
    ]),
    html`<fieldset class="field">
      <legend>${wording.options}</legend>
      ${[tick("isTraining"), tick("repeatsWeekly"), tick("countsClicks"), ...(mayDeclareEmergencies || typed.isEmergency ? [tick("isEmergency")] : [])].map(
        ({ value, label }) =>
          html`<div class="choice">
            <input type="checkbox" id="${value}" name="${value}" value="1" ${typed[value as "isTraining"] && html` checked`} />
            <label for="${value}">${label}</label>
          </div>`,
      )}
    </fieldset>`,
  ];
}
