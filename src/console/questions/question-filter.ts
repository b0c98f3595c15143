import { z } from "zod";
import type { Html } from "../../../adapters/shared/markup.js";
import { questionTopics } from "../../core/questions/question-topics.js";
import { dayInVietnam } from "../../core/wording/dates.js";
import type { GroupOrder, QuestionFamily, QuestionFilter } from "../../storage/postgres-question-lists.js";
import { field, select } from "../frame/form.js";
import { startOfDay } from "../frame/moment.js";
import { typedText } from "../frame/typed.js";
import { channelNames } from "../wording/overview.js";
import { familyNames, questionPages as wording, topicNames } from "../wording/questions.js";

const dayMs = 86_400_000;
/** What is shown when nothing else is asked for. */
const usualDays = 30;

export const families = Object.keys(familyNames) as QuestionFamily[];
const orders = Object.keys(wording.orders) as GroupOrder[];

export const questionQuery = z.object({
  xem: z.enum(orders).catch("unanswered"),
  tu: typedText(10),
  den: typedText(10),
  kenh: typedText(40),
  chude: z.enum(["", ...questionTopics]).catch(""),
  ketqua: z.enum(["", ...families]).catch(""),
  tim: typedText(100),
});

export type QuestionQuery = z.infer<typeof questionQuery>;

/** What a query means; days that are none are left out. */
export function filterOf({ tu, den, kenh, chude, ketqua, tim }: QuestionQuery, now: Date): QuestionFilter {
  const today = startOfDay(dayInVietnam(now)) ?? now;
  const lastDay = startOfDay(den) ?? today;
  return {
    from: startOfDay(tu) ?? new Date(lastDay.getTime() - (usualDays - 1) * dayMs),
    to: new Date(lastDay.getTime() + dayMs),
    ...(kenh !== "" && { channelId: kenh }),
    ...(chude !== "" && { topic: chude }),
    ...(ketqua !== "" && { family: ketqua }),
    ...(tim !== "" && { text: tim }),
  };
}

export function filterFields(query: QuestionQuery, { from, to }: QuestionFilter, channelIds: readonly string[]): Html[] {
  const all = { value: "", label: wording.filters.all };
  return [
    select({ name: "xem", label: wording.filters.order, options: orders.map((value) => ({ value, label: wording.orders[value] })), chosen: [query.xem] }),
    field({ name: "tu", label: wording.filters.from, type: "date", value: dayInVietnam(from) }),
    field({ name: "den", label: wording.filters.to, type: "date", value: dayInVietnam(new Date(to.getTime() - 1)) }),
    select({
      name: "kenh",
      label: wording.filters.channel,
      options: [all, ...channelIds.map((value) => ({ value, label: channelNames[value] ?? value }))],
      chosen: [query.kenh],
    }),
    select({
      name: "chude",
      label: wording.filters.topic,
      options: [all, ...questionTopics.map((value) => ({ value, label: topicNames[value] }))],
      chosen: [query.chude],
    }),
    select({
      name: "ketqua",
      label: wording.filters.family,
      options: [all, ...families.map((value) => ({ value, label: familyNames[value] }))],
      chosen: [query.ketqua],
    }),
    field({ name: "tim", label: wording.filters.text, value: query.tim }),
  ];
}
