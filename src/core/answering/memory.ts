import type { FieldName } from "../knowledge/schema.js";

/** What a conversation remembers between turns. Plain data, without identity. */
export interface Memory {
  /** What the last answer was about. */
  focus?: {
    /** Absent where the last turn settled on nothing. */
    unitId?: string;
    /** The field that was asked of a service. */
    field?: FieldName;
    /** Words of the question that name the matter, as understood. */
    topic: string[];
    /** The whole question, as understood. */
    question: string[];
  };
  /** Choices that were offered, in order, with the question that each stands for. */
  offered: { label: string; question: string; unitId?: string; field?: FieldName }[];
  /** The person wants everything deleted, and was asked whether that is meant. Holds for the next message alone. */
  asksDeletion?: true;
}

export const emptyMemory: Memory = { offered: [] };
