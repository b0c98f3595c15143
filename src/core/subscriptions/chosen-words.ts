import type { Topic } from "../knowledge/schema.js";
import { placeName, subscriptionWording as wording } from "../wording/subscriptions.js";
import type { PlaceFinder } from "../places/find-place.js";
import type { Role, Subscription } from "./subscription.js";

/** What somebody has chosen, as two sentences. */
export function chosenWords(chosen: Pick<Subscription, "topics" | "place" | "role">, topics: readonly Topic[], places: PlaceFinder): string {
  const { place, role } = chosen;
  const found = place === undefined ? undefined : places.place(place);
  return wording.chosen(topicNames(chosen, topics), found && placeName(found), wording.role[role]);
}

/** Topics that are offered no more have no name, and are left out. */
export function topicNames({ topics: chosen, role }: Pick<Subscription, "topics" | "role">, topics: readonly Topic[]): string {
  if (topicsFor(role, topics).every(({ id }) => chosen.includes(id))) return wording.everyTopic;
  const named = topics.filter(({ id }) => chosen.includes(id));
  return named.map(({ name }) => name).join("; ");
}

/** What is offered to somebody. */
export function topicsFor(role: Role, topics: readonly Topic[]): Topic[] {
  return topics.filter(({ audience }) => audience === "everyone" || role === "official");
}
