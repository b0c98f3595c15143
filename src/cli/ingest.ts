/**
 * `npm run ingest -- FILE… [facts]`, `publish`, `rollback`, `list`, `replay`: adds knowledge without a developer. A file is previewed and
 * kept as a draft; a draft is published unless the bot answers worse with it. Ends with 1 where something was refused, with 2 if it was
 * called in another way.
 */
import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { readConfig } from "../config.js";
import { IngestError } from "../core/ingest/ingest-error.js";
import { operatorFields } from "../core/ingest/operator-meta.js";
import { CodedError } from "../errors.js";
import { findAnswer } from "../storage/find-answer.js";
import { openDatabase } from "../storage/open-database.js";
import { PostgresKnowledge } from "../storage/postgres-knowledge.js";
import { IngestCommands } from "./ingest-commands.js";
import { ingestWording as say } from "./wording.js";

try {
  if (existsSync(".env")) loadEnvFile(".env");
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CodedError || error instanceof IngestError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(args: readonly string[]): Promise<number> {
  const called = readCall(args);
  if (called === undefined || called.positionals.length === 0) {
    console.error(say.usage);
    return 2;
  }
  const { values, positionals } = called;
  const [first = "", ...rest] = positionals;
  const { databaseUrl, dataDir } = readConfig(process.env);
  const database = await openDatabase({ databaseUrl, dataDir, joins: true });
  const commands = new IngestCommands({
    store: new PostgresKnowledge(database.pool),
    findAnswer: (answerId) => findAnswer(database.pool, answerId),
    knowledgeFolder: "knowledge",
    dataDir,
    goldenFile: values.golden ?? "test/questions/development.jsonl",
    now: new Date(),
    print: (line) => console.log(line),
    progress: (step) => console.error(say.building(step)),
  });
  try {
    if (first === "list") return await commands.list();
    if (first === "rollback") return await commands.rollBack();
    if (first === "publish") return await commands.publish(rest[0] ?? "", values.override);
    if (first === "replay") return await commands.replay(rest[0] ?? "", rest.slice(1));
    return await commands.preview(
      positionals,
      Object.fromEntries(operatorFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]]))),
    );
  } finally {
    await database.close();
  }
}

/** The words and options of the call; undefined where there are others than those known. */
function readCall(args: readonly string[]): { values: Record<string, string | undefined>; positionals: string[] } | undefined {
  try {
    const names = [...operatorFields, "override", "golden"];
    const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
    return parseArgs({ args: [...args], options, allowPositionals: true }) as { values: Record<string, string | undefined>; positionals: string[] };
  } catch {
    return undefined;
  }
}
