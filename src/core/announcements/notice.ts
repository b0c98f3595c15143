/** What people are told just now on a channel. */
export interface Notice {
  /** Another text has another id. */
  readonly id: string;
  readonly text: string;
}
