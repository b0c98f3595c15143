import type { Topic } from "../knowledge/schema.js";
import { placeName, subscriptionWording as wording } from "../wording/subscriptions.js";
import type { PlaceFinder } from "./find-place.js";
import type { Subscription } from "./subscription.js";

/** What somebody has chosen, as two sentences. */
export function chosenWords(
  { topics: chosen, place, role }: Pick<Subscription, "topics" | "place" | "role">,
  topics: readonly Topic[],
  places: PlaceFinder,
): string {
  const found = place === undefined ? undefined : places.place(place);
  return wording.chosen(topicNames(chosen, topics), found && placeName(found), wording.role[role]);
}

/** Topics that are offered no more have no name, and are left out. */
export function topicNames(chosen: readonly string[], topics: readonly Topic[]): string {
  return topics
    .filter(({ id }) => chosen.includes(id))
    .map(({ name }) => name)
    .join("; ");
}
