import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { fileURLToPath } from "node:url";
import { startApplication, type Application, type Brain } from "./application.js";
import { pushChannelsOf } from "./channels.js";
import { readConfig, type Config } from "./config.js";
import { openAnswerer, type Models } from "./core/answering/open-answerer.js";
import { versionedAnswerer } from "./core/conversation/versioned-answerer.js";
import { publishedDocuments, type AddedDocument } from "./core/ingest/published-documents.js";
import { loadDocuments } from "./core/knowledge/load-knowledge.js";
import { loadTopics } from "./core/knowledge/load-topics.js";
import { Suggester } from "./core/retrieval/suggest.js";
import { openCatalog } from "./core/training/open-catalog.js";
import { understandingOf } from "./core/questions/question-understanding.js";
import { rewritePrompt } from "./core/wording/prompt.js";
import { CodedError } from "./errors.js";
import { createLogger } from "./http/create-logger.js";
import { openEmbeddings } from "./models/open-embeddings.js";
import { openLanguageModel } from "./models/open-language-model.js";

type Logger = ReturnType<typeof createLogger>;

const knowledgeFolder = fileURLToPath(new URL("../knowledge", import.meta.url));

try {
  await run();
} catch (error) {
  // An operator can act on these without a stack.
  console.error(error instanceof CodedError ? error.message : error);
  process.exit(1);
}

async function run(): Promise<void> {
  if (existsSync(".env")) loadEnvFile(".env");
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const application = await startApplication(config, {
    openBrain: (added) => openBrain(config, logger, added),
    pushChannels: pushChannelsOf(config),
    logger,
    announce,
  });
  stopOnSignal(application);
  await application.ready.catch(async (error: unknown) => {
    await application.stop();
    throw error;
  });
  console.log(`Ready: ${addressFor(config, application.port)}`);
}

function announce(text: string): void {
  console.log(text);
}

async function openBrain(config: Config, logger: Logger, added: readonly AddedDocument[]): Promise<Brain> {
  const progress = (step: string): void => console.log(`Building the index: ${step}`);
  const documents = added.length === 0 ? undefined : publishedDocuments(await loadDocuments(knowledgeFolder), added);
  const { answerer, knowledge, indexVersion } = await openAnswerer(
    { knowledgeFolder, dataDir: config.dataDir, progress, documents },
    await openModels(config, logger),
  );
  const { retriever, lexicon } = answerer.tools;
  const suggester = new Suggester(retriever.index.units, lexicon);
  const catalog = await openCatalog(knowledgeFolder, knowledge, retriever.index.units);
  const subscriptionOptions = { topics: await loadTopics(knowledgeFolder, knowledge.documents), places: knowledge.places.communes };
  return {
    answerer: versionedAnswerer(answerer, indexVersion),
    catalog,
    subscriptionOptions,
    suggest: (typed) => suggester.suggest(typed),
    questions: understandingOf(answerer.tools, knowledge.services),
  };
}

async function openModels({ languageModel, embeddings }: Config, logger: Logger): Promise<Models> {
  return {
    ...(embeddings !== undefined && { embeddings: await openEmbeddings(embeddings), embeddingsName: embeddings.model }),
    ...(languageModel !== undefined && {
      rewriting: {
        languageModel: await openLanguageModel({ ...languageModel, prompt: rewritePrompt }),
        onRewrite: (outcome, reason) => logger.info({ outcome, reason }, "a language model worded an answer"),
      },
    }),
  };
}

/** The first signal asks to end in order; a second one does not wait. */
function stopOnSignal(application: Application): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    application.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function addressFor({ publicUrl, host }: Config, port: number): string {
  const isHere = ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost"].includes(host);
  return publicUrl ?? `http://${isHere ? "localhost" : host}:${port}`;
}
