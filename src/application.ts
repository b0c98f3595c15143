import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serveWebChat, Streams, webChat } from "../adapters/web/index.js";
import { toJson } from "./activity/activity.js";
import { ChannelAdapter } from "./activity/channel-adapter.js";
import type { Config } from "./config.js";
import { maskingReception } from "./core/conversation/masking-reception.js";
import { ProactiveMessages } from "./core/conversation/proactive-messages.js";
import type { QuestionAnswerer } from "./core/conversation/take-turn.js";
import { TurnWorker } from "./core/conversation/turn-worker.js";
import { bot } from "./core/wording/bot.js";
import { addressNamer } from "./http/address-namer.js";
import type { createLogger } from "./http/create-logger.js";
import { createServer } from "./http/create-server.js";
import { healthRoutes } from "./http/health-routes.js";
import { listen } from "./http/listen.js";
import { createMetrics } from "./http/metrics.js";
import { rateLimitStore } from "./http/rate-limit-store.js";
import { suggestionRoute, type Suggest } from "./http/suggestion-route.js";
import { deleteWhatExpired } from "./storage/delete-what-expired.js";
import { openDatabase, type Database } from "./storage/open-database.js";
import { PostgresConversationFeed } from "./storage/postgres-conversation-feed.js";
import { PostgresConversations } from "./storage/postgres-conversations.js";
import { PostgresInbox } from "./storage/postgres-inbox.js";
import { openPresence } from "./storage/presence.js";
import { RequestCounter } from "./storage/request-counter.js";
import { signalConversation } from "./storage/signal-conversation.js";
import { storedSecret } from "./storage/stored-secret.js";

/** What the core needs its knowledge for; opening it may take a while. */
export interface Brain {
  readonly answerer: QuestionAnswerer;
  readonly suggest: (typed: string) => string[];
}

export interface ApplicationParts {
  readonly openBrain: () => Promise<Brain>;
  readonly logger: ReturnType<typeof createLogger>;
}

/** The running server. */
export interface Application {
  readonly port: number;
  /** Settles when questions are being answered. Messages that come before are kept until then. */
  readonly ready: Promise<void>;
  readonly proactiveMessages: ProactiveMessages;
  /** Answers what is under way, then closes everything. */
  stop(): Promise<void>;
}

/** Where Vite puts the page's script and style. */
const widgetFolder = new URL("../adapters/web/widget/dist/", import.meta.url);
const hourMs = 60 * 60 * 1000;
/** How long turns under way may take once the server is told to stop. What is not done then is done after the next start. */
const stopGraceMs = 10_000;
const databaseCheckMs = 2_000;

/** Builds every part by hand, in order, and starts them. @throws CodedError of the families `storage_` and `http_` */
export async function startApplication(config: Config, { openBrain, logger }: ApplicationParts): Promise<Application> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log: (message) => logger.info(message) });
  try {
    return await startParts(config, { openBrain, logger, database });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startParts(config: Config, { openBrain, logger, database }: ApplicationParts & { database: Database }): Promise<Application> {
  const { pool } = database;
  const now = (): number => Date.now();
  const newId = (): string => randomBytes(16).toString("base64url");
  const onFault = (error: unknown): void => logger.error({ err: error }, "work failed and will be tried again");
  const secret = config.webChatSecret ?? (await storedSecret(pool, "web_chat", newId() + newId()));
  const addressOf = addressNamer(secret);
  let brain: Brain | undefined;
  let isStopping = false;

  // What is stored.
  const presence = await openPresence(pool, newId());
  const inbox = new PostgresInbox(pool, presence.name);
  const conversations = new PostgresConversations(pool);
  const feed = new PostgresConversationFeed();
  const reception = maskingReception(inbox);

  // What answers.
  const adapters = new Map(
    [webChat].map((channel) => [
      channel.id,
      new ChannelAdapter({
        channel,
        showTyping: (conversationId) => signalConversation(pool, conversationId, "typing"),
        deliver: (reference, said) => conversations.append(reference.conversation.id, said.map(toJson)),
        explainFailure: (error) => explainFailure(error, newId().slice(0, 8), logger),
      }),
    ]),
  );
  const proactiveMessages = new ProactiveMessages(conversations, adapters);

  // What speaks HTTP.
  const streams = new Streams({ log: conversations, feed, now, newId, maxPerAddress: config.limits.streamsPerAddress, onFault });
  const metrics = createMetrics({ waiting: () => inbox.waiting(), streams: () => streams.count });
  const server = await createServer({
    logger,
    trustedProxies: config.trustedProxies,
    isSecure: config.publicUrl?.startsWith("https:") === true,
    rateLimitStore: rateLimitStore(new RequestCounter(pool), now),
    addressOf,
    newId,
    onStatus: (status) => metrics.countStatus(status),
  });
  healthRoutes(server, async () => ({ running: !isStopping, index: brain !== undefined, database: await answers(pool) }), metrics);
  const suggest: Suggest = (typed) => brain?.suggest(typed);
  if (config.hasSuggestions) suggestionRoute(server, suggest);
  await serveWebChat(server, {
    reception,
    log: conversations,
    feed,
    streams,
    secret,
    operatorSecret: config.webChatSecret,
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    limits: config.limits,
    hasSuggestions: config.hasSuggestions,
    welcome: { text: bot.greeting, topics: bot.topics },
    addressOf,
    now,
    newId,
    widgetFolder,
    onMissingWidget: () => logger.warn("the widget is not built (npm run build): the page works as a plain form"),
  });

  await feed.start(pool);
  const port = await listen(server, config).catch(async (error: unknown) => {
    await streams.close();
    await Promise.all([feed.stop(), presence.end()]);
    throw error;
  });
  const housekeeping = setInterval(() => void deleteWhatExpired(pool).catch(onFault), hourMs);
  let worker: TurnWorker | undefined;

  async function startAnswering(): Promise<void> {
    brain = await openBrain();
    worker = new TurnWorker({
      queue: inbox,
      adapters,
      answerer: brain.answerer,
      now: () => new Date(now()),
      newId,
      onFault,
      onTurn: ({ channelId, status = "none", durationMs }) => metrics.countTurn(channelId, status, durationMs / 1000),
    });
    if (!isStopping) await worker.start();
  }

  return {
    port,
    ready: startAnswering(),
    proactiveMessages,
    async stop() {
      isStopping = true;
      clearInterval(housekeeping);
      await Promise.race([worker?.stop(), sleep(stopGraceMs, undefined, { ref: false })]);
      await server.close();
      await Promise.all([feed.stop(), presence.end()]);
      await database.close();
    },
  };
}

/** Logs a failed turn under an id, and returns what the user reads: an apology with the id. */
function explainFailure(error: Error, failureId: string, logger: ApplicationParts["logger"]): string {
  logger.error({ err: error, failureId }, "a turn failed");
  return bot.failure(failureId);
}

/** Whether the database answers soon. */
async function answers(pool: Database["pool"]): Promise<boolean> {
  const query = pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  return Promise.race([query, sleep(databaseCheckMs, false, { ref: false })]);
}
