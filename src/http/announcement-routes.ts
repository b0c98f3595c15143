import type { FastifyInstance } from "fastify";
import type { AnnouncementStore } from "../core/announcements/announcement-store.js";
import type { AnnouncementAddresses } from "../core/announcements/compose-announcement.js";
import { dayInVietnam } from "../core/wording/dates.js";
import { sendErrorPage } from "./error-page.js";

export interface AnnouncementRoutesParts {
  readonly store: Pick<AnnouncementStore, "find" | "countClick" | "picture">;
  readonly now: () => Date;
}

/** What an announcement has on our server. @param baseUrl origin under which people reach it */
export function announcementAddresses(baseUrl: () => string): (announcementId: number) => AnnouncementAddresses {
  return (announcementId) => ({
    link: (link) => `${baseUrl()}/tin/${announcementId}/${link}`,
    picture: (pictureId) => `${baseUrl()}/tin/anh/${pictureId}`,
  });
}

const number = { type: "integer", minimum: 1, maximum: 2_147_483_647 } as const;
/** A picture never changes: another one has another id. */
const keepForSeconds = 7 * 24 * 60 * 60;

/**
 * Where links of announcements lead, and their pictures. Of a click its day is counted and nothing else is kept. Nobody is
 * led anywhere but to addresses that were approved.
 */
export function announcementRoutes(server: FastifyInstance, { store, now }: AnnouncementRoutesParts): void {
  server.get<{ Params: { id: number; link: number } }>(
    "/tin/:id/:link",
    { schema: { params: { type: "object", properties: { id: number, link: number } } } },
    async (request, reply) => {
      const { id, link } = request.params;
      const announcement = await store.find(id);
      const isOut = announcement?.startedAt !== undefined && announcement.content.countsClicks;
      const url = isOut ? announcement.content.links[link - 1]?.url : undefined;
      if (url === undefined) return sendErrorPage(404, request, reply);
      await store.countClick(id, link, dayInVietnam(now()));
      return reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").redirect(url, 302);
    },
  );

  server.get<{ Params: { id: string } }>("/tin/anh/:id", async (request, reply) => {
    const picture = await store.picture(request.params.id);
    if (picture === undefined) return sendErrorPage(404, request, reply);
    return (
      reply
        .header("cache-control", `public, max-age=${keepForSeconds}, immutable`)
        // Teams shows it on a page of its own; opened by itself it is a picture and nothing else.
        .header("cross-origin-resource-policy", "cross-origin")
        .header("content-security-policy", "default-src 'none'; sandbox")
        .type(picture.contentType)
        .send(picture.bytes)
    );
  });
}
