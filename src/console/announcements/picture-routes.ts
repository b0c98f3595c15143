import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { html } from "../../../adapters/shared/markup.js";
import type { Action } from "../../core/announcements/act.js";
import type { Announcement, AnnouncementPicture } from "../../core/announcements/announcement.js";
import { mostDescriptionLength } from "../../core/announcements/content-faults.js";
import { cleanPicture } from "../../core/announcements/picture/clean-picture.js";
import { announcementRefusals } from "../../core/wording/announcements.js";
import { errorSummary, field, type Faults } from "../frame/form.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { sendHtml } from "../frame/send-html.js";
import { readerOf, refuse } from "../guard.js";
import { announcementPages } from "../wording/announcements.js";
import { actorOf, type AnnouncementPagesParts } from "./announcement-routes.js";
import { idForm } from "./id-form.js";
import { announcementsPath as path } from "./paths.js";
import { pictureAddress } from "./picture-view.js";

const { picture: wording } = announcementPages;
/** What is in a picture besides what shows is taken out before its weight counts. */
const mostUploadBytes = 4 * 1024 * 1024;
const typedDescription = z.string().trim();

interface Upload {
  readonly description: string;
  /** Absent where no file was chosen. */
  readonly file?: Buffer | undefined;
  readonly isTooHeavy: boolean;
}

/** The picture of an announcement: what a file is called is neither used nor shown nor kept. */
export async function pictureRoutes(server: FastifyInstance, { announcements, store }: Pick<AnnouncementPagesParts, "announcements" | "store">): Promise<void> {
  await server.register(multipart, { limits: { fileSize: mostUploadBytes, files: 1, fields: 4, fieldSize: 4000, parts: 5 } });
  const written = { config: { access: "write_announcements" } } as const;

  server.get(`${path}/:id/anh`, written, async (request, reply) => {
    const announcement = await store.find(idForm.parse(request.params).id);
    if (announcement === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return sendHtml(reply, picturePage(readerOf(request), announcement, announcement.content.picture?.description ?? ""));
  });

  server.post(`${path}/:id/anh`, written, async (request, reply) => {
    const reader = readerOf(request);
    const announcement = await store.find(idForm.parse(request.params).id);
    if (announcement === undefined || !request.isMultipart()) return refuse(reply, 404, "notFound", reader);
    const upload = await uploadIn(request);
    const { picture, faults } = await pictureOf(upload, announcement, reader);
    if (picture === undefined) return sendHtml(reply.code(422), picturePage(reader, announcement, upload.description, faults));
    const refused = await take(announcement, { kind: "edit", content: { ...announcement.content, picture } }, reader);
    if (refused === undefined) return reply.redirect(`${path}/${announcement.id}`, 303);
    return sendHtml(reply.code(409), picturePage(reader, announcement, upload.description, { file: refused }));
  });

  server.post(`${path}/:id/anh/bo`, written, async (request, reply) => {
    const reader = readerOf(request);
    const announcement = await store.find(idForm.parse(request.params).id);
    if (announcement === undefined) return refuse(reply, 404, "notFound", reader);
    const { picture: _taken, ...content } = announcement.content;
    const refused = await take(announcement, { kind: "edit", content }, reader);
    if (refused === undefined) return reply.redirect(`${path}/${announcement.id}`, 303);
    return sendHtml(reply.code(409), picturePage(reader, announcement, "", { file: refused }));
  });

  /** @returns why it was refused. */
  async function take({ id }: Announcement, action: Action, reader: Reader): Promise<string | undefined> {
    const result = await announcements.step(id, action, actorOf(reader));
    if ("announcement" in result) return undefined;
    return announcementRefusals[result.refused === "unknown" ? "wrong_state" : result.refused];
  }

  /** Another file, or another description of the one that is there. */
  async function pictureOf(
    { description, file, isTooHeavy }: Upload,
    { content }: Announcement,
    reader: Reader,
  ): Promise<{ readonly picture?: AnnouncementPicture; readonly faults: Faults }> {
    const { description: missing, descriptionLong, file: fileMissing, faults: pictureFaults } = wording.faults;
    const clean = isTooHeavy ? ({ fault: "too_heavy" } as const) : file && (await cleanPicture(file));
    const fileFault =
      clean === undefined ? (content.picture === undefined ? fileMissing : undefined) : "fault" in clean ? pictureFaults[clean.fault] : undefined;
    const faults: Faults = {
      ...(fileFault !== undefined && { file: fileFault }),
      ...(description === "" && { description: missing }),
      ...(description.length > mostDescriptionLength && { description: descriptionLong }),
    };
    if (Object.keys(faults).length > 0) return { faults };
    if (clean === undefined || "fault" in clean) return { faults, ...(content.picture && { picture: { ...content.picture, description } }) };
    const id = await store.savePicture(clean, reader.account.id);
    return { faults, picture: { id, contentType: clean.contentType, description } };
  }
}

/** What the form sent; a browser sends an empty file where none was chosen. */
async function uploadIn(request: FastifyRequest): Promise<Upload> {
  let description = "";
  let file: Buffer | undefined;
  let isTooHeavy = false;
  for await (const part of request.parts()) {
    if (part.type === "field") {
      if (part.fieldname === "description") description = typedDescription.catch("").parse(part.value);
      continue;
    }
    const parts: Buffer[] = [];
    for await (const bytes of part.file as AsyncIterable<Buffer>) parts.push(bytes);
    isTooHeavy ||= part.file.truncated;
    if (part.fieldname === "file" && parts.length > 0) file = Buffer.concat(parts);
  }
  return { description, file, isTooHeavy };
}

function picturePage(reader: Reader, { id, content }: Announcement, description: string, faults: Faults = {}): string {
  const { picture } = content;
  const action = `${path}/${id}/anh`;
  const fileFault = faults.file;
  const body = html`<p><a href="${path}/${id}">${wording.back}</a></p>
    <p class="lead">${wording.lead}</p>
    ${errorSummary(faults)} ${picture !== undefined && html`<p><img class="picture" src="${pictureAddress(picture)}" alt="${picture.description}" /></p>`}
    <form method="post" action="${action}?csrf=${encodeURIComponent(reader.csrf)}" enctype="multipart/form-data" novalidate>
      <div class="field">
        <label for="file">${picture === undefined ? wording.file : wording.otherFile}</label>
        <p class="hint" id="file-hint">${wording.fileHint}</p>
        ${fileFault !== undefined && html`<p class="fault" id="file-fault">${fileFault}</p>`}
        <input
          type="file"
          id="file"
          name="file"
          accept="image/jpeg,image/png,image/webp"
          aria-describedby="file-hint${fileFault !== undefined && " file-fault"}"
          ${fileFault !== undefined && html` aria-invalid="true"`}
        />
      </div>
      ${field({ name: "description", label: wording.description, hint: wording.descriptionHint, value: description, faults, maxLength: mostDescriptionLength })}
      <button class="primary">${wording.save}</button>
    </form>
    ${picture !== undefined && html`<form class="step" method="post" action="${action}/bo">${csrfField(reader)}<button>${wording.remove}</button></form>`}`;
  return page({ title: wording.title(content.title), body, reader, path });
}
