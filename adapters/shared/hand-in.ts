import type { PushChannelParts } from "../../src/activity/push-channel.js";
import type { Inbound, NewConversation, Receipt } from "../../src/activity/reception.js";

/** Something for the core, and the conversation that begins with it if there is none. */
export interface HandedIn {
  readonly inbound: Inbound;
  /** `undefined`: it begins none. */
  readonly conversation: NewConversation | undefined;
}

/** Stores what arrived. Rejects if it could not be stored. */
export async function handIn({ inbound, conversation }: HandedIn, parts: Pick<PushChannelParts, "reception" | "maxPerMinute">): Promise<Receipt> {
  const { reception, maxPerMinute } = parts;
  const limited = { ...inbound, maxPerMinute };
  const receipt = await reception.receive(limited);
  if (receipt.outcome !== "no_conversation" || conversation === undefined) return receipt;
  await reception.open(conversation);
  return reception.receive(limited);
}
