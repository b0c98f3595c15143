import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { html } from "../../../adapters/shared/markup.js";
import type { Action } from "../../core/announcements/act.js";
import { announcementStates, systemId, type Announcement } from "../../core/announcements/announcement.js";
import type { AnnouncementFilter, AnnouncementStore } from "../../core/announcements/announcement-store.js";
import type { Announcements } from "../../core/announcements/announcements.js";
import { momentInVietnam } from "../../core/announcements/schedule.js";
import { permissionsOf } from "../../core/staff/roles.js";
import { announcementRefusals, announcementStateNames } from "../../core/wording/announcements.js";
import { sendHtml } from "../frame/send-html.js";
import { readerOf, refuse } from "../guard.js";
import { field, form, select, submit, type Faults } from "../frame/form.js";
import { moment, momentText } from "../frame/moment.js";
import { page, type Reader } from "../frame/page.js";
import { exportFormats, exportLinks, sendExport } from "../frame/send-export.js";
import { filterForm, pageLength, pageNumber, pager, table } from "../frame/table.js";
import { typedText } from "../frame/typed.js";
import { announcementPages as wording } from "../wording/announcements.js";
import { channelNames } from "../wording/overview.js";
import { trialWording } from "../wording/trials.js";
import { contentFields, contentForm, contentOf, emptyContent, typedOf, type Addressing, type TypedContent } from "./content-form.js";
import { idForm } from "./id-form.js";
import { announcementsPath as path } from "./paths.js";
import { previewOf } from "./preview-of.js";
import { flagsOf, stateMark } from "./state-mark.js";
import { workPage } from "./work-page.js";

export interface AnnouncementPagesParts {
  readonly announcements: Announcements;
  readonly store: AnnouncementStore;
  readonly addressing: () => Addressing;
  /** Where somebody gets trials. */
  readonly conversationsOf: (accountId: string) => Promise<readonly { readonly channelId: string }[]>;
  /** Names of accounts by their ids. */
  readonly accountNames: () => Promise<ReadonlyMap<string, string>>;
}

const filterQuery = z.object({ tim: typedText(100), trangthai: z.enum(["", ...announcementStates]).catch(""), dientap: z.enum(["", "1"]).catch("") });
/** Where a trial has just been sent, as the page is called by again. */
const trialQuery = z.object({ thu: z.string().max(200).optional().catch(undefined) });
const stepForm = z.object({
  day: typedText(20),
  time: typedText(20),
  recipients: typedText(30),
  shown: typedText(30),
  confirmed: z.string().optional().catch(undefined),
});
/** Steps that people take, by their last part of the address; editing has its own form. */
const kinds = ["submit", "approve", "return", "schedule", "pause", "resume", "retry", "cancel"] as const;
type Kind = (typeof kinds)[number];
/** Why somebody was left out that may have passed; the store tries these again. */
const retryableReasons: readonly string[] = ["outside_window", "quota", "channel_closed"];
const withReason: readonly Kind[] = ["return", "pause", "cancel"];

