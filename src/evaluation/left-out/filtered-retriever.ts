import { Retriever, type Candidate, type Reading } from "../../core/retrieval/retriever.js";
import type { Unit } from "../../core/retrieval/unit.js";

/** The production retriever over a part of the units. The index is that of all: words of a unit left out are still known. */
export class FilteredRetriever extends Retriever {
  /** Ids of sources that are not found. */
  leftOut: ReadonlySet<string> = new Set();

  override search(reading: Reading, count: number, isAllowed: (unit: Unit) => boolean = () => true): Candidate[] {
    return super.search(reading, count, (unit) => !this.leftOut.has(unit.documentId) && isAllowed(unit));
  }
}
