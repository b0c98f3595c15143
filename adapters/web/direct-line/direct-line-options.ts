import type { ConversationFeed, ConversationLog } from "../../../src/activity/conversation-log.js";
import type { Reception } from "../../../src/activity/reception.js";
import type { AllowedOrigins } from "../allowed-origins.js";
import type { WebChatLimits } from "../web-chat-limits.js";
import type { Access } from "./access.js";
import type { Streams } from "./streams.js";
import type { TokenSigner } from "../token-signer.js";

/** What the routes of Direct Line work with. */
export interface DirectLineOptions {
  readonly reception: Reception;
  readonly log: ConversationLog;
  readonly feed: ConversationFeed;
  readonly streams: Streams;
  readonly signer: TokenSigner;
  readonly access: Access;
  readonly origins: AllowedOrigins;
  /** See `Config.publicUrl`. */
  readonly publicUrl: string | undefined;
  readonly limits: WebChatLimits;
  readonly newId: () => string;
}
