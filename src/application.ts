import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serveWebChat, Streams, webChat } from "../adapters/web/index.js";
import { toJson } from "./activity/activity.js";
import { ChannelAdapter } from "./activity/channel-adapter.js";
import type { PushChannel, PushChannelOpener } from "./activity/push-channel.js";
import type { Config } from "./config.js";
import type { AddedDocument } from "./core/ingest/published-documents.js";
import type { Announcements } from "./core/announcements/announcements.js";
import { LatestBrain } from "./core/ingest/latest-brain.js";
import { DeliveryWorker } from "./core/conversation/delivery-worker.js";
import { maskingReception } from "./core/conversation/masking-reception.js";
import { ProactiveMessages } from "./core/conversation/proactive-messages.js";
import type { QuestionAnswerer } from "./core/conversation/take-turn.js";
import { TurnWorker } from "./core/conversation/turn-worker.js";
import { Subscriptions, type SubscriptionOptions } from "./core/subscriptions/subscriptions.js";
import { QuestionGrouping, type QuestionUnderstanding } from "./core/questions/group-questions.js";
import type { Catalog } from "./core/training/catalog.js";
import { randomCode } from "./core/training/random-code.js";
import { rememberingContests } from "./core/training/remembering-contests.js";
import { remindLearners } from "./core/training/remind-learners.js";
import { Training } from "./core/training/training.js";
import { bot } from "./core/wording/bot.js";
import { announcementRoutes } from "./http/announcement-routes.js";
import { addressNamer } from "./http/address-namer.js";
import type { createLogger } from "./http/create-logger.js";
import { placeName, type Addressing } from "./console/announcements/content-form.js";
import { serveConsole } from "./console/console.js";
import { linkForFirstAdministrator } from "./console/first-administrator.js";
import { writeXlsx } from "./export/write-xlsx.js";
import { createServer } from "./http/create-server.js";
import { healthRoutes } from "./http/health-routes.js";
import { listen } from "./http/listen.js";
import { createMetrics } from "./http/metrics.js";
import { rateLimitStore } from "./http/rate-limit-store.js";
import { suggestionRoute, type Suggest } from "./http/suggestion-route.js";
import { trainingPages } from "./http/training-pages.js";
import { drawCertificate } from "./pdf/draw-certificate.js";
import { drawReport } from "./pdf/draw-report.js";
import { openAnnouncements } from "./open-announcements.js";
import { listAudit } from "./storage/audit-log.js";
import { channelHealth, type ChannelHealth } from "./storage/channel-health.js";
import { answersSoon } from "./storage/answers-soon.js";
import { deleteWhatExpired } from "./storage/delete-what-expired.js";
import { remembered } from "./storage/remembered.js";
import { openDatabase, type Database } from "./storage/open-database.js";
import { PostgresCertificates } from "./storage/postgres-certificates.js";
import { PostgresContests } from "./storage/postgres-contests.js";
import { PostgresChannelPauses } from "./storage/postgres-channel-pauses.js";
import { PostgresConversationFeed } from "./storage/postgres-conversation-feed.js";
import { PostgresConversations } from "./storage/postgres-conversations.js";
import { PostgresChannelStore } from "./storage/postgres-channel-store.js";
import { PostgresCounter } from "./storage/postgres-counter.js";
import { PostgresEnrolments } from "./storage/postgres-enrolments.js";
import { PostgresInbox } from "./storage/postgres-inbox.js";
import { PostgresKnowledge } from "./storage/postgres-knowledge.js";
import { PostgresLearnerData } from "./storage/postgres-learner-data.js";
import { PostgresLearners } from "./storage/postgres-learners.js";
import { PostgresOfficeProgress } from "./storage/postgres-office-progress.js";
import { PostgresOffices } from "./storage/postgres-offices.js";
import { PostgresOutbox } from "./storage/postgres-outbox.js";
import { PostgresQuestionGroups } from "./storage/postgres-question-groups.js";
import { PostgresQuestionLists } from "./storage/postgres-question-lists.js";
import { PostgresQuestions } from "./storage/postgres-questions.js";
import { PostgresReminders } from "./storage/postgres-reminders.js";
import { PostgresStaff } from "./storage/postgres-staff.js";
import { PostgresStaffConversations } from "./storage/postgres-staff-conversations.js";
import { PostgresSubscriptions } from "./storage/postgres-subscriptions.js";
import { openPresence } from "./storage/presence.js";
import { RequestCounter } from "./storage/request-counter.js";
import { signalConversation } from "./storage/signal-conversation.js";
import { storedSecret } from "./storage/stored-secret.js";
import { storedSigningKey } from "./storage/stored-signing-key.js";

