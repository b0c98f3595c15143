import type { FastifyInstance } from "fastify";
import type { ActivityJson } from "../../activity/activity.js";
import type { Announcement } from "../../core/announcements/announcement.js";
import { wordingOfTrials } from "../../core/wording/trials.js";
import type { PostgresStaffConversations } from "../../storage/postgres-staff-conversations.js";
import { readerOf, refuse } from "../guard.js";
import type { AnnouncementPagesParts } from "./announcement-routes.js";
import { idForm } from "./id-form.js";
import { announcementsPath as path } from "./paths.js";
import { previewOf } from "./preview-of.js";

export interface TrialParts extends Pick<AnnouncementPagesParts, "announcements" | "store"> {
  readonly conversations: PostgresStaffConversations;
  /** False if nobody can be reached in the conversation. */
  readonly send: (conversationId: string, activities: readonly ActivityJson[]) => Promise<boolean>;
  readonly now: () => Date;
}

/** Sends an announcement, in any state, to whoever asks for it and to nobody else. It has no row in the ledger. */
export function trialRoutes(server: FastifyInstance, { announcements, store, conversations, send, now }: TrialParts): void {
  const config = { access: "run_announcements", rateLimit: { max: 20, groupId: "console-trials" } } as const;

  server.post(`${path}/:id/thu`, { config }, async (request, reply) => {
    const { account } = readerOf(request);
    const announcement = await store.find(idForm.parse(request.params).id);
    if (announcement === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const reached = await trial(announcement, account.id);
    if (reached.length > 0) {
      const { id, version, content } = announcement;
      await conversations.noteTrial(account, { id, version, title: content.title }, reached, now());
    }
    return reply.redirect(`${path}/${announcement.id}?thu=${encodeURIComponent(reached.join(",") || "-")}`, 303);
  });

  /** @returns the channels that it went out on. */
  async function trial(announcement: Announcement, accountId: string): Promise<string[]> {
    const preview = previewOf(announcements, announcement);
    const mark: ActivityJson = { type: "message", text: wordingOfTrials.mark(announcement.content.title), textFormat: "plain", locale: "vi-VN" };
    const reached: string[] = [];
    for (const { channelId, conversationId } of await conversations.of(accountId)) {
      const activity = preview.get(channelId);
      if (activity !== undefined && (await send(conversationId, [mark, activity]))) reached.push(channelId);
    }
    return reached;
  }
}
