import type { ZaloBotApi } from "./api.js";

/** What people call the bot in groups: asked of Zalo when it is first needed, and again as long as it does not answer. */
export class BotNames {
  readonly #api: ZaloBotApi;
  #asked: Promise<readonly string[]> | undefined;

  constructor(api: ZaloBotApi) {
    this.#api = api;
  }

  /** The longest first; none while Zalo does not answer: a message is never lost for that. */
  get(): Promise<readonly string[]> {
    this.#asked ??= this.#ask().catch(() => {
      this.#asked = undefined;
      return [];
    });
    return this.#asked;
  }

  async #ask(): Promise<readonly string[]> {
    const { account_name: account, display_name: shown } = await this.#api.getMe();
    return [...new Set([account, shown])].filter((name) => name !== "").sort((a, b) => b.length - a.length);
  }
}