/** What the core needs its knowledge for; opening it may take a while. */
export interface Brain {
  readonly answerer: QuestionAnswerer;
  /** What officials learn. */
  readonly catalog: Catalog;
  /** What announcements people can choose. */
  readonly subscriptionOptions: SubscriptionOptions;
  readonly suggest: (typed: string) => string[];
  /** How questions are held against each other. */
  readonly questions: QuestionUnderstanding;
}

export interface ApplicationParts {
  /** @param added what operators added to the knowledge folder. */
  readonly openBrain: (added: readonly AddedDocument[]) => Promise<Brain>;
  /** The channels besides the web chat. */
  readonly pushChannels: readonly PushChannelOpener[];
  readonly logger: ReturnType<typeof createLogger>;
  /** Tells the operator at the server itself what must not stand in a log. */
  readonly announce: (text: string) => void;
}

/** The running server. */
export interface Application {
  readonly port: number;
  /** Settles when questions are being answered. Messages that come before are kept until then. */
  readonly ready: Promise<void>;
  readonly proactiveMessages: ProactiveMessages;
  readonly announcements: Announcements;
  /** Answers what is under way, then closes everything. */
  stop(): Promise<void>;
}

/** Where Vite puts the page's script and style. */
const widgetFolder = new URL("../adapters/web/widget/dist/", import.meta.url);
const hourMs = 60 * 60 * 1000;
/** How long turns under way may take once the server is told to stop. What is not done then is done after the next start. */
const stopGraceMs = 10_000;
const reminderRoundMs = 60_000;
const groupingRoundMs = 2000;
/** A notice is seen so much later: not every page and turn asks the database for it. */
const noticeKeptMs = 2_000;

