import { z } from "zod";
import type { ActivityJson } from "../../src/activity/activity.js";
import { dataOfRating, dataOfSuggestion } from "./callback-data.js";
import { escapeHtml, linkHtml } from "../shared/html.js";
import { telegramWording } from "./wording.js";

interface Button {
  text: string;
  callback_data: string;
}

/** A message as Telegram takes it, in two forms of the same words. */
export interface FormattedMessage {
  /** With the markup of `parse_mode` HTML. */
  readonly html: string;
  /** Without any. */
  readonly plain: string;
  /** Rows; none if there is nothing to press. */
  readonly buttons: Button[][];
}

/** What the core puts beside an answer; see `AnswerData` there. Other messages have none of it. */
const answerForm = z.object({
  tlso: z.object({
    answerId: z.string(),
    status: z.string(),
    body: z.string(),
    citations: z.array(z.object({ title: z.string(), url: z.string() })),
  }),
});
const suggestionsForm = z.object({ actions: z.array(z.object({ title: z.string(), value: z.string() })) });

type AnswerParts = z.infer<typeof answerForm>["tlso"];

/** Statuses worth a judgement; nobody rates a greeting. */
const ratedFamilies = /^(?:answered|unanswerable|clarification)_/u;

/** An activity as a message; `undefined` for what Telegram has nothing to show of. */
export function formatMessage(activity: ActivityJson): FormattedMessage | undefined {
  const { type, text = "" } = activity;
  if (type !== "message" || text.trim() === "") return undefined;
  const answer = answerForm.safeParse(activity.channelData).data?.tlso;
  return {
    html: answer === undefined ? escapeHtml(text) : answerHtml(text, answer),
    plain: text,
    buttons: [...suggestionRows(activity), ...ratingRows(answer)],
  };
}

/** The answer, with the names in its source line as links to the sources. */
function answerHtml(text: string, { body, citations }: AnswerParts): string {
  const start = text.lastIndexOf("\n") + 1;
  const lastLine = text.slice(start);
  // An answer without sources ends with a line of its own, and a name in there is no source.
  if (citations.length === 0 || body.endsWith(lastLine)) return escapeHtml(text);
  return escapeHtml(text.slice(0, start)) + withLinks(lastLine, citations);
}

function withLinks(line: string, citations: AnswerParts["citations"]): string {
  const places = citations.flatMap(({ title, url }) => {
    const start = title === "" ? -1 : line.indexOf(title);
    return start < 0 ? [] : [{ start, end: start + title.length, url }];
  });
  let html = "";
  let written = 0;
  for (const { start, end, url } of places.sort((a, b) => a.start - b.start || b.end - a.end)) {
    // A name that is cited twice, or that is part of a longer one.
    if (start < written) continue;
    html += escapeHtml(line.slice(written, start)) + linkHtml(url, line.slice(start, end));
    written = end;
  }
  return html + escapeHtml(line.slice(written));
}

/** One below the other: most are too long to stand side by side on a phone. */
function suggestionRows({ suggestedActions }: ActivityJson): Button[][] {
  const { actions } = suggestionsForm.safeParse(suggestedActions).data ?? { actions: [] };
  return actions.map(({ title, value }, index) => [{ text: title, callback_data: dataOfSuggestion(value, index) }]);
}

function ratingRows(answer: AnswerParts | undefined): Button[][] {
  if (answer === undefined || !ratedFamilies.test(answer.status)) return [];
  const [up, down] = [dataOfRating("up", answer.answerId), dataOfRating("down", answer.answerId)];
  if (up === undefined || down === undefined) return [];
  return [
    [
      { text: telegramWording.helpful, callback_data: up },
      { text: telegramWording.unhelpful, callback_data: down },
    ],
  ];
}
