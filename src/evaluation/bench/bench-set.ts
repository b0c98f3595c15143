import { loadLexicon } from "../../core/knowledge/lexicon.js";
import { foreignSet } from "./foreign-set.js";
import { ownSet } from "./own-set.js";
import type { Lexicon } from "../../core/knowledge/lexicon.js";
import type { Knowledge } from "../../core/knowledge/load-knowledge.js";
import type { Unit } from "../../core/retrieval/unit.js";

/** A question whose right sources are known. */
export interface BenchQuery {
  text: string;
  /** `documentId`s of units, any of which is right. */
  rel: string[];
  /** Results are reported for each group. */
  group: string;
  /** Typed as people type: asked as it stands only. */
  raw: boolean;
}

/** What a method searches in, and what it is asked. */
export interface BenchSet {
  units: Unit[];
  lexicon: Lexicon;
  queries: BenchQuery[];
  /** What the units were made from; absent of a foreign corpus. */
  knowledge?: Knowledge;
}

/** Where a set comes from; plain data, since each method loads its own copy in its own process. */
export type BenchSource =
  { kind: "foreign"; corpusFile: string; queryFile: string; knowledgeFolder: string } | { kind: "own"; questionFiles: string[]; knowledgeFolder: string };

export async function loadBenchSet(source: BenchSource): Promise<BenchSet> {
  if (source.kind === "own") return ownSet(source.knowledgeFolder, source.questionFiles);
  const lexicon = await loadLexicon(`${source.knowledgeFolder}/lexicon`);
  return { ...(await foreignSet(source.corpusFile, source.queryFile)), lexicon };
}
