import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { ActivityJson, ConversationReference } from "../../../src/activity/activity.js";
import type { Channel } from "../../../src/activity/capabilities.js";
import { cleanJson } from "../../../src/activity/clean-json.js";
import type {
  AnnouncementLimits,
  DeliveryResult,
  PushChannel,
  PushChannelOpener,
  PushChannelParts,
  PushChannelServer,
} from "../../../src/activity/push-channel.js";

export interface TestChannelSettings {
  /** Where its `TestProvider` listens. */
  readonly apiRoot: string;
  readonly webhookSecret?: string;
  /** Default: it has buttons. */
  readonly hasButtons?: boolean;
  /** When the provider is given up. Default 30 s. */
  readonly timeoutMs?: number;
  readonly announcements?: AnnouncementLimits;
}

export const testChannelId = "test";
export const webhookPath = "/webhooks/test";
export const secretHeader = "x-test-secret";

const updateSchema = z.object({ id: z.string().max(100), chat: z.string().min(1).max(100), text: z.string().max(10_000) });
const conversationIdOf = (chat: string): string => `${testChannelId}-${chat}`;
const chatOf = (reference: ConversationReference): string => reference.conversation.id.slice(testChannelId.length + 1);

/** A channel to the `TestProvider`: the smallest that keeps the contract of push channels. */
export function testChannel(settings: TestChannelSettings): PushChannelOpener {
  return {
    channelId: testChannelId,
    webhookSecret: settings.webhookSecret,
    announcements: settings.announcements ?? { perMinute: 60_000 },
    open: (parts, webhookSecret) => openTestChannel(settings, parts, webhookSecret),
  };
}

function openTestChannel(settings: TestChannelSettings, parts: PushChannelParts, webhookSecret: string): PushChannelServer {
  return {
    pushChannel: new TestPushChannel(settings, parts),
    async routes(server: FastifyInstance) {
      server.post(webhookPath, async (request, reply) => {
        if (!isEqual(request.headers[secretHeader], webhookSecret)) return reply.code(401).send({});
        const update = updateSchema.safeParse(cleanJson(request.body));
        if (!update.success) return reply.code(400).send({});
        await receive(update.data, parts);
        return {};
      });
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    check: () => Promise.resolve([]),
  };
}

/** What is too much for a minute is left out: the provider would only send it again. */
async function receive({ id, chat, text }: z.infer<typeof updateSchema>, { reception, maxPerMinute }: PushChannelParts): Promise<void> {
  const conversation = { id: conversationIdOf(chat) } as ConversationReference["conversation"];
  const [user, agent] = [
    { id: chat, role: "user" },
    { id: "bot", role: "bot" },
  ];
  await reception.open({ id: conversation.id, channelId: testChannelId, userId: chat, reference: { channelId: testChannelId, conversation, user, agent } });
  const activity = { type: "message", text, channelId: testChannelId, conversation, from: user, recipient: agent };
  await reception.receive({ activity, providerId: id, isVisible: true, maxPerMinute });
}

class TestPushChannel implements PushChannel {
  readonly channel: Channel;
  readonly #settings: TestChannelSettings;
  readonly #fetch: typeof fetch;

  constructor(settings: TestChannelSettings, parts: PushChannelParts) {
    const { hasButtons = true } = settings;
    this.channel = {
      id: testChannelId,
      capabilities: {
        buttons: hasButtons ? Infinity : 0,
        links: hasButtons,
        maxTextLength: 2_000,
        richText: false,
        typing: true,
        edit: false,
        proactive: true,
        notifies: true,
      },
    };
    this.#settings = settings;
    this.#fetch = parts.fetch;
  }

  async deliver(reference: ConversationReference, { text = "", suggestedActions }: ActivityJson): Promise<DeliveryResult> {
    const choices = (suggestedActions as { actions: { title: string }[] } | undefined)?.actions.map(({ title }) => title) ?? [];
    try {
      const response = await this.#post("/messages", { chat: chatOf(reference), text, choices });
      return resultOf(response.status, (await response.json()) as ProviderAnswer);
    } catch (error) {
      return { outcome: "later", reason: error instanceof Error ? error.name : "unknown", isUncertain: true };
    }
  }

  async showTyping(reference: ConversationReference): Promise<void> {
    await this.#post("/typing", { chat: chatOf(reference) }).catch(() => undefined);
  }

  #post(path: string, body: object): Promise<Response> {
    const { apiRoot, timeoutMs = 30_000 } = this.#settings;
    return this.#fetch(`${apiRoot}${path}`, { method: "POST", body: JSON.stringify(body), signal: AbortSignal.timeout(timeoutMs) });
  }
}

interface ProviderAnswer {
  readonly id?: string;
  readonly retryAfterMs?: number;
  readonly reason?: string;
}

function resultOf(status: number, { id, retryAfterMs, reason = "" }: ProviderAnswer): DeliveryResult {
  if (status === 200 && id !== undefined) return { outcome: "sent", providerMessageId: id };
  if (status === 429) return { outcome: "later", reason: "quota", ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
  if (status >= 500) return { outcome: "later", reason: `status ${status}` };
  return { outcome: "refused", reason, isUnreachable: status === 403, isBlocked: status === 403 };
}

function isEqual(given: unknown, secret: string): boolean {
  const [a, b] = [Buffer.from(typeof given === "string" ? given : ""), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