export function announcementRoutes(server: FastifyInstance, parts: AnnouncementPagesParts): void {
  const { announcements, store, addressing } = parts;
  const seen = { config: { access: "see_announcements" } } as const;
  const written = { config: { access: "write_announcements" } } as const;

  server.get(path, seen, async (request, reply) => {
    const query = filterQuery.parse(request.query);
    const number = pageNumber((request.query as { trang?: unknown }).trang);
    const filter = filterOf(query);
    const [{ announcements: found, total }, nameOf] = await Promise.all([
      store.list(filter, { offset: (number - 1) * pageLength, limit: pageLength }),
      names(),
    ]);
    const reader = readerOf(request);
    const body = html`<p class="lead">${wording.lead}</p>
      ${permissionsOf(reader.account.roles).has("write_announcements") && html`<p><a class="button primary" href="${path}/them">${wording.add}</a></p>`}
      ${filterForm(
        path,
        [
          field({ name: "tim", label: wording.filters.title, value: query.tim }),
          select({
            name: "trangthai",
            label: wording.filters.state,
            options: [
              { value: "", label: wording.filters.all },
              ...announcementStates.map((state) => ({ value: state, label: announcementStateNames[state] })),
            ],
            chosen: [query.trangthai],
          }),
          select({
            name: "dientap",
            label: wording.training,
            options: [
              { value: "", label: wording.filters.all },
              { value: "1", label: wording.filters.training },
            ],
            chosen: [query.dientap],
          }),
        ],
        Object.values(query).some((value) => value !== ""),
      )}
      ${table({
        caption: wording.title,
        columns: [wording.columns.title, wording.columns.state, wording.columns.scheduled, wording.columns.author, wording.columns.updated],
        rows: found.map((announcement) => [
          html`<a href="${path}/${announcement.id}">${announcement.content.title || `#${announcement.id}`}</a>`,
          html`${stateMark(announcement)}${announcement.content.isTraining && ` · ${wording.training}`}${announcement.content.isEmergency && ` · ${wording.emergency}`}`,
          announcement.scheduledAt === undefined ? wording.notScheduled : moment(announcement.scheduledAt),
          nameOf(announcement.authorId),
          moment(announcement.updatedAt),
        ]),
        empty: wording.empty,
      })}
      ${pager({ path, query, page: number, count: total })} ${total > 0 && exportLinks(path, query)}`;
    return sendHtml(reply, page({ title: wording.title, body, reader, path }));
  });

  for (const format of exportFormats) {
    server.get(`${path}.${format}`, seen, async (request, reply) => {
      const filter = filterOf(filterQuery.parse(request.query));
      const nameOf = await names();
      const { title, state, scheduled, author, updated } = wording.columns;
      return sendExport(reply, format, {
        fileName: "thong-bao",
        title: wording.title,
        heads: [wording.columns.number, title, state, wording.work.options, scheduled, author, wording.work.approver, updated],
        rows: async (part) => (await store.list(filter, part)).announcements.map((announcement) => cellsOf(announcement, nameOf)),
      });
    });
  }

  server.get(`${path}/them`, written, (request, reply) => sendHtml(reply, formPage(readerOf(request), { typed: emptyContent })));

  server.post(`${path}/them`, written, async (request, reply) => {
    const reader = readerOf(request);
    const typed = ownTyped(reader, request.body);
    const { content, unknownPlaces } = contentOf(typed, addressing(), undefined);
    const faults = faultsOfForm(unknownPlaces);
    if (Object.keys(faults).length > 0) return sendHtml(reply.code(422), formPage(reader, { typed, faults }));
    const id = await announcements.create(content, actorOf(reader));
    return reply.redirect(`${path}/${id}`, 303);
  });

  server.get(`${path}/:id`, seen, (request, reply) => show(request, reply, {}));

  server.get(`${path}/:id/sua`, written, async (request, reply) => {
    const announcement = await store.find(idForm.parse(request.params).id);
    if (announcement === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const typed = typedOf(announcement.content, addressing());
    return sendHtml(reply, formPage(readerOf(request), { typed, id: announcement.id, title: announcement.content.title }));
  });

  server.post(`${path}/:id/sua`, written, async (request, reply) => {
    const reader = readerOf(request);
    const announcement = await store.find(idForm.parse(request.params).id);
    if (announcement === undefined) return refuse(reply, 404, "notFound", reader);
    const typed = ownTyped(reader, request.body, announcement.content.isEmergency);
    const { content, unknownPlaces } = contentOf(typed, addressing(), announcement.content.picture);
    const faults = faultsOfForm(unknownPlaces);
    const shown = { typed, faults, id: announcement.id, title: announcement.content.title };
    if (Object.keys(faults).length > 0) return sendHtml(reply.code(422), formPage(reader, shown));
    const result = await announcements.step(announcement.id, { kind: "edit", content }, actorOf(reader));
    if ("announcement" in result) return reply.redirect(`${path}/${announcement.id}`, 303);
    if (result.refused === "unknown") return refuse(reply, 404, "notFound", reader);
    return sendHtml(reply.code(409), formPage(reader, { ...shown, faults: { title: announcementRefusals[result.refused] } }));
  });

  for (const kind of kinds) {
    const access = kind === "submit" ? "write_announcements" : kind === "approve" || kind === "return" ? "approve_announcements" : "run_announcements";
    server.post(`${path}/:id/${kind}`, { config: { access } }, (request, reply) => take(request, reply, kind));
  }

  async function take(request: FastifyRequest, reply: FastifyReply, kind: Kind): Promise<FastifyReply> {
    const reader = readerOf(request);
    const { id } = idForm.parse(request.params);
    const action = actionOf(kind, request.body);
    if ("faults" in action) return show(request, reply.code(422), action.faults);
    const result = await announcements.step(id, action.action, actorOf(reader));
    if ("announcement" in result) return reply.redirect(`${path}/${id}`, 303);
    if (result.refused === "unknown") return refuse(reply, 404, "notFound", reader);
    const place = kind === "schedule" ? "time" : withReason.includes(kind) ? `reason-${kind}` : "noi-dung";
    return show(request, reply.code(409), { [place]: announcementRefusals[result.refused] });
  }

  async function show(request: FastifyRequest, reply: FastifyReply, refused: Faults): Promise<FastifyReply> {
    const reader = readerOf(request);
    const { id } = idForm.parse(request.params);
    const history = await store.history(id);
    if (history === undefined) return refuse(reply, 404, "notFound", reader);
    const { content } = history.announcement;
    const [reach, nameOf, ledger, own] = await Promise.all([
      announcements.reach(content.audience, content.topic),
      names(),
      store.ledgerCounts(id),
      parts.conversationsOf(reader.account.id),
    ]);
    const body = workPage({
      reader,
      history,
      addressing: addressing(),
      nameOf,
      faults: announcements.faultsOf(content, id),
      reach,
      preview: previewOf(announcements, history.announcement),
      sendsAddressElse: (channelId) => announcements.sendsAddressElse(channelId),
      ownChannels: own.map(({ channelId }) => channelId),
      canRetry: (ledger?.counts ?? []).some(({ state, reason }) => state === "failed" || retryableReasons.includes(reason)),
      refused,
    });
    const { thu } = trialQuery.parse(request.query);
    return sendHtml(reply, page({ title: content.title || `#${id}`, body, reader, path, notice: thu === undefined ? undefined : noticeOfTrial(thu) }));
  }

  function formPage(
    reader: Reader,
    { typed, faults = {}, id, title = "" }: { readonly typed: TypedContent; readonly faults?: Faults; readonly id?: number; readonly title?: string },
  ): string {
    const mayDeclareEmergencies = actorOf(reader).mayDeclareEmergencies;
    const fields = contentFields({ typed, addressing: addressing(), faults, mayDeclareEmergencies });
    const action = id === undefined ? `${path}/them` : `${path}/${id}/sua`;
    const body = html`${id !== undefined && html`<p class="lead">${wording.form.editNote}</p>`}
    ${form(reader, action, [...fields, submit(wording.form.save)], { faults })}`;
    return page({ title: id === undefined ? wording.form.addTitle : wording.form.editTitle(title), body, reader, path });
  }

  async function names(): Promise<(id: string) => string> {
    const known = await parts.accountNames();
    return (id) => known.get(id) ?? (id === systemId ? wording.work.system : wording.work.unknownPerson);
  }
}

function filterOf({ tim, trangthai, dientap }: z.infer<typeof filterQuery>): AnnouncementFilter {
  return {
    states: trangthai === "" ? undefined : [trangthai],
    title: tim === "" ? undefined : tim,
    isTraining: dientap === "" ? undefined : true,
  };
}

function cellsOf(announcement: Announcement, nameOf: (id: string) => string): (string | number)[] {
  const { id, content, state, scheduledAt, authorId, approverId, updatedAt } = announcement;
  return [
    id,
    content.title,
    announcementStateNames[state],
    flagsOf(announcement),
    scheduledAt === undefined ? "" : momentText(scheduledAt),
    nameOf(authorId),
    approverId === undefined ? "" : nameOf(approverId),
    momentText(updatedAt),
  ];
}

export function actorOf({ account }: Reader): { readonly id: string; readonly mayDeclareEmergencies: boolean } {
  return { id: account.id, mayDeclareEmergencies: permissionsOf(account.roles).has("send_emergencies") };
}

/** Only channels that we know are named. */
function noticeOfTrial(channelIds: string): string {
  const names = channelIds.split(",").flatMap((id) => channelNames[id] ?? []);
  return names.length === 0 ? trialWording.notSent : trialWording.sent(names.join(", "));
}

/** What was typed; whoever may not declare emergencies neither makes nor unmakes one. */
function ownTyped(reader: Reader, body: unknown, wasEmergency = false): TypedContent {
  const typed = contentForm.parse(body ?? {});
  return actorOf(reader).mayDeclareEmergencies ? typed : { ...typed, isEmergency: wasEmergency };
}

function faultsOfForm(unknownPlaces: readonly string[]): Faults {
  return unknownPlaces.length === 0 ? {} : { places: wording.form.unknownPlaces(unknownPlaces.join(", ")) };
}

function actionOf(kind: Kind, body: unknown): { readonly action: Action } | { readonly faults: Faults } {
  const { day, time, recipients, shown, confirmed } = stepForm.parse(body ?? {});
  const isConfirmed = confirmed !== undefined;
  const reason = z.object({ [`reason-${kind}`]: typedText(500) }).parse(body ?? {})[`reason-${kind}`] ?? "";
  switch (kind) {
    case "return":
    case "pause":
    case "cancel":
      return { action: { kind, reason } };
    case "approve":
      return { action: { kind, isConfirmed } };
    case "schedule": {
      const at = momentInVietnam(day, time);
      const faults: Faults = {
        ...(at === undefined && { day: wording.actions.timeFault }),
        ...(recipients.replace(/\D/gu, "") !== shown && { recipients: wording.actions.recipientsFault }),
      };
      return at === undefined || Object.keys(faults).length > 0 ? { faults } : { action: { kind, at, isConfirmed } };
    }
    default:
      return { action: { kind } };
  }
}
