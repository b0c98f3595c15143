import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { html } from "../../../adapters/shared/markup.js";
import type { AuditEntry } from "../../core/staff/audit.js";
import type { AuditFilter } from "../../storage/audit-log.js";
import { sendHtml } from "../frame/send-html.js";
import { readerOf } from "../guard.js";
import { allActionNames } from "./action-names.js";
import { field, select } from "../frame/form.js";
import { moment, momentText, startOfDay } from "../frame/moment.js";
import { page } from "../frame/page.js";
import { exportFormats, exportLinks, sendExport } from "../frame/send-export.js";
import { filterForm, pageLength, pageNumber, pager, table } from "../frame/table.js";
import { typedText } from "../frame/typed.js";
import { accountWording } from "../wording/accounts.js";
import { channelNames } from "../wording/overview.js";
import { auditWording as wording } from "../wording/audit.js";

const path = "/console/nhat-ky";
const dayMs = 86_400_000;
const text = typedText(100);
const filterQuery = z.object({ tim: text, viec: text, tu: text, den: text });

export interface AuditParts {
  readonly list: (filter: AuditFilter, part: { readonly limit: number; readonly offset: number }) => Promise<{ entries: AuditEntry[]; count: number }>;
}

export function auditRoutes(server: FastifyInstance, { list, now }: AuditParts & { readonly now: () => Date }): void {
  server.get(path, { config: { access: "see_audit" } }, async (request, reply) => {
    const query = filterQuery.parse(request.query);
    const number = pageNumber((request.query as { trang?: unknown }).trang);
    const { entries, count } = await list(filterOf(query), { limit: pageLength, offset: (number - 1) * pageLength });
    const isFiltered = Object.values(query).some((value) => value !== "");
    const body = html`<p class="lead">${wording.lead}</p>
      ${filterForm(
        path,
        [
          field({ name: "tim", label: wording.text, value: query.tim }),
          select({
            name: "viec",
            label: wording.action,
            options: [{ value: "", label: wording.allActions }, ...[...allActionNames].map(([value, label]) => ({ value, label }))],
            chosen: [query.viec],
          }),
          field({ name: "tu", label: wording.from, type: "date", value: query.tu }),
          field({ name: "den", label: wording.to, type: "date", value: query.den }),
        ],
        isFiltered,
      )}
      ${table({
        caption: wording.title,
        columns: [wording.action, wording.at, wording.actor, wording.subject, wording.details],
        rows: entries.map((entry) => [nameOf(entry), moment(entry.at), entry.actor.name || wording.system, entry.subject, detailsOf(entry)]),
        empty: wording.empty,
      })}
      ${pager({ path, query, page: number, count })} ${count > 0 && exportLinks(path, query)}`;
    return sendHtml(reply, page({ title: wording.title, body, reader: readerOf(request), path }));
  });

  for (const format of exportFormats) {
    server.get(`${path}.${format}`, { config: { access: "see_audit" } }, (request, reply) => {
      const filter = filterOf(filterQuery.parse(request.query));
      // What is written meanwhile would push rows from one part into the next: the list ends with the newest entry of now.
      const until = filter.to !== undefined && filter.to < now() ? filter.to : now();
      return sendExport(reply, format, {
        fileName: "nhat-ky",
        title: wording.title,
        heads: [wording.number, wording.action, wording.at, wording.actor, wording.subject, wording.details],
        rows: async (part) => (await list({ ...filter, to: until }, part)).entries.map(cellsOf),
      });
    });
  }
}

function nameOf({ action }: AuditEntry): string {
  return allActionNames.get(action) ?? action;
}

function cellsOf(entry: AuditEntry): (string | number)[] {
  return [entry.id, nameOf(entry), momentText(entry.at), entry.actor.name || wording.system, entry.subject, detailsOf(entry)];
}

function filterOf({ tim, viec, tu, den }: z.infer<typeof filterQuery>): AuditFilter {
  const to = startOfDay(den);
  return { text: tim || undefined, action: viec || undefined, from: startOfDay(tu), to: to && new Date(to.getTime() + dayMs) };
}

function detailsOf({ details = {} }: AuditEntry): string {
  return Object.entries(details)
    .map(([name, value]) => `${wording.detailNames[name] ?? name}: ${valueOf(value)}`)
    .join("; ");
}

function valueOf(value: string | number | boolean | readonly string[]): string {
  if (typeof value === "boolean") return value ? wording.yes : wording.no;
  const names: Readonly<Record<string, string>> = { ...accountWording.roles, ...channelNames };
  return typeof value === "object" ? value.map((one) => names[one] ?? one).join(", ") : String(value);
}
