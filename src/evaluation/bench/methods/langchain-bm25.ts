import { BM25Retriever } from "@langchain/community/retrievers/bm25";
import { Document } from "@langchain/core/documents";
import { depth } from "../rank-metrics.js";
import type { Build } from "../search-methods.js";
import { folded, textOfUnit } from "./unit-text.js";

/** LangChain's own keyword retriever, over the name, the aliases and the text of each document. */
export function langChainBm25({ isFolded }: { isFolded: boolean }): Build {
  const read = isFolded ? folded : (text: string): string => text;
  return ({ units }) => {
    const documents = units.map(
      (unit) => new Document({ pageContent: read([unit.title, ...unit.aliases, textOfUnit(unit)].join("\n")), metadata: { id: unit.documentId } }),
    );
    const retriever = BM25Retriever.fromDocuments(documents, { k: depth, includeScore: false });
    // It splits on spaces, and an empty word before or after them would fit every place of every text.
    return async (question) => (await retriever.invoke(read(question).trim())).map(({ metadata }) => String(metadata["id"]));
  };
}
