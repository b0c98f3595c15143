import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { html } from "../../../adapters/shared/markup.js";
import type { ReportSheet } from "../../core/training/report-sheet.js";
import { writeCsv } from "../../export/write-csv.js";
import { writeXlsx } from "../../export/write-xlsx.js";
import type { ListedGroup, PostgresQuestionLists } from "../../storage/postgres-question-lists.js";
import { moment, momentText } from "../frame/moment.js";
import { page } from "../frame/page.js";
import { sendHtml } from "../frame/send-html.js";
import { addressOf, filterForm, pageLength, pageNumber, pager, table } from "../frame/table.js";
import { readerOf, refuse } from "../guard.js";
import { frameWording } from "../wording/frame.js";
import { questionPages as wording } from "../wording/questions.js";
import { groupBody } from "./group-page.js";
import { topicName } from "./names.js";
import { questionsPath as path } from "./paths.js";
import { filterFields, filterOf, questionQuery, type QuestionQuery } from "./question-filter.js";

export interface QuestionPagesParts {
  readonly lists: PostgresQuestionLists;
  readonly channelIds: readonly string[];
  readonly now: () => Date;
}

/** A file holds no more groups. */
const mostExported = 20_000;
const wordingsShown = 20;

export const idForm = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u)
    .transform(Number)
    .catch(0),
});

/** What people ask, in groups. */
export function questionRoutes(server: FastifyInstance, { lists, channelIds, now }: QuestionPagesParts): void {
  const seen = { config: { access: "see_questions" } } as const;

  server.get(path, seen, async (request, reply) => {
    const query = questionQuery.parse(request.query);
    const number = pageNumber((request.query as { trang?: unknown }).trang);
    const filter = filterOf(query, now());
    const { groups, count } = await lists.groups(filter, query.xem, { limit: pageLength, offset: (number - 1) * pageLength });
    const { columns } = wording;
    const body = html`<p class="lead">${wording.lead}</p>
      ${filterForm(path, filterFields(query, filter, channelIds), Object.keys(request.query as object).length > 0)}
      ${table({
        caption: wording.title,
        columns: [columns.name, columns.topic, columns.asked, columns.unanswered, columns.disliked, columns.last],
        rows: groups.map(({ id, name, topic, asked, unanswered, disliked, lastAskedAt }) => [
          html`<a href="${path}/${id}">${name}</a>`,
          topicName(topic),
          asked,
          unanswered,
          disliked,
          moment(lastAskedAt),
        ]),
        empty: wording.empty,
      })}
      ${pager({ path, query, page: number, count })}
      ${
        count > 0 &&
        html`<p>
          <a class="button" href="${addressOf(`${path}/nhom.csv`, query)}">${frameWording.download}</a>
          <a class="button" href="${addressOf(`${path}/nhom.xlsx`, query)}">${frameWording.downloadXlsx}</a>
        </p>`
      }`;
    return sendHtml(reply, page({ title: wording.title, body, reader: readerOf(request), path }));
  });

  server.get(`${path}/nhom.csv`, seen, async (request, reply) => sendFile(reply, "csv", writeCsv(await sheetOf(questionQuery.parse(request.query)))));
  server.get(`${path}/nhom.xlsx`, seen, async (request, reply) =>
    sendFile(reply, "xlsx", await writeXlsx([await sheetOf(questionQuery.parse(request.query))])),
  );

  server.get(`${path}/:id`, seen, async (request, reply) => {
    const { id } = idForm.parse(request.params);
    const group = await lists.group(id);
    if (group === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const number = pageNumber((request.query as { trang?: unknown }).trang);
    const [wordings, questions] = await Promise.all([
      lists.wordings(id, wordingsShown),
      lists.questions(id, { limit: pageLength, offset: (number - 1) * pageLength }),
    ]);
    const body = groupBody({ group, wordings, ...questions, number });
    return sendHtml(reply, page({ title: group.name, body, reader: readerOf(request), path }));
  });

  async function sheetOf(query: QuestionQuery): Promise<ReportSheet> {
    const { groups } = await lists.groups(filterOf(query, now()), query.xem, { limit: mostExported, offset: 0 });
    return { name: wording.sheet, rows: [Object.values(wording.columns), ...groups.map(rowOf)] };
  }
}

function rowOf({ name, topic, asked, unanswered, disliked, lastAskedAt }: ListedGroup): (string | number)[] {
  return [name, topicName(topic), asked, unanswered, disliked, momentText(lastAskedAt)];
}

function sendFile(reply: FastifyReply, ending: "csv" | "xlsx", file: string | Buffer): FastifyReply {
  const type = ending === "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return reply.header("content-disposition", `attachment; filename="nhom-cau-hoi.${ending}"`).type(type).send(file);
}
