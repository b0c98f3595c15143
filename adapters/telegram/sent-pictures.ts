/** Pictures that were sent by this process lately, of more there is no use in remembering. */
const most = 100;

/** The ids under which Telegram knows pictures that it has fetched: they are sent on without being fetched again. */
export class SentPictures {
  readonly #ids = new Map<string, string>();

  idOf(url: string): string | undefined {
    return this.#ids.get(url);
  }

  note(url: string, id: string | undefined): void {
    if (id === undefined || this.#ids.get(url) === id) return;
    this.#ids.set(url, id);
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > most && oldest !== undefined) this.#ids.delete(oldest);
  }

  /** Telegram did not take it. */
  forget(url: string): void {
    this.#ids.delete(url);
  }
}
