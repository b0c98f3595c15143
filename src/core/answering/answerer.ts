import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import type { Knowledge } from "../knowledge/load-knowledge.js";
import { PlaceFinder } from "../places/find-place.js";
import { PlaceHistory } from "../places/place-history.js";
import { Retriever } from "../retrieval/retriever.js";
import type { SearchIndex } from "../retrieval/search-index.js";
import { PhraseList } from "../text/phrases.js";
import { clean } from "../text/normalise.js";
import type { Answer } from "./answer.js";
import { AnswerChecker } from "./answer-checker.js";
import type { Calibration } from "./calibration.js";
import { CitedSources } from "./cited-sources.js";
import type { Context } from "./context.js";
import type { RewriteTools } from "./language-model.js";
import { FieldFinder } from "./fields.js";
import type { Memory } from "./memory.js";
import { CircleFinder } from "./narrow-circles.js";
import { NearTopics } from "./near-topics.js";
import { runPipeline } from "./pipeline.js";
import { ReactionFinder } from "./reactions.js";
import { SlotFinder } from "./slots.js";
import { SourceLibrary } from "./source-library.js";
import type { Tools } from "./tools.js";

/** Longest question that is read; the rest of a longer one is left out. */
const maxQuestionLength = 2000;

/** What an answerer is made of. */
export interface AnswererParts {
  knowledge: Knowledge;
  index: SearchIndex;
  calibration: Calibration;
  /** Where the approximate index over the vectors is kept. */
  vectorFolder: string;
  /** Vectors of meaning in place of the corpus-trained ones, for near topics. */
  embeddings?: EmbeddingsInterface | undefined;
  /** A language model that may word answers anew. */
  rewriting?: RewriteTools | undefined;
}

/** A question that the bot asked is over with the next message, whatever that says. */
function withoutQuestion({ asksDeletion: _, ...memory }: Memory): Memory {
  return memory;
}

/** Answers questions from the knowledge. Holds no conversation: what to remember comes in and goes out. */
export class Answerer {
  readonly tools: Tools;

  constructor({ knowledge, index, calibration, vectorFolder, embeddings, rewriting }: AnswererParts) {
    const { lexicon } = knowledge;
    const retriever = new Retriever(index, lexicon);
    this.tools = {
      lexicon,
      retriever,
      slots: new SlotFinder(lexicon),
      circles: new CircleFinder(lexicon),
      fields: new FieldFinder(lexicon, knowledge.fields),
      places: new PhraseList({ place: [...lexicon.places.own, ...lexicon.places.ownDistricts] }),
      placeFinder: new PlaceFinder(knowledge.places.communes),
      placeHistory: new PlaceHistory(knowledge.places.communes),
      placesSource: knowledge.places.source,
      reactions: new ReactionFinder(lexicon),
      library: new SourceLibrary(knowledge),
      checker: new AnswerChecker(
        lexicon,
        knowledge.places.communes.map(({ name }) => name),
        new CitedSources(knowledge),
      ),
      calibration,
      nearTopics: new NearTopics(async () => {
        const { openVectorStore } = await import("../retrieval/open-vector-store.js");
        return openVectorStore({ units: index.units, embeddings: embeddings ?? retriever.embeddings, folder: vectorFolder });
      }),
      ...rewriting,
    };
  }

  /** One turn. `memory` is what the last turn of the same conversation gave. */
  async answer(question: string, memory: Memory, now: Date): Promise<{ answer: Answer; memory: Memory }> {
    const cleaned = clean(question).slice(0, maxQuestionLength);
    const context: Context = {
      question: cleaned,
      now,
      memory,
      masked: cleaned,
      notices: [],
      reading: { typed: [], tokens: [] },
      query: [],
      slots: this.tools.slots.find([]),
      judged: [],
      nextMemory: { ...withoutQuestion(memory), offered: [] },
    };
    const answer = await runPipeline(context, this.tools);
    return { answer, memory: context.nextMemory };
  }
}
