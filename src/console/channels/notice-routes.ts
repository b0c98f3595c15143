import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import type { ChannelPauseStore, NoticeBanner } from "../../core/announcements/channel-pauses.js";
import { momentInVietnam } from "../../core/announcements/schedule.js";
import { permissionsOf } from "../../core/staff/roles.js";
import { errorSummary, field, form, select, submit, type Faults } from "../frame/form.js";
import { moment } from "../frame/moment.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { sendHtml } from "../frame/send-html.js";
import { table } from "../frame/table.js";
import { typedText } from "../frame/typed.js";
import { readerOf } from "../guard.js";
import { channelNames, noticeWording as wording } from "../wording/overview.js";
import { channelsPath } from "./paths.js";

const path = `${channelsPath}/loi-nhan`;
const mostLength = 300;

const noticeForm = z.object({
  // Longer texts than any notice may have are kept, so that nothing typed is lost.
  text: typedText(5000).transform((text) => text.replace(/\r\n?/gu, "\n").trim()),
  channel: typedText(50),
  day: typedText(20),
  time: typedText(20),
});
type Typed = z.infer<typeof noticeForm>;
const emptyForm: Typed = noticeForm.parse({});
const idForm = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).catch(0) });

export interface NoticePagesParts {
  readonly pauses: ChannelPauseStore;
  /** All that are on, the web chat among them. */
  readonly channelIds: readonly string[];
  /** Names of accounts by their ids. */
  readonly accountNames: () => Promise<ReadonlyMap<string, string>>;
  readonly now: () => Date;
}

/** What citizens are told in chat just now: a banner in the web chat, a message before the next answer elsewhere. */
export function noticeRoutes(server: FastifyInstance, { pauses, channelIds, accountNames, now }: NoticePagesParts): void {
  const switched = { config: { access: "manage_channels" } } as const;

  server.get(path, { config: { access: "see_channels" } }, async (request, reply) => sendHtml(reply, await noticePage(readerOf(request), emptyForm)));

  server.post(path, switched, async (request, reply) => {
    const reader = readerOf(request);
    const typed = noticeForm.parse(request.body ?? {});
    const endsAt = typed.day === "" && typed.time === "" ? undefined : momentInVietnam(typed.day, typed.time || "23:59");
    const faults: Faults = {
      ...((typed.text === "" || typed.text.length > mostLength) && { text: wording.textFault }),
      ...(typed.channel !== "" && !channelIds.includes(typed.channel) && { channel: wording.channelFault }),
      ...((typed.day !== "" || typed.time !== "") && (endsAt === undefined || endsAt <= now()) && { day: wording.untilFault }),
    };
    if (Object.keys(faults).length > 0) return sendHtml(reply.code(422), await noticePage(reader, typed, faults));
    await pauses.show({ text: typed.text, channelId: typed.channel === "" ? undefined : typed.channel, endsAt }, reader.account);
    return reply.redirect(path, 303);
  });

  server.post(`${path}/:id/thoi`, switched, async (request, reply) => {
    await pauses.endNotice(idForm.parse(request.params).id, readerOf(request).account);
    return reply.redirect(path, 303);
  });

  async function noticePage(reader: Reader, typed: Typed, faults: Faults = {}): Promise<string> {
    const [notices, names] = await Promise.all([pauses.notices(now()), accountNames()]);
    const mayChange = permissionsOf(reader.account.roles).has("manage_channels");
    const body = html`<p><a href="${channelsPath}">${wording.back}</a></p>
      <p class="lead">${wording.lead}</p>
      ${mayChange && errorSummary(faults)}
      <h2>${wording.shown}</h2>
      ${table({
        caption: wording.shown,
        columns: [wording.text, wording.channel, wording.since, wording.until, wording.by, ...(mayChange ? [wording.action] : [])],
        rows: notices.map((notice) => [...cellsOf(notice, names), ...(mayChange ? [endForm(reader, notice)] : [])]),
        empty: wording.empty,
      })}
      ${
        mayChange &&
        html`<h2>${wording.add}</h2>
          ${form(reader, path, [
            field({ name: "text", label: wording.newText, hint: wording.textHint, value: typed.text, rows: 3, faults }),
            select({
              name: "channel",
              label: wording.channel,
              options: [{ value: "", label: wording.everywhere }, ...channelIds.map((id) => ({ value: id, label: channelNames[id] ?? id }))],
              chosen: [typed.channel],
              faults,
            }),
            field({ name: "day", label: wording.untilDay, hint: wording.untilHint, type: "date", value: typed.day, faults }),
            field({ name: "time", label: wording.untilTime, type: "time", value: typed.time, faults }),
            submit(wording.show),
          ])}`
      }`;
    return page({ title: wording.title, body, reader, path: channelsPath });
  }
}

function cellsOf({ text, channelId, since, endsAt, shownBy }: NoticeBanner, names: ReadonlyMap<string, string>): (Html | string)[] {
  return [
    text,
    channelId === undefined ? wording.everywhere : (channelNames[channelId] ?? channelId),
    moment(since),
    endsAt === undefined ? wording.openEnd : moment(endsAt),
    names.get(shownBy) ?? "",
  ];
}

function endForm(reader: Reader, { id, text }: NoticeBanner): Html {
  return html`<form method="post" action="${path}/${id}/thoi">
    ${csrfField(reader)}<button>${wording.end}<span class="unseen">: ${text}</span></button>
  </form>`;
}
