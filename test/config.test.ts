import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { environmentSchema, readConfig } from "../src/config.js";

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

function faultOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("readConfig", () => {
  it("has a default for everything", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: undefined,
      trustedProxies: [],
      dataDir: "./data",
      databaseUrl: undefined,
      webChatSecret: undefined,
      allowedOrigins: [],
      hasSuggestions: true,
      telegram: undefined,
      azure: undefined,
      languageModel: undefined,
      embeddings: undefined,
      limits: { messagesPerAddress: 300, messagesPerConversation: 20, conversationsPerAddress: 120, streamsPerAddress: 500 },
      announcementsPerMinute: { web: 6000, telegram: 1800, zaloBot: 60, zaloOa: 100, azure: 300 },
      logLevel: "info",
    });
  });

  it("reads what is set, and takes empty for not set", () => {
    const config = readConfig({
      PORT: "8080",
      HOST: "0.0.0.0",
      PUBLIC_URL: "https://troly.example.vn/",
      TRUST_PROXY: "10.0.0.5, 10.1.0.0/16, loopback",
      DATA_DIR: " ",
      ALLOWED_ORIGINS: "https://phutho.example, http://localhost:8000/",
      SUGGESTIONS: "off",
      LIMIT_MESSAGES_PER_CONVERSATION: "5",
    });
    expect(config).toMatchObject({
      port: 8080,
      host: "0.0.0.0",
      publicUrl: "https://troly.example.vn",
      trustedProxies: ["10.0.0.5", "10.1.0.0/16", "loopback"],
      dataDir: "./data",
      allowedOrigins: ["https://phutho.example", "http://localhost:8000"],
      hasSuggestions: false,
      limits: { messagesPerConversation: 5 },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it("reads models and where they are asked", () => {
    const config = readConfig({
      LLM_MODEL: "openai:small",
      LLM_BASE_URL: "http://10.0.0.9:8000/v1",
      LLM_TIMEOUT_MS: "2000",
      EMBEDDINGS_MODEL: "vectors",
      EMBEDDINGS_API_KEY: "key",
    });
    expect(config.languageModel).toEqual({ model: "openai:small", baseUrl: "http://10.0.0.9:8000/v1", apiKey: undefined, timeoutMs: 2000 });
    expect(config.embeddings).toEqual({ model: "vectors", baseUrl: undefined, apiKey: "key" });
  });

  it("reads a bot on Telegram, which is off without its token", () => {
    const secret = "a-secret_of_letters-digits-and-such";
    expect(readConfig({ TELEGRAM_API_ROOT: "http://localhost:8081/", TELEGRAM_WEBHOOK_SECRET: secret }).telegram).toBeUndefined();
    expect(readConfig({ TELEGRAM_BOT_TOKEN: "1:AA-b_c" }).telegram).toEqual({
      token: "1:AA-b_c",
      apiRoot: "https://api.telegram.org",
      webhookSecret: undefined,
    });
    expect(readConfig({ TELEGRAM_BOT_TOKEN: "1:AA-b_c", TELEGRAM_API_ROOT: "http://localhost:8081/", TELEGRAM_WEBHOOK_SECRET: secret }).telegram).toEqual({
      token: "1:AA-b_c",
      apiRoot: "http://localhost:8081",
      webhookSecret: secret,
    });
  });

  it("reads a bot of Azure, which is off without its credentials", () => {
    const credentials = {
      AZURE_APP_ID: "00001111-aaaa-2222-bbbb-3333cccc4444",
      AZURE_APP_SECRET: "a~secret.of_Azure-1234",
      AZURE_TENANT_ID: "contoso.example",
    };
    expect(readConfig({ AZURE_LOGIN_ROOT: "http://localhost:8082" }).azure).toBeUndefined();
    expect(readConfig(credentials).azure).toEqual({
      appId: credentials.AZURE_APP_ID,
      appSecret: credentials.AZURE_APP_SECRET,
      tenantId: credentials.AZURE_TENANT_ID,
      loginRoot: "https://login.microsoftonline.com",
      keysRoot: "https://login.botframework.com",
      serviceOrigins: [],
    });
    const fault = faultOf({ ...credentials, AZURE_APP_SECRET: "" });
    expect(fault).toContain("AZURE_APP_SECRET must be set too");
    expect(fault).not.toContain(credentials.AZURE_APP_ID);
  });

  it.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["LLM_MODEL", "gpt-4o-mini"],
    ["LLM_BASE_URL", "10.0.0.9:8000"],
    ["PUBLIC_URL", "troly.example.vn"],
    ["PUBLIC_URL", "https://troly.example.vn/chat"],
    ["PUBLIC_URL", "javascript:alert(1)"],
    ["TRUST_PROXY", "1"],
    ["TRUST_PROXY", "my-proxy"],
    ["WEB_CHAT_SECRET", "short"],
    ["ALLOWED_ORIGINS", "https://a.example, *"],
    ["SUGGESTIONS", "maybe"],
    ["TELEGRAM_BOT_TOKEN", "my bot"],
    ["TELEGRAM_API_ROOT", "api.telegram.org"],
    ["TELEGRAM_WEBHOOK_SECRET", "short"],
    ["TELEGRAM_WEBHOOK_SECRET", "thirty-two characters with spaces"],
    ["AZURE_APP_ID", "my-bot"],
    ["AZURE_APP_SECRET", "short"],
    ["AZURE_TENANT_ID", "https://contoso.example"],
    ["AZURE_KEYS_ROOT", "login.botframework.com"],
    ["AZURE_SERVICE_ORIGINS", "http://localhost:8082/path"],
    ["LIMIT_MESSAGES_PER_ADDRESS", "0"],
    ["LOG_LEVEL", "loud"],
  ])("names %s when it is %j, and says what it must be", (name, value) => {
    expect(faultOf({ [name]: value })).toMatch(new RegExp(`${name} must `));
  });

  it("names all faults at once, and no value: it may be a secret", () => {
    const fault = faultOf({ PORT: "x", WEB_CHAT_SECRET: "hunter2" });
    expect(fault).toContain("PORT must");
    expect(fault).toContain("WEB_CHAT_SECRET must");
    expect(fault).not.toContain("hunter2");
  });
});

describe(".env.example", () => {
  it("lists every variable that is read, and no other", () => {
    expect(Object.keys(parseEnv(example)).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it("sets nothing, so that a copy of it changes nothing", () => {
    expect(readConfig(parseEnv(example) as Record<string, string>)).toEqual(readConfig({}));
  });

  it("states the default of each", () => {
    const blocks = example.split(/^[A-Z_]+=$/mu).slice(0, -1);
    expect(blocks.filter((block) => !/Default: /u.test(block))).toEqual([]);
    for (const [name, value] of [
      ["PORT", "3000"],
      ["HOST", "127.0.0.1"],
      ["DATA_DIR", "./data"],
      ["LIMIT_MESSAGES_PER_ADDRESS", "300"],
      ["LIMIT_MESSAGES_PER_CONVERSATION", "20"],
      ["LIMIT_CONVERSATIONS_PER_ADDRESS", "120"],
      ["LIMIT_STREAMS_PER_ADDRESS", "500"],
      ["TELEGRAM_API_ROOT", "https://api.telegram.org"],
      ["LLM_TIMEOUT_MS", "6000"],
      ["LOG_LEVEL", "info"],
    ]) {
      expect(example).toMatch(new RegExp(`Default: ${value?.replaceAll(".", "\\.")}\\.\\n${name}=`));
    }
  });
});
