import type { LanguageModel, RewritePrompt } from "../core/answering/language-model.js";
import { CodedError } from "../errors.js";
import { modelError } from "./model-error.js";

export interface LanguageModelSettings {
  /** `provider:model` as langchain's `initChatModel` knows them; `openai` is any server that speaks OpenAI's protocol. */
  model: string;
  /** Address of the server up to and with `/v1`; OpenAI's own where it is left out. */
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
  /** How long one answer may take, in milliseconds. */
  timeoutMs: number;
  /** How it is asked: the wording's `rewritePrompt`. */
  prompt: RewritePrompt;
}

/** Room for 120 Vietnamese words and their tokens. */
const maxTokens = 600;
/** OpenAI's reasoning models refuse a temperature. */
const reasoningModel = /^(?:o\d|gpt-5)/u;
export const openAiUrl = "https://api.openai.com/v1";

/**
 * A language model behind the core's interface. Its libraries are loaded here and not before. No request is sent.
 * @throws CodedError `config_invalid` where the provider is unknown or its package is not installed, or a key is missing.
 */
export async function openLanguageModel({ model, baseUrl, apiKey, timeoutMs, prompt }: LanguageModelSettings): Promise<LanguageModel> {
  const [, provider = "", name = ""] = /^([a-z0-9_-]+):(.+)$/u.exec(model) ?? [];
  if (name === "") throw new CodedError("config_invalid", "LLM_MODEL must be provider:model, like openai:gpt-4o-mini");
  if (apiKey === undefined && baseUrl === undefined)
    throw new CodedError("config_invalid", "LLM_MODEL needs LLM_API_KEY, or LLM_BASE_URL of a server of your own");
  const { initChatModel } = await import("langchain/chat_models/universal");
  const chat = await initChatModel(name, {
    modelProvider: provider,
    // Given even where there is none, so that the client does not take one for another server from the environment.
    apiKey: apiKey ?? "none",
    ...(reasoningModel.test(name) ? {} : { temperature: 0 }),
    maxTokens,
    timeout: timeoutMs,
    // A second try would come too late.
    maxRetries: 0,
    ...(provider === "openai"
      ? { useResponsesApi: false, configuration: { baseURL: baseUrl ?? openAiUrl, organization: null, project: null, logLevel: "off" } }
      : { baseUrl }),
  }).catch((error: unknown) => {
    const isMissing = error instanceof Error && error.message.startsWith("Unable to import");
    throw new CodedError(
      "config_invalid",
      isMissing ? `LLM_MODEL names the provider ${provider}, whose package is not installed` : `LLM_MODEL names a provider that cannot be used: ${provider}`,
    );
  });
  return {
    timeoutMs,
    async rewrite({ question, passages, signal }) {
      const messages = [
        { role: "system", content: prompt.instructions },
        { role: "user", content: prompt.request(question, passages) },
      ];
      try {
        const { text } = await chat.invoke(messages, signal === undefined ? {} : { signal });
        return text;
      } catch (error) {
        throw modelError("the language model", error);
      }
    },
  };
}
