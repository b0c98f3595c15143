import { isIP } from "node:net";
import { z } from "zod";
import { CodedError } from "./errors.js";

const origin = z
  .string()
  .transform((text) => text.replace(/\/$/, ""))
  .refine(isOrigin, "must be an address without a path, like https://chat.example.vn");
const wholeNumber = (least: number, most: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((number) => number >= least && number <= most, `must be a whole number from ${least} to ${most}`);
const modelServer = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), "must be the address of a server up to and with /v1, like http://localhost:8000/v1");
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);

/** Every variable that the server reads. `.env.example` explains them to operators; a test holds both together. */
export const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: list
    .pipe(z.array(z.string().refine(isNetwork, "must be addresses or networks of proxies, like 10.0.0.5 or 10.0.0.0/8, or the word loopback")))
    .default([]),

  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z.string().optional(),

  WEB_CHAT_SECRET: z.string().min(32, "must have at least 32 characters, as `openssl rand -base64 32` makes them").optional(),
  ALLOWED_ORIGINS: list.pipe(z.array(origin)).default([]),
  SUGGESTIONS: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),

  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, "must be the token that @BotFather gave, like 123456789:AAE-one_long_word")
    .optional(),
  TELEGRAM_API_ROOT: origin.default("https://api.telegram.org"),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{32,256}$/, "must have 32 to 256 letters, digits, _ or -, as `openssl rand -hex 32` makes them")
    .optional(),

  ZALO_BOT_TOKEN: z
    .string()
    .regex(/^\d+:\S+$/, "must be the token that Zalo Bot Manager gave, like 123456789:one_long_word")
    .optional(),
  ZALO_BOT_API_ROOT: origin.default("https://bot-api.zaloplatforms.com"),
  ZALO_BOT_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{32,256}$/, "must have 32 to 256 letters, digits, _ or -, as `openssl rand -hex 32` makes them")
    .optional(),
  ZALO_BOT_MONTHLY_MESSAGES: wholeNumber(1, 100_000_000).default(3000),
  ZALO_BOT_REPLY_RESERVE: wholeNumber(0, 100_000_000).default(2000),

  ZALO_OA_APP_ID: z
    .string()
    .regex(/^\d{5,30}$/, "must be the number of the app in developers.zalo.me")
    .optional(),
  ZALO_OA_APP_SECRET: z.string().optional(),
  ZALO_OA_SECRET_KEY: z.string().optional(),
  ZALO_OA_REFRESH_TOKEN: z.string().optional(),
  ZALO_OA_API_ROOT: origin.default("https://openapi.zalo.me"),
  ZALO_OA_OAUTH_ROOT: origin.default("https://oauth.zaloapp.com"),
  ZALO_OA_SILENT_MINUTES: wholeNumber(1, 10_080).default(30),
  ZALO_OA_PAID_MESSAGES: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  AZURE_APP_ID: z
    .string()
    .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "must be the bot's Application (client) ID, like 00001111-aaaa-2222-bbbb-3333cccc4444")
    .optional(),
  AZURE_APP_SECRET: z.string().min(16, "must be the value of a client secret (the column Value, not Secret ID)").optional(),
  AZURE_TENANT_ID: z
    .string()
    .regex(/^[\w-]+(?:\.[\w-]+)*$/, "must be the Directory (tenant) ID of the bot's registration, or botframework.com for an old bot of many tenants")
    .optional(),
  AZURE_LOGIN_ROOT: origin.default("https://login.microsoftonline.com"),
  AZURE_KEYS_ROOT: origin.default("https://login.botframework.com"),
  AZURE_SERVICE_ORIGINS: list.pipe(z.array(origin)).default([]),

  LLM_MODEL: z
    .string()
    .regex(/^[a-z0-9_-]+:.+$/, "must be provider:model, like openai:gpt-4o-mini")
    .optional(),
  LLM_BASE_URL: modelServer.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_TIMEOUT_MS: wholeNumber(500, 60_000).default(6000),
  EMBEDDINGS_MODEL: z.string().optional(),
  EMBEDDINGS_BASE_URL: modelServer.optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),

  LIMIT_MESSAGES_PER_ADDRESS: wholeNumber(1, 1_000_000).default(300),
  LIMIT_MESSAGES_PER_CONVERSATION: wholeNumber(1, 1_000_000).default(20),
  LIMIT_CONVERSATIONS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(120),
  LIMIT_STREAMS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(500),

  ANNOUNCEMENTS_PER_MINUTE_WEB: wholeNumber(1, 10_000_000).default(6000),
  ANNOUNCEMENTS_PER_MINUTE_TELEGRAM: wholeNumber(1, 10_000_000).default(1800),
  ANNOUNCEMENTS_PER_MINUTE_ZALO_BOT: wholeNumber(1, 10_000_000).default(60),
  ANNOUNCEMENTS_PER_MINUTE_ZALO_OA: wholeNumber(1, 10_000_000).default(100),
  ANNOUNCEMENTS_PER_MINUTE_AZURE: wholeNumber(1, 10_000_000).default(300),

  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"], { error: "must be debug, info, warn, error or silent" }).default("info"),
});

