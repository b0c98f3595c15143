/** In a group, which message an answer belongs under, as long as it is remembered: without it the answer stands alone. */
export class AskedMessages {
  readonly #messageIds = new Map<string, number>();
  readonly #most: number;

  constructor(most = 5_000) {
    this.#most = most;
  }

  /** @param activityId under which the question was stored. */
  remember(activityId: string, messageId: number): void {
    this.#messageIds.set(activityId, messageId);
    if (this.#messageIds.size <= this.#most) return;
    for (const oldest of this.#messageIds.keys()) {
      this.#messageIds.delete(oldest);
      return;
    }
  }

  messageOf(activityId: string | undefined): number | undefined {
    return activityId === undefined ? undefined : this.#messageIds.get(activityId);
  }
}
