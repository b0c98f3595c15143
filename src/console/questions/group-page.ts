import { html, type Html } from "../../../adapters/shared/markup.js";
import type { GroupQuestion, ListedGroup, QuestionWording } from "../../storage/postgres-question-lists.js";
import { moment } from "../frame/moment.js";
import { pager, table } from "../frame/table.js";
import { channelNames } from "../wording/overview.js";
import { questionPages } from "../wording/questions.js";
import { outcomeName, topicName } from "./names.js";
import { questionsPath as path } from "./paths.js";

const wording = questionPages.group;

export interface GroupPageParts {
  readonly group: Pick<ListedGroup, "id" | "name" | "topic">;
  readonly wordings: readonly QuestionWording[];
  /** A part of all, the newest first. */
  readonly questions: readonly GroupQuestion[];
  readonly count: number;
  /** Which part. */
  readonly number: number;
}

/** A group: how people put it, and every time that it was asked. */
export function groupBody({ group, wordings, questions, count, number }: GroupPageParts): Html {
  const columns = wording.questionColumns;
  return html`<p class="lead">${topicName(group.topic)} · ${count.toLocaleString("vi-VN")} ${wording.asked.toLowerCase()}</p>
    <h2>${wording.wordings}</h2>
    <p>${wording.wordingsLead}</p>
    ${table({
      caption: wording.wordings,
      columns: [wording.wordings, wording.times],
      rows: wordings.map(({ typed, times }) => [typed, times]),
      empty: wording.empty,
    })}
    <h2>${wording.questions}</h2>
    ${table({
      caption: wording.questions,
      columns: [columns.question, columns.at, columns.channel, columns.outcome, columns.rating],
      rows: questions.map((one) => [one.question, moment(one.askedAt), channelNames[one.channelId] ?? one.channelId, outcomeName(one.status), ratingOf(one)]),
      empty: wording.empty,
    })}
    ${pager({ path: `${path}/${group.id}`, query: {}, page: number, count })}
    <p><a href="${path}">${wording.back}</a></p>`;
}

function ratingOf({ rating, comment }: GroupQuestion): string {
  const judged = rating === undefined ? wording.notRated : rating === "up" ? wording.liked : wording.disliked;
  return comment === "" ? judged : `${judged}: ${comment}`;
}