/** A model and where it is asked. */
export interface ModelServer {
  readonly model: string;
  /** Up to and with `/v1`; the provider's own where it is `undefined`. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
}

/** A bot on Telegram. */
export interface TelegramConfig {
  readonly token: string;
  /** Origin of the Bot API's server. */
  readonly apiRoot: string;
  /** Telegram sends it with each update; `undefined`: one is made at the first start. */
  readonly webhookSecret: string | undefined;
}

/** A bot of the Zalo Bot Platform. */
export interface ZaloBotConfig {
  readonly token: string;
  /** Origin of the platform's server. */
  readonly apiRoot: string;
  /** Zalo sends it with each update; `undefined`: one is made at the first start. */
  readonly webhookSecret: string | undefined;
  /** Messages that the bot's plan allows in a month. */
  readonly perMonth: number;
  /** So many of them are kept for answers. */
  readonly reserve: number;
}

/** A Zalo Official Account. */
export interface ZaloOaConfig {
  readonly appId: string;
  readonly appSecret: string;
  /** The account's own secret key, which signs the webhook's requests. */
  readonly secretKey: string;
  /** Got by consent; `undefined`: the tokens that the server keeps go on. */
  readonly refreshToken: string | undefined;
  readonly apiRoot: string;
  readonly oauthRoot: string;
  /** How long the bot is silent after a colleague has answered by hand, in minutes. */
  readonly silentMinutes: number;
  /** Whether messages may be sent that cost something. */
  readonly mayCost: boolean;
}

/** A bot of Azure Bot Service. */
export interface AzureConfig {
  readonly appId: string;
  readonly appSecret: string;
  /** Where the bot is registered. */
  readonly tenantId: string;
  /** Origin of Microsoft Entra's server. */
  readonly loginRoot: string;
  /** Origin of the server that tells with which keys requests are signed. */
  readonly keysRoot: string;
  /** Origins to which the bot may speak besides Microsoft's own. */
  readonly serviceOrigins: readonly string[];
}

/** The settings of the server, checked. */
export interface Config {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Origin under which people reach the server, without a slash at its end; `undefined`: as the request names it. */
  readonly publicUrl: string | undefined;
  /** Addresses or networks of the reverse proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly webChatSecret: string | undefined;
  /** Origins of the sites that may embed the chat or talk to it from a browser. */
  readonly allowedOrigins: readonly string[];
  readonly hasSuggestions: boolean;
  /** Off where it is `undefined`. */
  readonly telegram: TelegramConfig | undefined;
  /** Off where it is `undefined`. */
  readonly zaloBot: ZaloBotConfig | undefined;
  /** Off where it is `undefined`. */
  readonly zaloOa: ZaloOaConfig | undefined;
  /** Off where it is `undefined`. */
  readonly azure: AzureConfig | undefined;
  /** Words answers anew where it is set; every word is checked against the sources. */
  readonly languageModel: (ModelServer & { readonly timeoutMs: number }) | undefined;
  /** Vectors of meaning in place of those trained from the knowledge. */
  readonly embeddings: ModelServer | undefined;
  /** All per minute, but streams at the same time. */
  readonly limits: {
    readonly messagesPerAddress: number;
    readonly messagesPerConversation: number;
    readonly conversationsPerAddress: number;
    readonly streamsPerAddress: number;
  };
  /** Messages a minute that the channels' servers take, replies among them. */
  readonly announcementsPerMinute: {
    readonly web: number;
    readonly telegram: number;
    readonly zaloBot: number;
    readonly zaloOa: number;
    readonly azure: number;
  };
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/**
 * Reads the settings from the environment, once. An empty variable counts as not set.
 * @throws CodedError `config_invalid` naming each variable and what is wrong with it; never its value, which may be a secret.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const result = environmentSchema.safeParse(set);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
    throw new CodedError("config_invalid", [...new Set(faults)].join("; "));
  }
  const values = result.data;
  return Object.freeze({
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUST_PROXY,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    webChatSecret: values.WEB_CHAT_SECRET,
    allowedOrigins: values.ALLOWED_ORIGINS,
    hasSuggestions: values.SUGGESTIONS === "on",
    telegram:
      values.TELEGRAM_BOT_TOKEN === undefined
        ? undefined
        : { token: values.TELEGRAM_BOT_TOKEN, apiRoot: values.TELEGRAM_API_ROOT, webhookSecret: values.TELEGRAM_WEBHOOK_SECRET },
    zaloBot:
      values.ZALO_BOT_TOKEN === undefined
        ? undefined
        : {
            token: values.ZALO_BOT_TOKEN,
            apiRoot: values.ZALO_BOT_API_ROOT,
            webhookSecret: values.ZALO_BOT_WEBHOOK_SECRET,
            perMonth: values.ZALO_BOT_MONTHLY_MESSAGES,
            reserve: values.ZALO_BOT_REPLY_RESERVE,
          },
    zaloOa: zaloOaOf(values),
    azure: azureOf(values),
    languageModel:
      values.LLM_MODEL === undefined
        ? undefined
        : { model: values.LLM_MODEL, baseUrl: values.LLM_BASE_URL, apiKey: values.LLM_API_KEY, timeoutMs: values.LLM_TIMEOUT_MS },
    embeddings:
      values.EMBEDDINGS_MODEL === undefined
        ? undefined
        : { model: values.EMBEDDINGS_MODEL, baseUrl: values.EMBEDDINGS_BASE_URL, apiKey: values.EMBEDDINGS_API_KEY },
    limits: {
      messagesPerAddress: values.LIMIT_MESSAGES_PER_ADDRESS,
      messagesPerConversation: values.LIMIT_MESSAGES_PER_CONVERSATION,
      conversationsPerAddress: values.LIMIT_CONVERSATIONS_PER_ADDRESS,
      streamsPerAddress: values.LIMIT_STREAMS_PER_ADDRESS,
    },
    announcementsPerMinute: {
      web: values.ANNOUNCEMENTS_PER_MINUTE_WEB,
      telegram: values.ANNOUNCEMENTS_PER_MINUTE_TELEGRAM,
      zaloBot: values.ANNOUNCEMENTS_PER_MINUTE_ZALO_BOT,
      zaloOa: values.ANNOUNCEMENTS_PER_MINUTE_ZALO_OA,
      azure: values.ANNOUNCEMENTS_PER_MINUTE_AZURE,
    },
    logLevel: values.LOG_LEVEL,
  });
}

/** @throws CodedError `config_invalid` where only some of the account's three keys are set */
function zaloOaOf(values: z.infer<typeof environmentSchema>): ZaloOaConfig | undefined {
  const { ZALO_OA_APP_ID: appId, ZALO_OA_APP_SECRET: appSecret, ZALO_OA_SECRET_KEY: secretKey } = values;
  if (appId === undefined && appSecret === undefined && secretKey === undefined) return undefined;
  if (appId === undefined || appSecret === undefined || secretKey === undefined)
    throw new CodedError("config_invalid", "ZALO_OA_APP_ID, ZALO_OA_APP_SECRET and ZALO_OA_SECRET_KEY must be set together");
  return {
    appId,
    appSecret,
    secretKey,
    refreshToken: values.ZALO_OA_REFRESH_TOKEN,
    apiRoot: values.ZALO_OA_API_ROOT,
    oauthRoot: values.ZALO_OA_OAUTH_ROOT,
    silentMinutes: values.ZALO_OA_SILENT_MINUTES,
    mayCost: values.ZALO_OA_PAID_MESSAGES === "on",
  };
}

const azureCredentials = ["AZURE_APP_ID", "AZURE_APP_SECRET", "AZURE_TENANT_ID"] as const;

/** All of the credentials or none. @throws CodedError `config_invalid` */
function azureOf(values: z.infer<typeof environmentSchema>): AzureConfig | undefined {
  const [appId, appSecret, tenantId] = azureCredentials.map((name) => values[name]);
  if (appId !== undefined && appSecret !== undefined && tenantId !== undefined) {
    return { appId, appSecret, tenantId, loginRoot: values.AZURE_LOGIN_ROOT, keysRoot: values.AZURE_KEYS_ROOT, serviceOrigins: values.AZURE_SERVICE_ORIGINS };
  }
  const missing = azureCredentials.filter((name) => values[name] === undefined);
  if (missing.length === azureCredentials.length) return undefined;
  throw new CodedError("config_invalid", `${missing.join(", ")} must be set too: ${azureCredentials.join(", ")} belong together`);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** As the package proxy-addr takes it. */
function isNetwork(text: string): boolean {
  const [address = "", length] = text.split("/");
  return text === "loopback" || (isIP(address) !== 0 && (length === undefined || /^\d{1,3}$/.test(length)));
}
