import type { Lexicon } from "../knowledge/lexicon.js";
import type { PlaceFinder } from "../places/find-place.js";
import type { PlacesSource } from "../places/load-places.js";
import type { PlaceHistory } from "../places/place-history.js";
import type { Retriever } from "../retrieval/retriever.js";
import type { PhraseList } from "../text/phrases.js";
import type { AnswerChecker } from "./answer-checker.js";
import type { Calibration } from "./calibration.js";
import type { FieldFinder } from "./fields.js";
import type { RewriteTools } from "./language-model.js";
import type { CircleFinder } from "./narrow-circles.js";
import type { NearTopics } from "./near-topics.js";
import type { ReactionFinder } from "./reactions.js";
import type { SlotFinder } from "./slots.js";
import type { SourceLibrary } from "./source-library.js";

/** What the steps work with; built once. */
export interface Tools extends RewriteTools {
  lexicon: Lexicon;
  retriever: Retriever;
  slots: SlotFinder;
  circles: CircleFinder;
  fields: FieldFinder;
  /** Communes, wards, former districts and provinces of ours. */
  places: PhraseList;
  placeFinder: PlaceFinder;
  placeHistory: PlaceHistory;
  /** Where it stands what became of communes and districts. */
  placesSource: PlacesSource;
  reactions: ReactionFinder;
  library: SourceLibrary;
  checker: AnswerChecker;
  calibration: Calibration;
  nearTopics: NearTopics;
}
