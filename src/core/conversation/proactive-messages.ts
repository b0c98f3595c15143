import { ActivityTypes, fromJson, type ActivityJson, type ConversationReference } from "../../activity/activity.js";
import type { ChannelAdapter } from "../../activity/channel-adapter.js";

/** Where conversation references are kept. */
export interface ReferenceStore {
  /** `undefined` if there is no such conversation, or nobody can be reached in it. */
  referenceOf(conversationId: string): Promise<ConversationReference | undefined>;
}

/** Messages that the bot sends without being asked. */
export class ProactiveMessages {
  readonly #references: ReferenceStore;
  readonly #adapters: ReadonlyMap<string, ChannelAdapter>;

  constructor(references: ReferenceStore, adapters: ReadonlyMap<string, ChannelAdapter>) {
    this.#references = references;
    this.#adapters = adapters;
  }

  /** False if there is no such conversation (any more), nobody can be reached in it, or its channel is not served here. */
  send(conversationId: string, text: string): Promise<boolean> {
    return this.sendAll(conversationId, [{ type: ActivityTypes.Message, text, textFormat: "plain", locale: "vi-VN" }]);
  }

  /** The same with several activities, in their order. */
  async sendAll(conversationId: string, activities: readonly ActivityJson[]): Promise<boolean> {
    const reference = await this.#references.referenceOf(conversationId);
    const adapter = reference && this.#adapters.get(reference.channelId);
    if (adapter === undefined) return false;
    await adapter.continueConversation(undefined, reference as ConversationReference, async (context) => {
      await context.sendActivities(activities.map(fromJson));
    });
    return true;
  }
}
