import type { Answer } from "../../../src/core/answering/answer.js";
import { Answerer } from "../../../src/core/answering/answerer.js";
import { calibration } from "../../../src/core/answering/calibration-data.js";
import type { Context } from "../../../src/core/answering/context.js";
import { emptyMemory, type Memory } from "../../../src/core/answering/memory.js";
import type { Article, Knowledge } from "../../../src/core/knowledge/load-knowledge.js";
import { vectorFolderOf } from "../../../src/core/retrieval/index-artefact.js";
import { indexFolderOf, openIndex } from "../../../src/core/retrieval/open-index.js";
import { knowledgeFolder, realDataDir } from "../retrieval/real-index.js";

/** The day on which tests ask, unless they say another. */
export const today = new Date("2026-11-25T08:00:00+07:00");

/**
 * The answerer over the real knowledge. Give `buildTimeoutMs` to the hook that waits for it.
 * @param changed what the knowledge shall say instead, for what no real source has at the moment.
 */
export async function realAnswerer(changed: (knowledge: Knowledge) => Knowledge = (knowledge) => knowledge): Promise<Answerer> {
  const dataDir = await realDataDir();
  const { version, knowledge, index } = await openIndex({ knowledgeFolder, dataDir });
  return new Answerer({ knowledge: changed(knowledge), index, calibration, vectorFolder: vectorFolderOf(indexFolderOf(dataDir), version) });
}

/** The knowledge with one article that says something else of itself. */
export function withArticle(id: string, change: Partial<Article>): (knowledge: Knowledge) => Knowledge {
  return (knowledge) => ({ ...knowledge, articles: knowledge.articles.map((article) => (article.id === id ? { ...article, ...change } : article)) });
}

/** One person's talk with the bot: each turn remembers those before. */
export class Conversation {
  memory: Memory = emptyMemory;

  constructor(
    readonly answerer: Answerer,
    readonly now: Date = today,
  ) {}

  async say(message: string): Promise<Answer> {
    const turn = await this.answerer.answer(message, this.memory, this.now);
    this.memory = turn.memory;
    return turn.answer;
  }

  /** Says all messages in turn. @returns the answer to the last. */
  async sayAll(messages: readonly string[]): Promise<Answer> {
    let answer: Answer | undefined;
    for (const message of messages) answer = await this.say(message);
    if (answer === undefined) throw new Error("nothing was said");
    return answer;
  }
}

/** A turn as it stands before its first step. */
export function contextOf(answerer: Answerer, question: string, own: Partial<Context> = {}): Context {
  return {
    question,
    now: today,
    memory: emptyMemory,
    masked: question,
    notices: [],
    reading: { typed: [], tokens: [] },
    query: [],
    slots: answerer.tools.slots.find([]),
    judged: [],
    nextMemory: emptyMemory,
    ...own,
  };
}
