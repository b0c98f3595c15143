import { Retriever } from "../../../core/retrieval/retriever.js";
import { buildSearchIndex } from "../../../core/retrieval/search-index.js";
import { depth } from "../rank-metrics.js";
import type { Build } from "../search-methods.js";

/** The retriever that answers in production, as it is. */
export const ours: Build = ({ units, lexicon }) => {
  const retriever = new Retriever(buildSearchIndex(units, lexicon), lexicon);
  return (question) => retriever.search(retriever.read(question), depth).map(({ unit }) => unit.documentId);
};
