/**
 * How a turn ended. The family is what stands before the first underscore; the same names are used in the database,
 * the console, metrics and tests.
 */
export const answerStatuses = [
  "answered_article",
  "answered_document",
  "answered_service_field",
  "answered_service_overview",
  "answered_procedure",
  "answered_register",
  "answered_correction",
  "clarification_choice",
  "unanswerable_no_source",
  "unanswerable_near_miss",
  "unanswerable_out_of_scope",
  "unanswerable_unverified",
  "unanswerable_expired",
  "unanswerable_personal_case",
  "guardrail_personal_data",
  "guardrail_abuse",
  "guardrail_injection",
  "guardrail_illegal_request",
  "smalltalk_greeting",
  "smalltalk_thanks",
  "smalltalk_farewell",
  "smalltalk_acknowledge",
  "smalltalk_identity",
  "command_help",
  "command_menu",
  "command_restart",
  "command_human",
  "command_services",
  "command_training",
  "command_subscription",
  "command_own_data",
  "command_deletion_asked",
  "command_deletion_done",
  "command_deletion_dropped",
  "error_internal",
  "error_withheld",
] as const;

export type AnswerStatus = (typeof answerStatuses)[number];
export type AnsweredStatus = Extract<AnswerStatus, `answered_${string}`>;

/** Where a statement comes from, so that a reader can look it up. */
export interface Citation {
  /** Id of the document or article; `service/<id>`; `procedure/<code>`; `register/<field>`. */
  documentId: string;
  /** What the source is called in a source line. */
  title: string;
  /** Headings or field inside the source; "" where it has none. */
  section: string;
  /** The words that the statement rests on. */
  quote: string;
  /** Whether the quote is the source's own words, or ours after it. */
  quoteKind: "verbatim" | "summary";
  url: string;
  /** Day, month or year of the source: `2024-12-26`, `2025-09`, `2025`. */
  issued: string;
  /** Codes in the national register that the source stands for. */
  codes?: string[];
}

/** What the bot says in one turn. */
export interface Answer {
  status: AnswerStatus;
  /** The answer itself, without its source line. */
  body: string;
  citations: Citation[];
  /** Short texts to tap or type next; each works as a message of its own. At most four. */
  suggestions: string[];
  /** Calibrated probability that the source is the right one, 0 to 1; 1 where nothing was looked up. */
  confidence: number;
}

/** An answer from sources: it cannot be made without a citation. */
export interface SourcedAnswer extends Answer {
  status: AnsweredStatus;
  citations: [Citation, ...Citation[]];
}

/** Whether an answer claims something from a source. */
export function isSourced(answer: Answer): answer is SourcedAnswer {
  return answer.status.startsWith("answered_");
}

/** What stands before the first underscore of a status. */
export function familyOf(status: AnswerStatus): string {
  return status.slice(0, status.indexOf("_"));
}

/** Whether people are asked what they think of it; nobody rates a greeting. */
export function isWorthRating(status: AnswerStatus): boolean {
  return ["answered", "unanswerable", "clarification"].includes(familyOf(status));
}
