import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import type { ChannelPause, ChannelPauseStore } from "../../core/announcements/channel-pauses.js";
import { permissionsOf } from "../../core/staff/roles.js";
import type { ChannelHealth } from "../../storage/channel-health.js";
import { sendHtml } from "../frame/send-html.js";
import { errorSummary, field, type Faults } from "../frame/form.js";
import { moment } from "../frame/moment.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { readerOf, refuse } from "../guard.js";
import { channelsPath } from "./paths.js";
import { channelNames, channelWording as wording } from "../wording/overview.js";

const channelForm = z.object({ channel: z.string().max(50).catch("") });
const reasonForm = z.object({ reason: z.string().trim().min(1).max(500), public: z.string().optional().catch(undefined) });

export interface ChannelPagesParts {
  readonly health: () => Promise<ChannelHealth[]>;
  /** Channels that can be switched off: those whose server must be called. */
  readonly switchable: readonly string[];
  readonly pauses: ChannelPauseStore;
}

/** How the channels do, and their kill switches. */
export function channelRoutes(server: FastifyInstance, { health, switchable, pauses }: ChannelPagesParts): void {
  const switched = { config: { access: "manage_channels" } } as const;

  server.get(channelsPath, { config: { access: "see_channels" } }, async (request, reply) => sendHtml(reply, await channelsPage(readerOf(request))));

  server.post(`${channelsPath}/:channel/tat`, switched, async (request, reply) => {
    const { channel } = channelForm.parse(request.params);
    if (!switchable.includes(channel)) return refuse(reply, 404, "notFound", readerOf(request));
    const typed = reasonForm.safeParse(request.body ?? {});
    if (!typed.success) return sendHtml(reply.code(422), await channelsPage(readerOf(request), { [`reason-${channel}`]: wording.reasonFault }));
    await pauses.pause(channel, { reason: typed.data.reason, isPublic: typed.data.public !== undefined }, readerOf(request).account);
    return reply.redirect(channelsPath, 303);
  });

  server.post(`${channelsPath}/:channel/bat`, switched, async (request, reply) => {
    const { channel } = channelForm.parse(request.params);
    await pauses.resume(channel, readerOf(request).account);
    return reply.redirect(channelsPath, 303);
  });

  async function channelsPage(reader: Reader, faults: Faults = {}): Promise<string> {
    const [channels, paused] = await Promise.all([health(), pauses.paused()]);
    const body = html`${errorSummary(faults)}
      ${paused.map(({ channelId, reason, since, isPublic }) => html`<p class="warning">${wording.pausedLine(nameOf(channelId), reason)} (${moment(since)})${isPublic && ` · ${wording.toldPublic}`}</p>`)}
      <p class="lead">${wording.lead}</p>
      <p><a class="button" href="${channelsPath}/loi-nhan">${wording.notices}</a></p>
      ${table({
        caption: wording.title,
        columns: [wording.channel, wording.lastArrival, wording.arrivals, wording.sent, wording.waiting, wording.failed],
        rows: channels.map((channel) => [
          nameOf(channel.channelId),
          channel.lastArrival === undefined ? wording.never : moment(channel.lastArrival),
          channel.arrivals,
          channel.sent,
          channel.waiting,
          failureOf(channel),
        ]),
        empty: "",
      })}
      ${
        permissionsOf(reader.account.roles).has("manage_channels") &&
        switchable.length > 0 &&
        html`<h2>${wording.switches}</h2>
          <p>${wording.switchesLead}</p>
          ${switchable.map((channelId) => switchOf(reader, channelId, paused, faults))}`
      }`;
    return page({ title: wording.title, body, reader, path: channelsPath });
  }
}

function switchOf(reader: Reader, channelId: string, paused: readonly ChannelPause[], faults: Faults): Html {
  const name = nameOf(channelId);
  const action = `${channelsPath}/${channelId}`;
  if (paused.some((pause) => pause.channelId === channelId))
    return html`<form class="step" method="post" action="${action}/bat">${csrfField(reader)}<button class="primary">${wording.resume(name)}</button></form>`;
  const id = `reason-${channelId}`;
  return html`<form class="step" method="post" action="${action}/tat">
    ${csrfField(reader)} ${field({ id, name: "reason", label: wording.reason(name), faults, maxLength: 500 })}
    <div class="choice">
      <input type="checkbox" id="public-${channelId}" name="public" value="1" />
      <label for="public-${channelId}">${wording.tellPublic}</label>
    </div>
    <button>${wording.pause(name)}</button>
  </form>`;
}

function failureOf({ refused, givenUp, lastReason }: ChannelHealth): string {
  const failed = refused + givenUp;
  return failed > 0 && lastReason !== undefined ? `${failed} (${lastReason})` : String(failed);
}

function nameOf(channelId: string): string {
  return channelNames[channelId] ?? channelId;
}
