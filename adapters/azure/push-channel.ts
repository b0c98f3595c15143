import type { ActivityJson, ConversationReference } from "../../src/activity/activity.js";
import type { DeliveryResult, PushChannel } from "../../src/activity/push-channel.js";
import type { AccessTokens } from "./access-tokens.js";
import { azure, placeIn } from "./channel.js";
import type { Connector } from "./connector.js";
import { failureOf, type Failure } from "./failure.js";
import { formatMessage, typingIn } from "./format.js";

/** Wrong credentials are put right by a person, not by trying again soon. */
const credentialsRetryMs = 60_000;

/** Hands the core's messages to Azure Bot Service. */
export class AzurePushChannel implements PushChannel {
  readonly channel = azure;
  readonly #connector: Connector;
  readonly #tokens: AccessTokens;

  constructor(connector: Connector, tokens: AccessTokens) {
    this.#connector = connector;
    this.#tokens = tokens;
  }

  async deliver(reference: ConversationReference, activity: ActivityJson): Promise<DeliveryResult> {
    const place = placeIn(reference);
    if (place === undefined) return { outcome: "refused", reason: "not a conversation of Azure Bot Service", isUnreachable: true };
    // The list of addresses may have become shorter since the conversation began.
    if (!this.#connector.mayCall(place)) return { outcome: "refused", reason: "serviceUrl is not allowed", isUnreachable: true };
    const message = formatMessage(activity, place);
    if (message === undefined) return { outcome: "refused", reason: "nothing that can be shown", isUnreachable: false };
    try {
      const providerMessageId = await this.#connector.send(place, message);
      return { outcome: "sent", ...(providerMessageId !== undefined && { providerMessageId }) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "credentials") this.#tokens.forget();
      return resultOf(failure);
    }
  }

  async showTyping(reference: ConversationReference): Promise<void> {
    const place = placeIn(reference);
    if (place === undefined || !this.#connector.mayCall(place)) return;
    await this.#connector.hint(place, typingIn(place)).catch(() => undefined);
  }
}

function resultOf({ kind, reason, afterMs, isUncertain }: Failure): DeliveryResult {
  switch (kind) {
    case "credentials":
      return { outcome: "later", reason, afterMs: credentialsRetryMs };
    case "later":
      return { outcome: "later", reason, ...(afterMs !== undefined && { afterMs }), ...(isUncertain && { isUncertain }) };
    case "blocked":
      return { outcome: "refused", reason, isUnreachable: true, isBlocked: true };
    case "unreachable":
    case "refused":
      return { outcome: "refused", reason, isUnreachable: kind === "unreachable" };
  }
}
