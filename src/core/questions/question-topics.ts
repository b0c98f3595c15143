import { areas, type Service } from "../knowledge/schema.js";
import type { Retriever } from "../retrieval/retriever.js";

/** What a question is about, roughly: the area of a service, another procedure of the register, something explained, or nothing known. */
export const questionTopics = [...areas.options, "procedure", "explanation", "unknown"] as const;
export type QuestionTopic = (typeof questionTopics)[number];

/** A source that scores less than this share of what it could is about something else. */
const leastCoverage = 0.5;

/** Tells what questions are about, by what was cited, or else by what is nearest. */
export class QuestionTopics {
  readonly #retriever: Pick<Retriever, "read" | "search">;
  readonly #areas: ReadonlyMap<string, QuestionTopic>;

  constructor(retriever: Pick<Retriever, "read" | "search">, services: readonly Pick<Service, "id" | "area">[]) {
    this.#retriever = retriever;
    this.#areas = new Map(services.map(({ id, area }) => [`service/${id}`, area]));
  }

  /** @param sources ids of the documents that the answer cited. */
  topicOf(question: string, sources: readonly string[]): QuestionTopic {
    const [source] = sources;
    if (source !== undefined) return this.#topicOfSource(source);
    const [nearest] = this.#retriever.search(this.#retriever.read(question), 1);
    return nearest === undefined || nearest.signals.coverage < leastCoverage ? "unknown" : this.#topicOfSource(nearest.unit.documentId);
  }

  #topicOfSource(id: string): QuestionTopic {
    if (id.startsWith("service/")) return this.#areas.get(id) ?? "procedure";
    return id.startsWith("procedure/") || id.startsWith("register/") ? "procedure" : "explanation";
  }
}