/** Builds every part by hand, in order, and starts them. @throws CodedError of the families `storage_` and `http_` */
export async function startApplication(config: Config, parts: ApplicationParts): Promise<Application> {
  const { logger } = parts;
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log: (message) => logger.info(message) });
  try {
    return await startParts(config, { ...parts, database });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startParts(config: Config, parts: ApplicationParts & { database: Database }): Promise<Application> {
  const { openBrain, logger, database } = parts;
  const { pool } = database;
  const now = (): number => Date.now();
  const newId = (): string => randomBytes(16).toString("base64url");
  const onFault = (error: unknown): void => logger.error({ err: error }, "work failed and will be tried again");
  const secret = config.webChatSecret ?? (await storedSecret(pool, "web_chat", newId() + newId()));
  const addressOf = addressNamer(secret);
  let isStopping = false;
  let isGrouping = false;
  let port = config.port;
  const baseUrl = (): string => config.publicUrl ?? `http://localhost:${port}`;

  // What is stored.
  const presence = await openPresence(pool, newId());
  const pushChannelIds = parts.pushChannels.map(({ channelId }) => channelId);
  const inbox = new PostgresInbox(pool, presence.name, pushChannelIds);
  const outbox = new PostgresOutbox(pool, presence.name);
  const conversations = new PostgresConversations(pool);
  const feed = new PostgresConversationFeed();
  const reception = maskingReception(inbox);
  const counter = new PostgresCounter(pool);
  const store = new PostgresChannelStore(pool);
  const learners = new PostgresLearners(pool);
  const certificates = new PostgresCertificates(pool);
  const contests = rememberingContests(new PostgresContests(pool));
  const reminders = new PostgresReminders(pool);
  const knowledge = new PostgresKnowledge(pool);
  const questions = new PostgresQuestions(pool);
  const questionGroups = new PostgresQuestionGroups(pool);
  const grouping = new QuestionGrouping(questionGroups);
  const staff = new PostgresStaff(pool);
  const staffConversations = new PostgresStaffConversations(pool);
  const pauses = new PostgresChannelPauses(pool);
  const noticeOn = remembered((channelId: string) => pauses.noticeOn(channelId, new Date(now())), { forMs: noticeKeptMs, now });
  const latest = new LatestBrain(knowledge, openBrain);

  // The channels.
  const channelServers = await Promise.all(
    parts.pushChannels.map(async ({ channelId, webhookSecret, open }) => {
      const ownSecret = webhookSecret ?? (await storedSecret(pool, `${channelId}_webhook`, newId() + newId()));
      const { publicUrl, limits } = config;
      return open({ reception, counter, store, now, fetch, wait, publicUrl, maxPerMinute: limits.messagesPerConversation, onFault }, ownSecret);
    }),
  );
  const pushChannels = channelServers.map(({ pushChannel }) => pushChannel);
  const explain = (error: Error): string => explainFailure(error, newId().slice(0, 8), logger);
  const adapters = new Map(
    [
      new ChannelAdapter({
        channel: webChat,
        showTyping: (conversationId) => signalConversation(pool, conversationId, "typing"),
        deliver: (reference, said) => conversations.append(reference.conversation.id, said.map(toJson)),
        explainFailure: explain,
      }),
      ...pushChannels.map(
        (pushChannel) =>
          new ChannelAdapter({
            channel: pushChannel.channel,
            showTyping: (conversationId) => showTypingOn(pushChannel, conversations, conversationId),
            deliver: (reference, said) => outbox.append(reference.conversation.id, said.map(toJson)),
            explainFailure: explain,
          }),
      ),
    ].map((adapter) => [adapter.channel.id, adapter]),
  );
  const proactiveMessages = new ProactiveMessages(conversations, adapters);

  /** Topics and communes are known once the knowledge is read. */
  const addressing = (): Addressing => ({
    channelIds: [webChat.id, ...pushChannelIds],
    topics: latest.brain?.subscriptionOptions.topics ?? [],
    places: latest.brain?.subscriptionOptions.places ?? [],
  });
  const { announcements, announcementStore, sender } = openAnnouncements({
    pool,
    holder: presence.name,
    channels: [
      { channel: webChat, limits: { channelId: webChat.id, perMinute: config.announcementsPerMinute.web } },
      ...pushChannels.map((pushChannel, index) => ({
        channel: pushChannel.channel,
        pushChannel,
        limits: { channelId: pushChannel.channel.id, ...(parts.pushChannels[index] as PushChannelOpener).announcements },
      })),
    ],
    publicUrl: config.publicUrl,
    baseUrl,
    placeName: (id) => placeName(addressing().places, id),
    topicName: (id) => addressing().topics.find((topic) => topic.id === id)?.name,
    now: () => new Date(now()),
    wait,
    onFault,
  });

  // What speaks HTTP.
  const streams = new Streams({ log: conversations, feed, now, newId, maxPerAddress: config.limits.streamsPerAddress, onFault });
  const metrics = createMetrics({ waiting: () => inbox.waiting(), waitingDeliveries: () => outbox.waiting(), streams: () => streams.count });
  const server = await createServer({
    logger,
    trustedProxies: config.trustedProxies,
    isSecure: config.publicUrl?.startsWith("https:") === true,
    rateLimitStore: rateLimitStore(new RequestCounter(pool), now),
    addressOf,
    newId,
    onStatus: (status) => metrics.countStatus(status),
  });
  healthRoutes(server, async () => ({ running: !isStopping, index: latest.brain !== undefined, database: await answersSoon(pool) }), metrics);
  const suggest: Suggest = (typed) => latest.brain?.suggest(typed);
  if (config.hasSuggestions) suggestionRoute(server, suggest);
  const addresses = trainingPages(server, {
    find: (serial) => certificates.find(serial),
    draw: drawCertificate,
    signingKey: () => storedSigningKey(pool, "open_badges_key"),
    contests,
    learnerData: new PostgresLearnerData(pool),
    write: writeXlsx,
    catalog: () => latest.brain?.catalog,
    secret,
    baseUrl,
    now,
  });
  const health = (): Promise<ChannelHealth[]> => channelHealth(pool, [...adapters.keys()]);
  await serveConsole(server, {
    staff,
    secret,
    isSecure: config.publicUrl?.startsWith("https:") === true,
    now: () => new Date(now()),
    baseUrl,
    questions: { lists: new PostgresQuestionLists(pool), channelIds: [webChat.id, ...pushChannelIds] },
    announcements: {
      announcements,
      store: announcementStore,
      draw: drawReport,
      addressing,
      accountNames: () => staff.names(),
      conversationsOf: (id) => staffConversations.of(id),
    },
    trials: {
      conversations: staffConversations,
      newCode: () => randomCode(8),
      send: (conversationId, activities) => proactiveMessages.sendAll(conversationId, activities),
    },
    training: {
      progress: new PostgresOfficeProgress(pool),
      offices: new PostgresOffices(pool),
      enrolments: new PostgresEnrolments(pool),
      contests: new PostgresContests(pool),
      catalog: () => latest.brain?.catalog,
    },
    audit: { list: (filter, part) => listAudit(pool, filter, part) },
    overview: { counts: (from, to) => questions.counts(from, to), health },
    channels: { health, switchable: pushChannelIds, channelIds: [webChat.id, ...pushChannelIds], pauses },
  });
  announcementRoutes(server, { store: announcementStore, now: () => new Date(now()) });
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
    operatorNotice: () => noticeOn(webChat.id),
    welcome: { text: bot.greeting, topics: bot.topics },
    addressOf,
    now,
    newId,
    widgetFolder,
    onMissingWidget: () => logger.warn("the widget is not built (npm run build): the page works as a plain form"),
  });

  // In a scope each, so that a channel's way to read bodies is its own.
  for (const channelServer of channelServers) await server.register((scope) => channelServer.routes(scope));

  await feed.start(pool);
  port = await listen(server, config).catch(async (error: unknown) => {
    await streams.close();
    await Promise.all([feed.stop(), presence.end()]);
    throw error;
  });
  const firstLink = await linkForFirstAdministrator(staff, new Date(now()));
  if (firstLink !== undefined)
    parts.announce(`Nobody can sign in to the console yet. The first administrator is made here, within three days: ${baseUrl()}${firstLink}`);
  const passingChannelIds = [...adapters.values()].filter(({ channel }) => !channel.capabilities.notifies).map(({ channel }) => channel.id);
  const housekeeping = setInterval(() => void deleteWhatExpired(pool, passingChannelIds).catch(onFault), hourMs);
  const groupingRounds = setInterval(() => void groupQuestions().catch(onFault), groupingRoundMs);
  const reminding = setInterval(() => void remind().catch(onFault), reminderRoundMs);
  let worker: TurnWorker | undefined;
  let stopListening = (): Promise<void> => Promise.resolve();
  const deliveryWorker = new DeliveryWorker({
    queue: outbox,
    pushChannels,
    now: () => new Date(now()),
    chance: Math.random,
    wait,
    onFault,
    onBegin: (channelId) => sender.noteReply(channelId),
    onDelivery: ({ channelId, outcome, durationMs }) => metrics.countDelivery(channelId, outcome, durationMs / 1000),
  });
  await deliveryWorker.start();
  await sender.start();
  // They go on trying by themselves, and the other channels do not wait for them.
  for (const channelServer of channelServers) channelServer.start().catch(onFault);

  async function startAnswering(): Promise<void> {
    stopListening = await knowledge.listen(() => void latest.refresh().catch(onFault));
    await latest.refresh();
    worker = new TurnWorker({
      queue: inbox,
      adapters,
      // Each turn is answered by what is in use when it begins.
      answerer: { answer: (question, memory, at) => latest.inUse.answerer.answer(question, memory, at) },
      heldData: conversations,
      linkTrials: (code, conversation) => staffConversations.link(code, conversation, new Date(now())),
      // In the web chat it is a banner.
      noticeOn: (channelId) => (channelId === webChat.id ? Promise.resolve(undefined) : noticeOn(channelId)),
      training: new Training({
        catalog: latest.inUse.catalog,
        store: learners,
        contests,
        newId,
        newSeed: () => randomInt(2 ** 31),
        newCode: () => randomCode(8),
        newSerial: () => `TLS-${randomCode(16)}`,
        ...addresses,
      }),
      subscriptions: new Subscriptions({
        ...latest.inUse.subscriptionOptions,
        store: new PostgresSubscriptions(pool),
        isOfficial: async (conversationId) => (await learners.learnerOf(conversationId))?.office !== undefined,
      }),
      now: () => new Date(now()),
      newId,
      onFault,
      onTurn: ({ channelId, status = "none", durationMs }) => metrics.countTurn(channelId, status, durationMs / 1000),
    });
    if (!isStopping) await worker.start();
  }

  async function remind(): Promise<void> {
    const reachable = [...adapters.values()].filter(({ channel }) => channel.capabilities.proactive).map(({ channel }) => channel.id);
    await remindLearners(reminders, {
      now: new Date(now()),
      channelIds: reachable,
      send: (conversationId, text) => proactiveMessages.send(conversationId, text),
    });
  }

  /** Everything that was asked since, in one process at a time; turns of people are played between two rounds. */
  async function groupQuestions(): Promise<void> {
    if (isGrouping || isStopping) return;
    isGrouping = true;
    await questionGroups
      .alone(async () => {
        for (let isDone = false; !isDone && !isStopping;) {
          if (latest.brain === undefined) return;
          ({ isDone } = await grouping.round(latest.brain.questions));
          await sleep(0, undefined, { ref: false });
        }
      })
      .finally(() => (isGrouping = false));
  }

  /** In the order of a message's way, so that what is taken in is answered, and what is answered delivered, where time allows. */
  async function stopWorking(): Promise<void> {
    await Promise.all([sender.stop().catch(onFault), ...channelServers.map((channelServer) => channelServer.stop().catch(onFault))]);
    await worker?.stop();
    await deliveryWorker.stop();
  }

  return {
    port,
    ready: startAnswering(),
    proactiveMessages,
    announcements,
    async stop() {
      isStopping = true;
      clearInterval(housekeeping);
      clearInterval(reminding);
      clearInterval(groupingRounds);
      await Promise.race([stopWorking(), sleep(stopGraceMs, undefined, { ref: false })]);
      await server.close();
      await Promise.all([feed.stop(), presence.end(), stopListening()]);
      await database.close();
    },
  };
}

/** Typing is shown by the ids that the channel's server knows. */
async function showTypingOn(pushChannel: PushChannel, conversations: PostgresConversations, conversationId: string): Promise<void> {
  const reference = await conversations.referenceOf(conversationId);
  if (reference !== undefined) await pushChannel.showTyping(reference);
}

async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}

/** Logs a failed turn under an id, and returns what the user reads: an apology with the id. */
function explainFailure(error: Error, failureId: string, logger: ApplicationParts["logger"]): string {
  logger.error({ err: error, failureId }, "a turn failed");
  return bot.failure(failureId);
}
