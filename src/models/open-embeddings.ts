import { Embeddings, type EmbeddingsInterface } from "@langchain/core/embeddings";
import { modelError } from "./model-error.js";
import { openAiUrl } from "./open-language-model.js";

export interface EmbeddingsSettings {
  /** The model's name on its server; `openai:` may stand before it. */
  model: string;
  /** Address of the server up to and with `/v1`; OpenAI's own where it is left out. */
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
}

/** Longest wait for one batch, and how often it is tried again: an index may take minutes, a question may not. */
const timeoutMs = 20_000;
const maxRetries = 2;
/** Servers of one's own often take no more texts at once. */
const batchSize = 64;

/**
 * Vectors from a model on any server that speaks OpenAI's protocol. Its library is loaded here and not before. No request is sent.
 * Every vector has length 1 and finite numbers, like those trained from the corpus.
 */
export async function openEmbeddings({ model, baseUrl, apiKey }: EmbeddingsSettings): Promise<Embeddings> {
  const { OpenAIEmbeddings } = await import("@langchain/openai");
  return new UnitEmbeddings(
    new OpenAIEmbeddings({
      model: model.replace(/^openai:/u, ""),
      apiKey: apiKey ?? "none",
      batchSize,
      maxRetries,
      timeout: timeoutMs,
      // The client would ask for base64, which not every server gives.
      encodingFormat: "float",
      configuration: { baseURL: baseUrl ?? openAiUrl, organization: null, project: null, logLevel: "off" },
    }),
  );
}

/** Vectors of length 1, and failures without secrets. */
class UnitEmbeddings extends Embeddings {
  readonly #source: EmbeddingsInterface;

  constructor(source: EmbeddingsInterface) {
    super({});
    this.#source = source;
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await this.#source.embedDocuments(texts).catch(fail);
    if (vectors.length !== texts.length) throw unreadable();
    return vectors.map(unit);
  }

  async embedQuery(text: string): Promise<number[]> {
    return unit(await this.#source.embedQuery(text).catch(fail));
  }
}

function fail(error: unknown): never {
  throw modelError("the embedding model", error);
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw unreadable();
  return vector.map((value) => value / length);
}

function unreadable(): Error {
  return new Error("the embedding model gave vectors that cannot be used");
}
