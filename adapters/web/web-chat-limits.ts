/** How much one address, or one conversation, may do. All per minute, but streams at the same time. */
export interface WebChatLimits {
  readonly messagesPerAddress: number;
  readonly messagesPerConversation: number;
  readonly conversationsPerAddress: number;
  readonly streamsPerAddress: number;
}

/** Reading costs little, and a polling client asks once a second; official ones give up for good on a 429. An office shares one address. */
const readsPerMinute = 12_000;

/** Messages are counted in shorter windows, so that a minute's worth cannot come in one second and delay all others. */
const messageWindowsPerMinute = 6;

/** Settings for @fastify/rate-limit on a route. Routes of one group share their count, over all processes. */
export function routeLimits({ messagesPerAddress, conversationsPerAddress }: WebChatLimits) {
  return {
    messages: { max: Math.ceil(messagesPerAddress / messageWindowsPerMinute), timeWindow: 60_000 / messageWindowsPerMinute, groupId: "messages" },
    conversations: { max: conversationsPerAddress, groupId: "conversations" },
    reads: { max: readsPerMinute },
  } as const;
}
