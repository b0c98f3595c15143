import type { TurnContext } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import { readCommand } from "../training/command.js";
import type { ConversationState } from "./conversation-state.js";
import { subscriptionActivities, subscriptionStatus } from "./subscription-activities.js";
import type { TurnEffects, TurnParts } from "./take-turn.js";

/** A turn of somebody who subscribes to announcements, or leaves; `undefined` where the message is about something else. */
export async function subscribe(
  context: TurnContext,
  state: ConversationState,
  capabilities: Capabilities,
  parts: TurnParts,
  text: string,
): Promise<TurnEffects | undefined> {
  const { conversation, channelId = "" } = context.activity;
  const conversationId = conversation?.id ?? "";
  const turn = await parts.subscriptions.turn({
    conversationId,
    channelId,
    text,
    memory: state.subscription,
    notifies: capabilities.notifies,
    isAskedElsewhere: async () => state.memory.asksDeletion === true || (await parts.training.isAsking(conversationId, state.training)),
    isForOthers: text.startsWith("/") || readCommand(text) !== undefined,
    now: parts.now(),
  });
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
