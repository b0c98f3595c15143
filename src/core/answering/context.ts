import type { FieldName } from "../knowledge/schema.js";
import type { Candidate, Reading } from "../retrieval/retriever.js";
import type { Narrow } from "./compose/narrow-question.js";
import type { Answer, AnsweredStatus, Citation } from "./answer.js";
import type { Memory } from "./memory.js";
import type { Mismatch } from "./mismatch.js";
import type { Slots } from "./slots.js";

/** What a composer made: lines to say, and the sources that prove each of them. */
export interface Draft {
  status: AnsweredStatus;
  lines: string[];
  /** The checker lets nothing through but what they quote. */
  citations: [Citation, ...Citation[]];
  /** Name of the source: what the lines are said of. */
  subject: string;
  /** Sentences that a language model wrote and that were proved by the source. */
  rewritten?: readonly string[];
  suggestions: Choice[];
}

/** Something to tap: what it says, and the question that it stands for. */
export interface Choice {
  label: string;
  question: string;
  unitId?: string;
  field?: FieldName;
}

/** How sure the bot is of a source, and what the question names that the source is not about. */
export interface Judged {
  candidate: Candidate;
  /** Calibrated probability that this is the right source. */
  confidence: number;
  mismatches: Mismatch[];
  /** Whether the confidence is enough to answer from it, or at least to offer it. */
  isSure: boolean;
  isNear: boolean;
  /** It is for fewer cases than the question speaks of. */
  isNarrower: boolean;
  /** The title bears the number, or the name, of a document that the question names. */
  bearsNumber: boolean;
  bearsName: boolean;
}

/** One turn on its way through the steps. Each step reads what is there and sets its part. */
export interface Context {
  /** As typed, in NFC. */
  readonly question: string;
  readonly now: Date;
  readonly memory: Memory;

  /** The question without personal data. */
  masked: string;
  /** Sentences to add at the end, whatever the answer. */
  notices: string[];
  /** The question as understood. */
  reading: Reading;
  /** The question made whole from the turns before; equal to `reading.tokens` where it stands alone. */
  query: string[];
  slots: Slots;
  /** The only unit that the question can be about, where the turns before settle that. */
  unitId?: string;
  judged: Judged[];
  /** The source to answer from. */
  chosen?: Judged;
  /** The narrow question about the chosen service that this one is. */
  narrow?: Narrow | undefined;
  /** How the question was understood, where the answer says so. */
  understoodAs?: string;
  draft?: Draft;
  answer?: Answer;
  /** What the conversation shall remember. */
  nextMemory: Memory;
}
