import type pg from "pg";
import { Announcements, type AnnouncementsParts } from "./core/announcements/announcements.js";
import { Sender, type SenderOptions } from "./core/announcements/sender.js";
import { announcementAddresses } from "./http/announcement-routes.js";
import { PostgresAnnouncements } from "./storage/postgres-announcements.js";
import { PostgresSendingLedger } from "./storage/postgres-sending-ledger.js";

export interface OpenAnnouncements extends Pick<AnnouncementsParts, "placeName" | "topicName" | "now">, Pick<SenderOptions, "channels" | "wait" | "onFault"> {
  readonly pool: pg.Pool;
  /** Name of this process's `Presence`. */
  readonly holder: string;
  readonly publicUrl: string | undefined;
  /** Origin under which people reach the server. */
  readonly baseUrl: () => string;
}

/** What the console works with, where it is kept, and the sender, which is still to be started. */
export function openAnnouncements(parts: OpenAnnouncements): { announcements: Announcements; announcementStore: PostgresAnnouncements; sender: Sender } {
  const { pool, holder, publicUrl, baseUrl } = parts;
  const announcementStore = new PostgresAnnouncements(pool);
  const announcements = new Announcements({
    ...parts,
    store: announcementStore,
    addressesOf: announcementAddresses(baseUrl),
    hasPublicAddress: publicUrl?.startsWith("https:") === true,
  });
  const sender = new Sender({
    ...parts,
    store: announcementStore,
    ledger: new PostgresSendingLedger(pool, holder),
    compose: (announcement, channel, placeId) => announcements.compose(announcement, channel, placeId),
    chance: Math.random,
  });
  return { announcements, announcementStore, sender };
}
