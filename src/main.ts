import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { fileURLToPath } from "node:url";
import { startApplication, type Application, type Brain } from "./application.js";
import { readConfig, type Config } from "./config.js";
import { openAnswerer } from "./core/answering/open-answerer.js";
import { Suggester } from "./core/retrieval/suggest.js";
import { CodedError } from "./errors.js";
import { createLogger } from "./http/create-logger.js";

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
  const application = await startApplication(config, { openBrain: () => openBrain(config), logger });
  stopOnSignal(application);
  await application.ready.catch(async (error: unknown) => {
    await application.stop();
    throw error;
  });
  console.log(`Ready: ${addressFor(config, application.port)}`);
}

async function openBrain({ dataDir }: Config): Promise<Brain> {
  const { answerer } = await openAnswerer({ knowledgeFolder, dataDir, progress: (step) => console.log(`Building the index: ${step}`) });
  const { retriever, lexicon } = answerer.tools;
  const suggester = new Suggester(retriever.index.units, lexicon);
  return { answerer, suggest: (typed) => suggester.suggest(typed) };
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
