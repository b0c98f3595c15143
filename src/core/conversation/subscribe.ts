import type { TurnContext } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import type { SubscriptionMessage, SubscriptionTurn } from "../subscriptions/subscriptions.js";
import type { ConversationState } from "./conversation-state.js";
import { subscriptionActivities, subscriptionStatus } from "./subscription-activities.js";
import type { TurnEffects, TurnParts } from "./take-turn.js";

/** What a turn is made of. */
interface Turn {
  readonly context: TurnContext;
  readonly state: ConversationState;
  readonly capabilities: Capabilities;
  readonly parts: TurnParts;
  readonly text: string;
}

/** A turn of somebody who subscribes to announcements, or leaves; `undefined` where the message is about something else. */
export async function subscribe(turn: Turn): Promise<TurnEffects | undefined> {
  return finish(turn, await turn.parts.subscriptions.turn(messageOf(turn)));
}

/** The turn of somebody who was asked for a commune and said what nobody knows; `undefined` where none was asked for. */
export async function correctPlace(turn: Turn): Promise<TurnEffects | undefined> {
  return finish(turn, await turn.parts.subscriptions.correctPlace(messageOf(turn)));
}

function messageOf({ context, state, capabilities, parts, text }: Turn): SubscriptionMessage {
  const { conversation, channelId = "" } = context.activity;
  const conversationId = conversation?.id ?? "";
  return {
    conversationId,
    channelId,
    text,
    memory: state.subscription,
    notifies: capabilities.notifies,
    isAskedElsewhere: async () => state.memory.asksDeletion === true || (await parts.training.isAsking(conversationId, state.training)),
    now: parts.now(),
  };
}

async function finish({ context, state, capabilities, parts }: Turn, turn: SubscriptionTurn | undefined): Promise<TurnEffects | undefined> {
  if (turn === undefined) return undefined;
  await context.sendActivities(subscriptionActivities(turn.reply, parts.newId(), capabilities));
  return { state: after(state, turn.memory), subscription: turn.changes, status: subscriptionStatus };
}

/** What others had asked or offered is over, so that "đồng ý" and numbers are never taken for theirs later. */
function after({ memory, training }: ConversationState, subscription: ConversationState["subscription"]): ConversationState {
  const { asksDeletion: _over, ...kept } = memory;
  return {
    isGreeted: true,
    memory: { ...kept, offered: [] },
    ...(training && { training: { ...training, isAside: true } }),
    ...(subscription && { subscription }),
  };
}

/** Whether somebody was asked for consent or topics just now. The place may be left open. */
export function isSubscribing({ subscription }: ConversationState): boolean {
  return subscription !== undefined && !subscription.isAside && (subscription.asks === "consent" || subscription.asks === "topics");
}
