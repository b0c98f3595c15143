import type { PushChannelOpener } from "../../src/activity/push-channel.js";
import { startApplication, type Application, type ApplicationParts, type Brain } from "../../src/application.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/http/create-logger.js";
import { createTestDatabase, type TestDatabase } from "./database.js";
import { fakeBrain } from "./fake-brain.js";

export interface TestApplication {
  readonly application: Application;
  readonly database: TestDatabase;
  /** Without a slash at its end. */
  readonly url: string;
  /** What was logged, a line each. */
  readonly log: string[];
  /** What was told to the operator. */
  readonly announced: string[];
  /** Ends the server, and removes the database if it was made for it. */
  stop(): Promise<void>;
}

export interface TestApplicationOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly brain?: Brain;
  readonly openBrain?: ApplicationParts["openBrain"];
  /** Besides the web chat. */
  readonly pushChannels?: readonly PushChannelOpener[];
  /** One to share with another application. Default: one of its own. */
  readonly database?: TestDatabase;
}

/** The real server on a free port, over a real database; only what answers is a fake. */
export async function startTestApplication({
  environment = {},
  brain = fakeBrain(),
  openBrain,
  pushChannels = [],
  database,
}: TestApplicationOptions = {}): Promise<TestApplication> {
  const used = database ?? (await createTestDatabase());
  const log: string[] = [];
  const announced: string[] = [];
  const logger = createLogger("debug", { write: (line: string) => void log.push(line) });
  const config = readConfig({ PORT: "0", DATABASE_URL: used.url, ...environment });
  const application = await startApplication(config, {
    openBrain: openBrain ?? (() => Promise.resolve(brain)),
    pushChannels,
    logger,
    announce: (text) => announced.push(text),
  });
  if (openBrain === undefined) await application.ready;
  return {
    application,
    database: used,
    url: `http://127.0.0.1:${application.port}`,
    log,
    announced,
    async stop() {
      await application.stop();
      if (database === undefined) await used.drop();
    },
  };
}
