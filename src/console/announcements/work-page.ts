import { html, type Html } from "../../../adapters/shared/markup.js";
import type { ActivityJson } from "../../activity/activity.js";
import { isPossible, type Action } from "../../core/announcements/act.js";
import type { Announcement } from "../../core/announcements/announcement.js";
import type { AnnouncementHistory } from "../../core/announcements/announcement-store.js";
import type { ChannelCount } from "../../core/announcements/audience-count.js";
import type { ContentFault } from "../../core/announcements/content-faults.js";
import { paidTextDong, priceReadOn, type Estimate, type RouteCount } from "../../core/announcements/reach.js";
import { permissionsOf } from "../../core/staff/roles.js";
import { announcementActionNames, contentFaults, skipReasonNames } from "../../core/wording/announcements.js";
import { readableDate } from "../../core/wording/dates.js";
import { errorSummary, field, type Faults } from "../frame/form.js";
import { moment } from "../frame/moment.js";
import { csrfField, type Reader } from "../frame/page.js";
import { table, type Cell } from "../frame/table.js";
import { announcementPages } from "../wording/announcements.js";
import { trialConversationsPath } from "../accounts/trial-conversations.js";
import { trialWording } from "../wording/trials.js";
import { channelNames } from "../wording/overview.js";
import { placeName, type Addressing } from "./content-form.js";
import { pictureAddress, pictureOf } from "./picture-view.js";
import { announcementsPath } from "./paths.js";
import { flagsOf, stateMark } from "./state-mark.js";

const { work: wording, actions } = announcementPages;
const formatCount = (count: number): string => count.toLocaleString("vi-VN");

export interface WorkPageParts {
  readonly reader: Reader;
  readonly history: AnnouncementHistory;
  readonly addressing: Addressing;
  /** The name of an account; of the system too. */
  readonly nameOf: (id: string) => string;
  readonly faults: readonly ContentFault[];
  readonly reach: { readonly counts: readonly ChannelCount[]; readonly estimate: Estimate; readonly routes: readonly RouteCount[] };
  readonly preview: ReadonlyMap<string, ActivityJson>;
  readonly sendsAddressElse: (channelId: string) => boolean;
  /** Channels on which this reader has linked a conversation, for trials. */
  readonly ownChannels: readonly string[];
  /** Whether there is anybody whom the announcement may be sent to again. */
  readonly canRetry: boolean;
  /** Of the step that was just refused. */
  readonly refused?: Faults;
}

/** Where an announcement is looked at and taken a step further. */
export function workPage(parts: WorkPageParts): Html {
  const { history, refused = {} } = parts;
  const { announcement } = history;
  return html`${errorSummary(refused)} ${facts(parts)} ${faultList(parts)}
    <h2>${wording.preview}</h2>
    <div class="previews">${[...parts.preview].map(([channelId, activity]) => bubble(parts, channelId, activity))}</div>
    ${trial(parts)}
    <h2>${wording.audience}</h2>
    ${audience(parts)}
    <h2>${wording.todo}</h2>
    ${steps(parts)}
    <h2>${wording.history}</h2>
    ${table({
      caption: wording.history,
      columns: [wording.action, wording.at, wording.by, wording.reason],
      rows: history.events.map(({ action, doneAt, doneBy, reason }) => [announcementActionNames[action], moment(doneAt), parts.nameOf(doneBy), reason ?? ""]),
      empty: "",
    })}
    ${history.versions.length > 1 && versions(parts)}
    ${announcement.startedAt !== undefined && html`<p><a href="${announcementsPath}/${announcement.id}/bao-cao">${wording.watch}</a></p>`}`;
}

