import { fieldNames, type Service } from "../../knowledge/schema.js";
import { sentencesOf } from "../../text/sentences.js";
import { tokenise } from "../../text/tokenise.js";
import type { ServiceQuestion, Variant } from "./compose-service.js";

/** Information that a statement must share with a question, beyond the service's own words, to be an answer to it. */
const leastShared = 7;
/** How a statement shows that it tells by when one must act. */
const termToAct = /(?:phải|hạn|chậm nhất|kể từ|trong|báo|khai|nộp)[^.]*?\d+ (?:ngày|tháng|năm|giờ)/u;

/**
 * The statement of a service that a question points at though no field of it was asked for: what people get wrong,
 * or by when they must act. @param shown lines of the answer so far: nothing is said twice.
 */
export function pointedStatement(service: Service, variant: Variant | undefined, question: ServiceQuestion, shown: readonly string[]): string | undefined {
  const mistakes = service.mistakes.filter(({ state }) => state !== "unverified").map(({ text }) => text);
  const statements = question.asksDeadline ? [...sentencesOfFields(service, variant), ...mistakes].filter((text) => termToAct.test(text)) : mistakes;
  const said = shown.join(" ");
  return mostShared(
    statements.filter((text) => !said.includes(text)),
    service,
    question,
  );
}

/** What a service or the special case says, but for how long the office takes. */
function sentencesOfFields(service: Service, variant: Variant | undefined): string[] {
  const fields = fieldNames.filter((name) => name !== "duration").flatMap((name) => variant?.fields?.[name] ?? service.fields[name] ?? []);
  const texts = fields.flatMap(({ state, text }) => (state === "unverified" || text === undefined ? [] : [text]));
  const differences = variant === undefined ? service.variants.map(({ difference }) => difference) : [variant.difference];
  return [...differences, ...texts].flatMap(sentencesOf);
}

function mostShared(statements: readonly string[], service: Service, { words, informationOf, asksDeadline }: ServiceQuestion): string | undefined {
  const usual = new Set(tokenise(`${service.name} ${service.everyday}`));
  const telling = [...new Set(words)].filter((word) => !usual.has(word));
  const shared = statements.map((text) => {
    const tokens = new Set(tokenise(text));
    return { text, information: telling.filter((word) => tokens.has(word)).reduce((sum, word) => sum + informationOf(word), 0) };
  });
  const best = shared.reduce<{ text?: string; information: number }>((a, b) => (b.information > a.information ? b : a), { information: -1 });
  return best.information >= (asksDeadline ? 0 : leastShared) ? best.text : undefined;
}
