import type { FastifyInstance } from "fastify";
import { html, type Html } from "../../../adapters/shared/markup.js";
import { dayInVietnam } from "../../core/wording/dates.js";
import type { ChannelHealth } from "../../storage/channel-health.js";
import type { QuestionCounts } from "../../storage/postgres-questions.js";
import { sendHtml } from "../frame/send-html.js";
import { channelsPath } from "../channels/paths.js";
import { readerOf } from "../guard.js";
import { startPathOf } from "../frame/menu.js";
import { startOfDay } from "../frame/moment.js";
import { page } from "../frame/page.js";
import { overviewWording as wording } from "../wording/overview.js";

const dayMs = 86_400_000;

export interface OverviewParts {
  readonly counts: (from: Date, to: Date) => Promise<QuestionCounts>;
  readonly health: () => Promise<ChannelHealth[]>;
  readonly now: () => Date;
}

/** The numbers of the day, and how the channels do. */
export function overviewRoutes(server: FastifyInstance, { counts, health, now }: OverviewParts): void {
  server.get("/console", { config: { access: "signed_in" } }, async (request, reply) => {
    const start = startPathOf(readerOf(request).account);
    if (start !== "/console") return reply.redirect(start, 303);
    const midnight = startOfDay(dayInVietnam(now())) ?? now();
    const end = new Date(midnight.getTime() + dayMs);
    const [today, week, channels] = await Promise.all([counts(midnight, end), counts(new Date(end.getTime() - 7 * dayMs), end), health()]);
    const waiting = sum(channels.map((channel) => channel.waiting));
    const failed = sum(channels.map((channel) => channel.refused + channel.givenUp));
    const body = html`<h2>${wording.today}</h2>
      ${numbers([...questionNumbers(today), number(waiting, wording.waiting, channelsPath), number(failed, wording.failed, channelsPath)])}
      <h2>${wording.week}</h2>
      ${numbers(questionNumbers(week))}`;
    return sendHtml(reply, page({ title: wording.title, body, reader: readerOf(request), path: "/console" }));
  });
}

function questionNumbers({ asked, answered, unanswered, clarified }: QuestionCounts): Html[] {
  const share = asked === 0 ? wording.noShare : wording.answeredShare(Math.round((answered / asked) * 100));
  return [number(asked, wording.asked), number(share, wording.answered), number(unanswered, wording.unanswered), number(clarified, wording.clarified)];
}

function numbers(items: readonly Html[]): Html {
  return html`<ul class="numbers">
    ${items}
  </ul>`;
}

/** @param href of the list behind the number. */
function number(value: number | string, label: string, href?: string): Html {
  const shown = html`<strong>${typeof value === "number" ? value.toLocaleString("vi-VN") : value}</strong> ${label}`;
  return html`<li>${href === undefined ? html`<div>${shown}</div>` : html`<a href="${href}">${shown}</a>`}</li>`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