function facts({ history, nameOf, addressing }: WorkPageParts): Html {
  const { announcement, events } = history;
  const last = events.at(-1);
  const isReturned = announcement.state === "draft" && last?.action === "return";
  const flags = flagsOf(announcement);
  const rows: readonly (readonly [string, Cell | undefined])[] = [
    [wording.state, stateMark(announcement, isReturned)],
    [wording.returnReason, isReturned ? last.reason : undefined],
    [wording.version, announcement.version],
    [wording.author, nameOf(announcement.authorId)],
    [wording.editor, announcement.editorId === announcement.authorId ? undefined : nameOf(announcement.editorId)],
    [wording.approver, announcement.approverId && nameOf(announcement.approverId)],
    [wording.scheduled, announcement.scheduledAt && moment(announcement.scheduledAt)],
    [wording.started, announcement.startedAt && moment(announcement.startedAt)],
    [wording.finished, announcement.finishedAt && moment(announcement.finishedAt)],
    ...audienceRows(announcement, addressing),
    [wording.options, flags === "" ? undefined : flags],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        value !== undefined &&
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** Whom it is for, in the words of the form. */
function audienceRows({ content: { topic, question, audience } }: Announcement, { topics, places }: Addressing): (readonly [string, string | undefined])[] {
  const { roleNames, everyTopic } = announcementPages.form;
  const orAll = (names: readonly string[], all: string): string => (names.length === 0 ? all : names.join(", "));
  return [
    [wording.topic, topic === undefined ? everyTopic : (topics.find(({ id }) => id === topic)?.name ?? topic)],
    [
      wording.places,
      orAll(
        (audience.places ?? []).map((code) => placeName(places, code) ?? code),
        wording.everywhere,
      ),
    ],
    [
      wording.roles,
      orAll(
        (audience.roles ?? []).map((role) => roleNames[role]),
        wording.everyone,
      ),
    ],
    [
      wording.channels,
      orAll(
        (audience.channels ?? []).map((id) => channelNames[id] ?? id),
        wording.everyone,
      ),
    ],
    [wording.question, question],
  ];
}

function faultList({ faults, history }: WorkPageParts): Html | false {
  if (faults.length === 0 || history.announcement.state !== "draft") return false;
  return html`<div class="warning">
    <h2>${wording.toFix}</h2>
    <ul>
      ${faults.map(({ code, detail }) => html`<li>${contentFaults[code]}${detail !== undefined && ` (${detail})`}</li>`)}
    </ul>
  </div>`;
}

/** How the picture of an announcement goes on a channel; nothing is said where it simply does. */
function pictureNote({ history, sendsAddressElse }: WorkPageParts, channelId: string, activity: ActivityJson): string | undefined {
  if (history.announcement.content.picture === undefined) return undefined;
  if (activity.attachments === undefined) return wording.pictureAsLink;
  return sendsAddressElse(channelId) ? wording.pictureElseLink : undefined;
}

/** What is sent, as it is sent; drawn as that channel draws it. */
function bubble(parts: WorkPageParts, channelId: string, activity: ActivityJson): Html {
  const { text = "", suggestedActions } = activity;
  const picture = pictureOf(activity, parts.history.announcement.content.picture);
  const note = pictureNote(parts, channelId, activity);
  const { actions: buttons = [] } = (suggestedActions ?? {}) as { readonly actions?: readonly { readonly title?: string }[] };
  return html`<section class="preview ${channelId}">
    <h3>${wording.previewOf(channelNames[channelId] ?? channelId)}</h3>
    ${picture}
    <p class="bubble">${text}</p>
    ${buttons.length > 0 && html`<p class="bubble-buttons"><span class="unseen">${wording.button}</span> ${buttons.map(({ title = "" }) => html`<span>${title}</span>`)}</p>`}
    ${note !== undefined && html`<p class="hint">${note}</p>`}
  </section>`;
}

/** Whoever may send it to everybody may send it to themselves first. */
function trial({ reader, history, preview, ownChannels }: WorkPageParts): Html | false {
  if (!permissionsOf(reader.account.roles).has("run_announcements")) return false;
  const reached = ownChannels.filter((id) => preview.has(id)).map((id) => channelNames[id] ?? id);
  if (reached.length === 0) return html`<p class="trial">${trialWording.nowhere} <a href="${trialConversationsPath}">${trialWording.open}</a></p>`;
  return html`<form class="field trial" method="post" action="${announcementsPath}/${history.announcement.id}/thu">
    ${csrfField(reader)}<button>${trialWording.send}</button>
    <p class="hint">${trialWording.sendHint(reached.join(", "))} <a href="${trialConversationsPath}">${trialWording.open}</a></p>
  </form>`;
}

function audience({ reach: { counts, estimate, routes } }: WorkPageParts): Html {
  const minutes = Math.ceil(estimate.durationMs / 60_000);
  return html`<p>
      <strong>${wording.total(formatCount(estimate.messages))}</strong> ${wording.duration(announcementPages.duration(minutes))}
      ${estimate.costDong > 0 && wording.cost(formatCount(estimate.costDong))}
    </p>
    ${table({
      caption: wording.audience,
      columns: [wording.channel, wording.registered, wording.reached, wording.excluded],
      rows: counts.map(({ channelId, total, reached, excluded }) => [
        channelNames[channelId] ?? channelId,
        formatCount(total),
        formatCount(reached),
        excludedText(excluded),
      ]),
      empty: wording.nobody,
    })}
    ${routes.length > 0 && costs(routes)}`;
}

/** What each way to people costs, as far as anybody has told us. */
function costs(routes: readonly RouteCount[]): Html {
  const { routeNames, noPrice, dong, free } = wording.costs;
  return html`<h3>${wording.costs.title}</h3>
    ${table({
      caption: wording.costs.title,
      columns: [wording.costs.route, wording.channel, wording.costs.people, wording.costs.price, wording.costs.most],
      rows: routes.map(({ channelId, route, count, costDong }) => [
        routeNames[route],
        channelNames[channelId] ?? channelId,
        formatCount(count),
        route === "paid_text" ? dong(formatCount(paidTextDong)) : route === "none" ? noPrice : free,
        costDong === undefined ? noPrice : dong(formatCount(costDong)),
      ]),
      empty: "",
    })}
    <p class="hint">${wording.costs.source(readableDate(priceReadOn))}</p>`;
}

function excludedText(excluded: ChannelCount["excluded"]): string {
  const parts = Object.entries(excluded).filter(([, count]) => count > 0);
  return parts.length === 0
    ? "0"
    : parts.map(([reason, count]) => `${formatCount(count)} ${skipReasonNames[reason as keyof typeof skipReasonNames]}`).join("; ");
}

function versions({ history, nameOf }: WorkPageParts): Html {
  return html`<h2>${wording.versions}</h2>
    ${history.versions.map(
      ({ version, content, writtenBy, writtenAt }) =>
        html`<details>
          <summary>${wording.versionTitle(version)}: ${nameOf(writtenBy)}, ${moment(writtenAt)}</summary>
          <p><strong>${content.title}</strong></p>
          <p class="bubble">${content.text}</p>
          ${content.picture !== undefined && html`<p><a href="${pictureAddress(content.picture)}">${wording.picture}: ${content.picture.description}</a></p>`}
        </details>`,
    )}`;
}

/** The steps that this reader may take now; none is offered that would be refused. */
function steps(parts: WorkPageParts): Html {
  const { reader, history } = parts;
  const { announcement } = history;
  const allowed = permissionsOf(reader.account.roles);
  const can = (kind: Action["kind"]): boolean => isPossible(kind, announcement.state);
  const isOwn = [announcement.authorId, announcement.editorId].includes(reader.account.id);
  const mayWrite = allowed.has("write_announcements");
  const mayApprove = allowed.has("approve_announcements");
  const mayRun = allowed.has("run_announcements");
  const found = [
    mayWrite &&
      can("edit") &&
      html`<p>
        <a class="button" href="${announcementsPath}/${announcement.id}/sua">${actions.edit}</a>
        <a class="button" href="${announcementsPath}/${announcement.id}/anh"
          >${announcement.content.picture === undefined ? actions.addPicture : actions.changePicture}</a
        >
      </p>`,
    mayWrite && can("submit") && parts.faults.length === 0 && step(parts, "submit", actions.submit, []),
    can("approve") && !mayApprove && html`<p>${actions.waitsForApprover}</p>`,
    can("approve") && mayApprove && isOwn && html`<p>${actions.notOwn}</p>`,
    can("approve") && mayApprove && !isOwn && step(parts, "approve", actions.approve, [confirmation(announcement, "approve")]),
    can("return") && mayApprove && step(parts, "return", actions.return, [reasonField("return", actions.returnReason)]),
    can("schedule") && mayRun && schedule(parts),
    can("pause") && mayRun && step(parts, "pause", actions.pause, [reasonField("pause", actions.pauseReason)]),
    can("resume") && mayRun && step(parts, "resume", actions.resume, []),
    can("retry") && mayRun && parts.canRetry && step(parts, "retry", actions.retry, []),
    can("cancel") && mayRun && step(parts, "cancel", actions.cancel, [reasonField("cancel", actions.cancelReason, actions.cancelHint)]),
  ].filter((one) => one !== false);
  return found.length === 0 ? html`<p>${actions.nothing}</p>` : html`${found}`;
}

function step({ reader, history }: WorkPageParts, kind: Action["kind"], label: string, fields: readonly (Html | false)[]): Html {
  const isMain = ["submit", "approve", "schedule", "resume"].includes(kind);
  return html`<form class="step" method="post" action="${announcementsPath}/${history.announcement.id}/${kind}">
    ${csrfField(reader)} ${fields} <button${isMain && html` class="primary"`}>${label}</button>
  </form>`;
}

function reasonField(kind: string, label: string, hint?: string): Html {
  return field({ name: `reason-${kind}`, label, hint, maxLength: 500 });
}

function schedule(parts: WorkPageParts): Html {
  const { announcement } = parts.history;
  const { messages } = parts.reach.estimate;
  const faults = parts.refused ?? {};
  return step(parts, "schedule", announcement.state === "scheduled" ? actions.reschedule : actions.schedule, [
    field({ name: "day", label: actions.day, type: "date", faults }),
    field({ name: "time", label: actions.time, hint: actions.timeHint, type: "time", faults }),
    html`<input type="hidden" name="shown" value="${messages}" />`,
    field({ name: "recipients", label: actions.recipients(formatCount(messages)), hint: actions.recipientsHint, inputMode: "numeric", faults }),
    confirmation(announcement, "schedule"),
  ]);
}

function confirmation({ content }: Announcement, kind: string): Html | false {
  return (
    content.isEmergency &&
    html`<div class="choice">
      <input type="checkbox" id="confirmed-${kind}" name="confirmed" value="1" />
      <label for="confirmed-${kind}">${actions.confirmEmergency}</label>
    </div>`
  );
}
