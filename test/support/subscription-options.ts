import { fileURLToPath } from "node:url";
import { loadDocuments } from "../../src/core/knowledge/load-knowledge.js";
import { loadPlaces } from "../../src/core/places/load-places.js";
import { loadTopics } from "../../src/core/knowledge/load-topics.js";
import type { SubscriptionOptions } from "../../src/core/subscriptions/subscriptions.js";

const folder = fileURLToPath(new URL("../../knowledge", import.meta.url));

/** The topics and places that the bot really offers. */
export const subscriptionOptions: SubscriptionOptions = {
  topics: await loadTopics(folder, await loadDocuments(folder)),
  places: (await loadPlaces(folder)).communes,
};
