import { Activity, ActivityTypes, type ConversationReference } from "@microsoft/agents-activity";
import { BaseAdapter, TurnContext } from "@microsoft/agents-hosting";
import type { ResourceResponse } from "@microsoft/agents-hosting";
import { CodedError } from "../errors.js";
import type { Channel } from "./capabilities.js";

export type TurnLogic = (context: TurnContext) => Promise<void>;

export interface AdapterOptions {
  readonly channel: Channel;
  /** Shows "is typing" now; it is the one thing that is not kept for the end of the turn. */
  readonly showTyping: (conversationId: string) => Promise<void>;
  /** Stores and delivers what was said without a question before it. */
  readonly deliver: (reference: ConversationReference, said: Activity[]) => Promise<void>;
  /** Logs a failed turn, and returns the sentence that the user reads instead of an answer. */
  readonly explainFailure: (error: Error) => string;
}

const saidKey = Symbol("said");
const continueConversation = "ContinueConversation";

/**
 * A channel as the Agents SDK sees it. What a turn says is gathered and handed over at its end, so that it can be
 * stored together with the turn's other effects or not at all; an adapter never talks to a network by itself.
 */
export class ChannelAdapter extends BaseAdapter {
  readonly channel: Channel;
  readonly #options: AdapterOptions;

  constructor(options: AdapterOptions) {
    super();
    this.channel = options.channel;
    this.#options = options;
    // The SDK's own handler tells users to fix the source code.
    this.onTurnError = async (context, error) => {
      if (context.activity.name === continueConversation) throw error;
      saidIn(context).length = 0;
      await context.sendActivity(options.explainFailure(error));
    };
  }

  /** Runs one turn, and returns what the bot says in it: an apology if `logic` fails. */
  async takeTurn(inbound: Activity, logic: TurnLogic): Promise<Activity[]> {
    const context = new TurnContext(this, inbound);
    const said: Activity[] = [];
    context.turnState.set(saidKey, said);
    await this.runMiddleware(context, logic);
    return said;
  }

  /**
   * Speaks without being asked. Failures are the caller's: nobody waits for an apology.
   * @throws CodedError `activity_channel_answers_only`
   */
  override async continueConversation(_identity: unknown, reference: Partial<ConversationReference>, logic: TurnLogic): Promise<void> {
    if (!this.channel.capabilities.proactive) throw new CodedError("activity_channel_answers_only", this.channel.id);
    const whole = reference as ConversationReference;
    const said = await this.takeTurn(Activity.getContinuationActivity(whole), logic);
    // The SDK makes each a reply to its own invented event. Clients wait seconds for a message that they never get.
    for (const activity of said) delete activity.replyToId;
    await this.#options.deliver(whole, said);
  }

  override async sendActivities(context: TurnContext, activities: Activity[]): Promise<ResourceResponse[]> {
    for (const activity of activities) {
      if (activity.type === ActivityTypes.Typing) await this.#options.showTyping(activity.conversation?.id ?? "");
      else if (activity.type !== ActivityTypes.Trace) saidIn(context).push(activity);
    }
    // Ids are given when the turn is stored.
    return activities.map(() => ({ id: "" }));
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(this.#unsupported("changing a message"));
  }

  override deleteActivity(): Promise<never> {
    return Promise.reject(this.#unsupported("deleting a message"));
  }

  override uploadAttachment(): Promise<never> {
    return Promise.reject(this.#unsupported("attachments"));
  }

  override getAttachmentInfo(): Promise<never> {
    return Promise.reject(this.#unsupported("attachments"));
  }

  override getAttachment(): Promise<never> {
    return Promise.reject(this.#unsupported("attachments"));
  }

  #unsupported(what: string): CodedError {
    return new CodedError("activity_unsupported", `${what} on ${this.channel.id}`);
  }
}

function saidIn(context: TurnContext): Activity[] {
  return context.turnState.get(saidKey) as Activity[];
}
