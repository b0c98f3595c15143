import { z } from "zod";
import type { ActivityJson } from "../../../src/activity/activity.js";
import { pageWording } from "../wording.js";
import { pictureIn } from "../../shared/picture.js";
import { html, type Html } from "../../shared/markup.js";
import { ratingView } from "./rating-view.js";
import { ratingsIn, type Rating } from "./rating.js";

/** The parts of an answer that the page shows apart; see `AnswerData` in the core. */
const answerData = z.object({
  tlso: z.object({
    answerId: z.string().default(""),
    status: z.string().default(""),
    body: z.string(),
    citations: z.array(z.object({ title: z.string(), section: z.string(), quote: z.string(), url: z.string() })),
  }),
});
const suggestions = z.object({ actions: z.array(z.object({ title: z.string(), value: z.string() })) });

type AnswerParts = z.infer<typeof answerData>["tlso"];
type Citation = AnswerParts["citations"][number];

/** Statuses worth a judgement; nobody rates a greeting. */
const ratedFamilies = /^(?:answered|unanswerable|clarification)_/u;

/** How the answers of a conversation were rated, and of which it is asked what is wrong. */
interface Ratings {
  readonly given: ReadonlyMap<string, Rating["rating"]>;
  readonly asksWhyOf: string | undefined;
}

/** What was said so far, for a page without script. @param asksWhyOf id of the answer of which it is asked what is wrong. */
export function conversationView(activities: readonly ActivityJson[], asksWhyOf: string | undefined): Html {
  const messages = activities.filter(({ type }) => type === "message");
  const ratings = { given: ratingsIn(activities), asksWhyOf };
  return html`<ol class="log" aria-label="${pageWording.conversation}">
    ${messages.map((message) => (message.from?.role === "user" ? questionView(message) : replyView(message, ratings)))}
  </ol>`;
}

function questionView({ text = "" }: ActivityJson): Html {
  return html`<li class="question">
    <p class="speaker">${pageWording.youAsked}</p>
    ${paragraphs(text)}
  </li>`;
}

function replyView(activity: ActivityJson, ratings: Ratings): Html {
  const { text = "", channelData } = activity;
  const answer = answerData.safeParse(channelData).data?.tlso;
  if (answer === undefined)
    return html`<li class="reply">
      <p class="speaker">${pageWording.botSaid}</p>
      ${pictureView(activity)}${paragraphs(text)}
    </li>`;
  const sourceLine = text.startsWith(answer.body) ? text.slice(answer.body.length).trim() : "";
  return html`<li class="reply">
    <p class="speaker">${pageWording.botSaid}</p>
    ${paragraphs(answer.body)}${sourceView(sourceLine, answer.citations)}${ratingOf(answer, ratings)}
  </li>`;
}

/** From our own server, by whatever name it is called. */
function pictureView(activity: ActivityJson): Html | undefined {
  const picture = pictureIn(activity);
  return picture && html`<p><img src="${new URL(picture.url).pathname}" alt="${picture.description}" /></p>`;
}

function ratingOf({ answerId, status }: AnswerParts, { given, asksWhyOf }: Ratings): Html | undefined {
  if (answerId === "" || !ratedFamilies.test(status)) return undefined;
  return ratingView({ answerId, rating: given.get(answerId), asksWhy: answerId === asksWhyOf });
}

/** The line that names the sources, and under it, in place, the words that were quoted. */
function sourceView(sourceLine: string, citations: readonly Citation[]): Html | undefined {
  if (sourceLine === "" || citations.length === 0) return undefined;
  return html`<details class="source">
    <summary>${sourceLine}</summary>
    ${citations.map(citationView)}
  </details>`;
}

function citationView({ title, section, quote, url }: Citation): Html {
  return html`<figure>
    <figcaption>${title}${section !== "" && `, ${section}`}</figcaption>
    <blockquote>${paragraphs(quote)}</blockquote>
    ${isWebAddress(url) && html`<p><a href="${url}" rel="noopener noreferrer">${pageWording.openSource(new URL(url).hostname)}</a></p>`}
  </figure>`;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** What could be asked next, as buttons of the form. */
export function nextSteps(activities: readonly ActivityJson[]): Html | undefined {
  const last = activities.filter(({ type }) => type === "message").at(-1);
  const actions = suggestions.safeParse(last?.suggestedActions).data?.actions ?? [];
  if (actions.length === 0) return undefined;
  return html`<ul class="suggestions" aria-label="${pageWording.next}">
    ${actions.map(({ title, value }) => html`<li><button name="choice" value="${value}">${title}</button></li>`)}
  </ul>`;
}

function paragraphs(text: string): Html[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line) => html`<p>${line}</p>`);
}
