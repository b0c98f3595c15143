/** How a channel shows a picture in a message of ours. */
export interface PictureCapability {
  /** Kinds that its server takes. */
  readonly contentTypes: readonly string[];
  /** Longest text of the same message, in UTF-16 code units. */
  readonly maxTextLength: number;
  /** Suggestions can stand under a picture as well. */
  readonly withButtons: boolean;
  /** Where its server does not take a picture after all, the address goes in its place. */
  readonly elseAddress: boolean;
}

/** What a channel can do: the core adapts its replies to these and knows nothing else of a channel. */
export interface Capabilities {
  /** So many suggestions can be buttons under a message; where there are more, all are numbered lines. */
  readonly buttons: number;
  /** Words can be links; elsewhere the addresses of sources are written out. */
  readonly links: boolean;
  /** Longest text of one message, in UTF-16 code units; a longer one is sent in parts. */
  readonly maxTextLength: number;
  /** Text may carry Markdown; elsewhere it is plain. */
  readonly richText: boolean;
  /** "Is typing" can be shown while an answer takes its time. */
  readonly typing: boolean;
  /** A message that was sent can be changed. */
  readonly edit: boolean;
  /** A message can be sent without a question before it. */
  readonly proactive: boolean;
  /** People are told of such a message also while they are not looking; elsewhere they find it when they come back. */
  readonly notifies: boolean;
  /** Absent: pictures go as addresses. */
  readonly pictures?: PictureCapability | undefined;
}

/** A way by which people reach the bot. */
export interface Channel {
  /** As in `Activity.channelId`. Ids of its conversations begin with it, so that those of two channels never meet. */
  readonly id: string;
  readonly capabilities: Capabilities;
}
