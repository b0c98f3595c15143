import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { seededRandom } from "../../../src/core/retrieval/seeded-random.js";

const onsets = "b c d đ g h k l m n ng nh ph s t th tr v x".split(" ");
const rimes = "a an ang ao ây e en eo ê i inh iên o oi on ong ô ôn ơ u ung ưng ương".split(" ");
const tones = ["", "\u0301", "\u0300", "\u0323", "\u0309"];

export interface SyntheticDocument {
  id: string;
  title: string;
  text: string;
}

export interface SyntheticQuery {
  text: string;
  rel: string[];
}

/** A corpus of made-up words of two syllables, and one question on each document by words that it says more often than others do. */
export function syntheticCorpus(size: number, seed = 1): { documents: SyntheticDocument[]; queries: SyntheticQuery[] } {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const syllable = (): string => `${pick(onsets)}${pick(rimes)}${pick(tones)}`.normalize("NFC");
  const words = Array.from({ length: 10 * size }, () => `${syllable()} ${syllable()}`);
  const documents: SyntheticDocument[] = [];
  const queries: SyntheticQuery[] = [];
  for (let index = 0; index < size; index++) {
    const [first, second, third] = [pick(words), pick(words), pick(words)];
    const filler = Array.from({ length: 20 }, () => pick(words)).join(", ");
    const id = `d${index}`;
    documents.push({ id, title: `${first} ${second}`, text: `${third}, ${filler}. ${third} ${first}.` });
    queries.push({ text: `${first} ${third}`, rel: [id] });
  }
  return { documents, queries };
}

/** Writes a corpus in the form that `bench -- --retrieval` reads. */
export async function writeCorpus(
  folder: string,
  { documents, queries }: ReturnType<typeof syntheticCorpus>,
): Promise<{ corpusFile: string; queryFile: string }> {
  const corpusFile = join(folder, "corpus.jsonl");
  const queryFile = join(folder, "queries.jsonl");
  await writeFile(corpusFile, documents.map((document) => `${JSON.stringify(document)}\n`).join(""));
  await writeFile(queryFile, queries.map((query) => `${JSON.stringify(query)}\n`).join(""));
  return { corpusFile, queryFile };
}
