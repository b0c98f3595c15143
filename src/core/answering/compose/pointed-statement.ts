import { fieldNames, type Service } from "../../knowledge/schema.js";
import { sentencesOf } from "../../text/sentences.js";
import { tokenise } from "../../text/tokenise.js";
import type { ServiceQuestion, Variant } from "./compose-service.js";

/** Information that a statement must share with a question, beyond the service's own words, to be an answer to it. */
const leastShared = 7;

/**
 * The statement of a service that a question points at though no field of it was asked for: what people get wrong,
 * or a point such as a term or an amount. @param shown lines of the answer so far: nothing is said twice.
 */
export function pointedStatement(service: Service, variant: Variant | undefined, question: ServiceQuestion, shown: readonly string[]): string | undefined {
  const said = shown.join(" ");
  const statements = question.points.length > 0 ? statementsOnPoints(service, variant, question) : mistakesOf(service);
  return mostShared(
    statements.filter((text) => !said.includes(text)),
    service,
    question,
  );
}

/** Whether a service says anything on the points asked for; true where none is. */
export function speaksOnPoints(service: Service, question: ServiceQuestion): boolean {
  return question.points.every(({ name }) => name === "deadline") || statementsOnPoints(service, undefined, question).length > 0;
}

function statementsOnPoints(service: Service, variant: Variant | undefined, { points }: ServiceQuestion): string[] {
  return [...sentencesOfFields(service, variant), ...mistakesOf(service)].filter((text) => points.some(({ shown }) => shown.test(text)));
}

function mistakesOf(service: Service): string[] {
  return service.mistakes.filter(({ state }) => state !== "unverified").map(({ text }) => text);
}

/** What a service or the special case says, but for how long the office takes. */
function sentencesOfFields(service: Service, variant: Variant | undefined): string[] {
  const fields = fieldNames.filter((name) => name !== "duration").flatMap((name) => variant?.fields?.[name] ?? service.fields[name] ?? []);
  const texts = fields.flatMap(({ state, text }) => (state === "unverified" || text === undefined ? [] : [text]));
  const differences = variant === undefined ? service.variants.map(({ difference }) => difference) : [variant.difference];
  return [...differences, ...texts].flatMap(sentencesOf);
}

function mostShared(statements: readonly string[], service: Service, { words, informationOf, points }: ServiceQuestion): string | undefined {
  const usual = new Set(tokenise(`${service.name} ${service.everyday}`));
  const telling = [...new Set(words)].filter((word) => !usual.has(word));
  const shared = statements.map((text) => {
    const tokens = new Set(tokenise(text));
    return { text, information: telling.filter((word) => tokens.has(word)).reduce((sum, word) => sum + informationOf(word), 0) };
  });
  const best = shared.reduce<{ text?: string; information: number }>((a, b) => (b.information > a.information ? b : a), { information: -1 });
  return best.information >= (points.length > 0 ? 0 : leastShared) ? best.text : undefined;
}
