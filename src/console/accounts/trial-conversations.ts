import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import { wordingOfTrials } from "../../core/wording/trials.js";
import type { PostgresStaffConversations, StaffConversation } from "../../storage/postgres-staff-conversations.js";
import { moment } from "../frame/moment.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { sendHtml } from "../frame/send-html.js";
import { table } from "../frame/table.js";
import { readerOf } from "../guard.js";
import { trialWording as wording } from "../wording/trials.js";
import { channelNames } from "../wording/overview.js";

export const trialConversationsPath = "/console/toi/noi-nhan-thu";
const channelForm = z.object({ channel: z.string().max(50).catch("") });

export interface TrialConversationParts {
  readonly conversations: PostgresStaffConversations;
  readonly newCode: () => string;
  readonly now: () => Date;
}

/** Where a member of the staff gets trials of announcements: the own conversations, each linked by a code that is typed in it. */
export function trialConversationRoutes(server: FastifyInstance, { conversations, newCode, now }: TrialConversationParts): void {
  const config = { access: "signed_in" } as const;

  server.get(trialConversationsPath, { config }, async (request, reply) => {
    const reader = readerOf(request);
    return sendHtml(reply, trialPage(reader, await conversations.of(reader.account.id)));
  });

  server.post(trialConversationsPath, { config }, async (request, reply) => {
    const reader = readerOf(request);
    const code = newCode();
    await conversations.saveCode(reader.account.id, code, now());
    return sendHtml(reply, trialPage(reader, await conversations.of(reader.account.id), code));
  });

  server.post(`${trialConversationsPath}/:channel/go`, { config }, async (request, reply) => {
    await conversations.unlink(readerOf(request).account, channelForm.parse(request.params).channel, now());
    return reply.redirect(trialConversationsPath, 303);
  });
}

/** @param code just made, and shown this once */
function trialPage(reader: Reader, linked: readonly StaffConversation[], code?: string): string {
  const body = html`<p><a href="/console/toi">${wording.back}</a></p>
    <p class="lead">${wording.lead}</p>
    ${
      code !== undefined &&
      html`<div class="warning" role="status">
        <p>${wording.typeThis}</p>
        <p><strong class="code">${wordingOfTrials.command(code)}</strong></p>
        <p>${wording.codeHint}</p>
      </div>`
    }
    ${table({
      caption: wording.title,
      columns: [wording.channel, wording.since, wording.action],
      rows: linked.map(({ channelId, linkedAt }) => [channelNames[channelId] ?? channelId, moment(linkedAt), unlinkForm(reader, channelId)]),
      empty: wording.empty,
    })}
    <form class="field" method="post" action="${trialConversationsPath}">
      ${csrfField(reader)}<button class="primary">${code === undefined ? wording.makeCode : wording.makeOtherCode}</button>
    </form>`;
  return page({ title: wording.title, body, reader });
}

function unlinkForm(reader: Reader, channelId: string): Html {
  return html`<form method="post" action="${trialConversationsPath}/${channelId}/go">
    ${csrfField(reader)}<button>${wording.unlink}<span class="unseen"> ${channelNames[channelId] ?? channelId}</span></button>
  </form>`;
}
