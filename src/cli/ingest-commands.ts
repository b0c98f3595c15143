import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Answerer } from "../core/answering/answerer.js";
import { openAnswerer } from "../core/answering/open-answerer.js";
import { IngestError } from "../core/ingest/ingest-error.js";
import type { KnowledgeStore, KnowledgeVersion } from "../core/ingest/knowledge-store.js";
import { operatorInput, type OperatorInput } from "../core/ingest/operator-meta.js";
import { documentsOf, publishDraft, type PublishingParts } from "../core/ingest/publish-draft.js";
import { readDraft } from "../core/ingest/read-draft.js";
import { rollBack } from "../core/ingest/roll-back.js";
import { loadDocuments } from "../core/knowledge/load-knowledge.js";
import { openIndex } from "../core/retrieval/open-index.js";
import { dayInVietnam, readableDate } from "../core/wording/dates.js";
import { compareIndexes } from "../evaluation/compare-indexes.js";
import { readQuestionFile } from "../evaluation/question-file.js";
import type { RecordedAnswer } from "../storage/find-answer.js";
import { describeDraft } from "./describe-draft.js";
import { converse, replayAnswer } from "./replay-answer.js";
import { ingestWording as say } from "./wording.js";

export interface IngestCommandParts {
  store: KnowledgeStore;
  knowledgeFolder: string;
  dataDir: string;
  /** Finds an answer in the log. */
  findAnswer: (answerId: string) => Promise<RecordedAnswer | undefined>;
  /** Questions that publishing is measured by. */
  goldenFile: string;
  now: Date;
  print: (line: string) => void;
  /** Told the steps of building an index. */
  progress: (step: string) => void;
}

/** A file larger than this is not even read, in bytes. */
const maxReadBytes = 26_000_000;

/** What `npm run ingest` does. Each command returns the code to end with. */
export class IngestCommands {
  readonly #parts: IngestCommandParts;

  constructor(parts: IngestCommandParts) {
    this.#parts = parts;
  }

  /** Reads files, keeps them as drafts, and shows them. */
  async preview(files: readonly string[], options: OperatorInput): Promise<number> {
    const { store, now, print } = this.#parts;
    let code = 0;
    for (const file of files) {
      try {
        const draft = await readDraft(await contentOf(file), basename(file));
        const kept = await store.saveDraft(draft, basename(file), operatorInput(draft.meta, options));
        for (const line of [...describeDraft(kept, dayInVietnam(now)), ""]) print(line);
      } catch (error) {
        if (!(error instanceof IngestError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
        print(say.notRead(file, (error as Error).message));
        code = 1;
      }
    }
    return code;
  }

  /** Puts a draft in use. */
  async publish(id: string, overrideReason: string | undefined): Promise<number> {
    const { print } = this.#parts;
    if (!/^\d{1,15}$/u.test(id)) return this.#refuse(say.unknownDraft(id));
    const outcome = await publishDraft(Number(id), overrideReason, await this.#publishingParts());
    if ("comparison" in outcome) {
      print(say.comparison(outcome.comparison));
      if (outcome.comparison.lost.length > 0) print(say.lost(outcome.comparison.lost));
    }
    switch (outcome.status) {
      case "published":
        print(say.published(outcome.version));
        return 0;
      case "already_published":
        print(say.alreadyPublished);
        return 0;
      case "worse":
        return this.#refuse(say.worse);
      case "unknown_draft":
        return this.#refuse(say.unknownDraft(id));
      case "incomplete":
        return this.#refuse([say.missing, ...outcome.faults.map((fault) => `  - ${fault}`)].join("\n"));
      case "refused":
        return this.#refuse(say.refused[outcome.fault]);
    }
  }

  async rollBack(): Promise<number> {
    const done = await rollBack(await this.#publishingParts());
    if (done === undefined) return this.#refuse(say.nothingBefore);
    this.#parts.print(say.rolledBack(done.version, done.returnedTo));
    return 0;
  }

  async list(): Promise<number> {
    const { store, print } = this.#parts;
    const drafts = await store.drafts();
    if (drafts.length === 0) print(say.noDrafts);
    for (const { id, fileName, draft, input, state } of drafts)
      print(`${id}  ${say.state[state]}  ${fileName}  ${input.id ?? ""}  ${input.title ?? draft.title}`);
    const versions = await store.versions();
    if (versions.length > 0) print(say.versions);
    for (const version of versions) print(lineOf(version));
    return 0;
  }

  /** Asks a version that was in use, or the knowledge folder alone by the number 0. Without questions, makes the stored answer of that id again. */
  async replay(numberOrAnswerId: string, questions: readonly string[]): Promise<number> {
    const { store, findAnswer, knowledgeFolder, dataDir, progress, now, print } = this.#parts;
    if (questions.length === 0) {
      const { isDone, text } = await replayAnswer(numberOrAnswerId, await findAnswer(numberOrAnswerId), {
        dataDir,
        now,
        rebuild: (version) => this.#rebuild(version),
      });
      print(text);
      return isDone ? 0 : 1;
    }
    const version = /^\d{1,15}$/u.test(numberOrAnswerId) ? await store.version(Number(numberOrAnswerId)) : undefined;
    if (version === undefined && numberOrAnswerId !== "0") return this.#refuse(say.unknownVersion(numberOrAnswerId));
    const documents = documentsOf(version, await loadDocuments(knowledgeFolder));
    const { answerer } = await openAnswerer({ knowledgeFolder, dataDir, progress, documents });
    for (const { question, text } of await converse(answerer, questions, now)) print(`› ${question}\n\n${text}\n`);
    return 0;
  }

  /** An answerer over the documents of a version that made this index, where the knowledge folder is still what it was. */
  async #rebuild(indexVersion: string): Promise<Answerer | undefined> {
    const { store, knowledgeFolder, dataDir, progress } = this.#parts;
    const version = (await store.versions()).find((one) => one.indexVersion === indexVersion);
    if (version === undefined) return undefined;
    const opened = await openAnswerer({ knowledgeFolder, dataDir, progress, documents: documentsOf(version, await loadDocuments(knowledgeFolder)) });
    return opened.indexVersion === indexVersion ? opened.answerer : undefined;
  }

  async #publishingParts(): Promise<PublishingParts> {
    const { store, knowledgeFolder, dataDir, goldenFile, now, progress } = this.#parts;
    return {
      store,
      ownDocuments: await loadDocuments(knowledgeFolder),
      openIndex: (documents) => openIndex({ knowledgeFolder, dataDir, progress, documents }),
      compare: async (present, next) => compareIndexes(present, next, await readQuestionFile(goldenFile), now),
      today: dayInVietnam(now),
    };
  }

  #refuse(why: string): number {
    this.#parts.print(why);
    return 1;
  }
}

async function contentOf(file: string): Promise<Buffer> {
  if ((await stat(file)).size > maxReadBytes) throw new IngestError("too_large");
  return readFile(file);
}

function lineOf({ number, createdAt, documents, isRollback, overrideReason }: KnowledgeVersion): string {
  const marks = [...(isRollback ? [say.rollbackMark] : []), ...(overrideReason === undefined ? [] : [say.overrideMark(overrideReason)])];
  return [
    say.version(
      number,
      readableDate(dayInVietnam(createdAt)),
      documents.map(({ meta }) => meta.id),
    ),
    ...marks,
  ].join(" ");
}
