import type { ActivityJson } from "../../activity/activity.js";
import type { Channel } from "../../activity/capabilities.js";
import { act, type Action, type Actor, type Refusal } from "./act.js";
import type { Announcement, AnnouncementContent } from "./announcement.js";
import type { AnnouncementStore } from "./announcement-store.js";
import type { Audience } from "./announcement.js";
import type { ChannelCount, ChannelLimits } from "./audience-count.js";
import { composeAnnouncement, type AnnouncementAddresses } from "./compose-announcement.js";
import { cleanContent, faultsOfContent, type ContentFault } from "./content-faults.js";
import type { Progress } from "./ledger.js";
import { gapOf, type Punctuality } from "./punctuality.js";
import { progressOf } from "./progress.js";
import { estimate, routesOf, type Estimate, type RouteCount } from "./reach.js";

export interface AnnouncementsParts {
  readonly store: AnnouncementStore;
  /** The channels that are switched on, the web chat among them. */
  readonly channels: readonly { readonly channel: Channel; readonly limits: ChannelLimits }[];
  /** Addresses by way of our server. */
  readonly addressesOf: (announcementId: number) => AnnouncementAddresses;
  readonly hasPublicAddress: boolean;
  /** "xã Đà Bắc" for the id of a commune. */
  readonly placeName: (id: string) => string | undefined;
  readonly topicName: (id: string) => string | undefined;
  readonly now: () => Date;
}

/** What came of a step. `unknown`: there is no such announcement. */
export type StepResult = { readonly announcement: Announcement } | { readonly refused: Refusal | "unknown"; readonly faults?: readonly ContentFault[] };

const mostRemembered = 100;

/** Announcements as the console works with them. */
export class Announcements {
  readonly #parts: AnnouncementsParts;
  /** It is counted from the whole ledger, which takes some seconds for a million rows, and does not change any more. */
  readonly #punctuality = new Map<string, Punctuality[]>();

  constructor(parts: AnnouncementsParts) {
    this.#parts = parts;
  }

  /** Makes a draft, with whatever is wrong with it. @returns its id */
  create(content: AnnouncementContent, author: Actor): Promise<number> {
    return this.#parts.store.create(cleanContent(content), author.id);
  }

  /** All that is to be put right before an announcement can be reviewed. */
  faultsOf(content: AnnouncementContent, announcementId = 0): ContentFault[] {
    const { channels, addressesOf, hasPublicAddress } = this.#parts;
    return faultsOfContent(cleanContent(content), {
      channels: channels.map(({ channel }) => channel),
      addresses: addressesOf(announcementId),
      hasPublicAddress,
    });
  }

  /** Takes a step with an announcement, as `act` allows it. */
  async step(id: number, action: Action, actor: Actor): Promise<StepResult> {
    const { store, now } = this.#parts;
    let faults: readonly ContentFault[] = [];
    const cleaned = action.kind === "edit" ? { ...action, content: cleanContent(action.content) } : action;
    const changed = await store.change<Refusal>(id, (current) => {
      if (action.kind === "submit" && current.state === "draft") faults = this.faultsOf(current.content, id);
      return faults.length > 0 ? { refused: "content_faulty" } : act(current, cleaned, { actor, now: now() });
    });
    if (changed === undefined) return { refused: "unknown" };
    return "refused" in changed && faults.length > 0 ? { ...changed, faults } : changed;
  }

  /** Whom it would reach, by channel, and what that takes. */
  async reach(audience: Audience, topic?: string): Promise<{ counts: ChannelCount[]; estimate: Estimate; routes: RouteCount[] }> {
    const limits = this.#parts.channels.map((one) => one.limits);
    const counts = await this.#parts.store.countAudience({ audience, topic, channels: limits, now: this.#parts.now() });
    return { counts, estimate: estimate(counts, limits), routes: routesOf(counts, limits) };
  }

  /** The announcement as it goes out on each channel, to somebody of a commune. */
  preview(content: AnnouncementContent, { announcementId = 0, placeId }: { announcementId?: number; placeId?: string } = {}): Map<string, ActivityJson> {
    const cleaned = cleanContent(content);
    const chosen = cleaned.audience.channels ?? [];
    const shown = this.#parts.channels.filter(({ channel }) => chosen.length === 0 || chosen.includes(channel.id));
    return new Map(shown.map(({ channel }) => [channel.id, this.compose({ id: announcementId, content: cleaned }, channel, placeId)]));
  }

  /** Whether the address of a picture goes in its place where the channel's server does not take it. */
  sendsAddressElse(channelId: string): boolean {
    return this.#parts.channels.find(({ channel }) => channel.id === channelId)?.channel.capabilities.pictures?.elseAddress === true;
  }

  /** What is sent, and what the preview shows. */
  compose({ id, content }: Pick<Announcement, "id" | "content">, { capabilities }: Channel, placeId?: string): ActivityJson {
    const { placeName, topicName, addressesOf } = this.#parts;
    const values = {
      ...(placeId !== undefined && { place: placeName(placeId) }),
      ...(content.topic !== undefined && { topic: topicName(content.topic) }),
    };
    return composeAnnouncement({ content, capabilities, values, addresses: addressesOf(id) });
  }

  /** How much of what was handed over was so within the limits of the channels; `undefined` as long as there is more to come. */
  async punctuality({ id, state, updatedAt }: Announcement): Promise<Punctuality[] | undefined> {
    if (state !== "finished" && state !== "cancelled") return undefined;
    const key = `${id} ${updatedAt.getTime()}`;
    const known = this.#punctuality.get(key);
    if (known !== undefined) return known;
    const gaps = this.#parts.channels.map(({ limits }) => gapOf(limits));
    const found = await this.#parts.store.punctuality(id, gaps);
    this.#punctuality.set(key, found);
    const [oldest] = this.#punctuality.keys();
    if (this.#punctuality.size > mostRemembered && oldest !== undefined) this.#punctuality.delete(oldest);
    return found;
  }

  async progress(id: number): Promise<Progress | undefined> {
    const counts = await this.#parts.store.ledgerCounts(id);
    return counts && progressOf(counts);
  }
}
