import type { BotIdentity } from "./addressed-text.js";
import type { Apis } from "./api.js";
import { failureOf, faultOf } from "./failure.js";

/** Who the bot is: asked of Telegram once, when it is first needed. */
export class KnownIdentity {
  readonly #apis: Apis;
  #asked: Promise<BotIdentity> | undefined;

  constructor(apis: Apis) {
    this.#apis = apis;
  }

  /** @throws CodedError `telegram_call_failed` or `telegram_token_refused`; the next call asks again. */
  get(): Promise<BotIdentity> {
    this.#asked ??= this.#ask().catch((error: unknown) => {
      this.#asked = undefined;
      throw faultOf("getMe", failureOf(error));
    });
    return this.#asked;
  }

  async #ask(): Promise<BotIdentity> {
    const { id, username } = await this.#apis.calls.getMe();
    return { id: String(id), name: username };
  }
}
