import { fieldNames, type Service } from "../../knowledge/schema.js";
import { statedDetails } from "../../retrieval/units-of-knowledge.js";
import { sentencesOf } from "../../text/sentences.js";
import { tokenise } from "../../text/tokenise.js";
import type { ServiceQuestion, Variant } from "./compose-service.js";

/** Information that a statement must share with a question, beyond the service's own words, to be an answer to it. */
const leastShared = 7;

/** A sentence or more of a service, and the id of the source that has it. */
export interface Statement {
  text: string;
  source: string | undefined;
}

/** How the text on how long something takes says what the citizen must do in time. */
const dutyInTime = /(?<!\p{L})(?:hạn (?!giải quyết)|phải (?:nộp|báo|khai|đi|làm|đăng ký))/iu;

/**
 * The statement of a service that a question points at though no field of it was asked for: what people get wrong,
 * or a point such as a term or an amount. @param shown lines of the answer so far: nothing is said twice.
 */
export function pointedStatement(service: Service, variant: Variant | undefined, question: ServiceQuestion, shown: readonly string[]): Statement | undefined {
  const said = shown.join(" ");
  const { near } = question;
  if (near !== undefined && question.points.length === 0 && !said.includes(near.text)) return { text: near.text, source: near.source };
  const statements = question.points.length > 0 ? statementsOnPoints(service, variant, question) : mistakesOf(service);
  return mostShared(
    statements.filter(({ text }) => !said.includes(text)),
    service,
    question,
  );
}

/** Whether a service says anything on the points asked for; true where none is. */
export function speaksOnPoints(service: Service, question: ServiceQuestion): boolean {
  return question.points.length === 0 || statementsOnPoints(service, undefined, question).length > 0;
}

function statementsOnPoints(service: Service, variant: Variant | undefined, { points }: ServiceQuestion): Statement[] {
  const details = statedDetails(service).map(({ text, source }) => ({ text, source }));
  return [...sentencesOfFields(service, variant), ...mistakesOf(service), ...details].filter(({ text }) => points.some(({ shown }) => shown.test(text)));
}

function mistakesOf(service: Service): Statement[] {
  return service.mistakes.filter(({ state }) => state !== "unverified").map(({ text, source }) => ({ text, source }));
}

/** What a service or the special case says, but for how long the office takes. */
function sentencesOfFields(service: Service, variant: Variant | undefined): Statement[] {
  const texts = fieldNames.flatMap((name): Statement[] => {
    const { state = "unverified", text, source } = variant?.fields?.[name] ?? service.fields[name] ?? {};
    if (state === "unverified" || text === undefined) return [];
    return sentencesOf(text)
      .filter((sentence) => name !== "duration" || dutyInTime.test(sentence))
      .map((sentence) => ({ text: sentence, source }));
  });
  const variants = variant === undefined ? service.variants : [variant];
  return [...variants.flatMap(({ difference, source }) => sentencesOf(difference).map((text) => ({ text, source }))), ...texts];
}

function mostShared(statements: readonly Statement[], service: Service, question: ServiceQuestion): Statement | undefined {
  const { words, informationOf, points } = question;
  const usual = new Set(tokenise(`${service.name} ${service.everyday}`));
  const telling = [...new Set(words)].filter((word) => !usual.has(word));
  const shared = statements
    .filter(({ text }) => !isDutyOfOthers(text, usual, question))
    .map((statement) => {
      const tokens = new Set(tokenise(statement.text));
      return { statement, information: telling.filter((word) => tokens.has(word)).reduce((sum, word) => sum + informationOf(word), 0) };
    });
  const best = shared.reduce<{ statement?: Statement; information: number }>((a, b) => (b.information > a.information ? b : a), { information: -1 });
  return best.information >= (points.length > 0 ? 0 : leastShared) ? best.statement : undefined;
}

/** How telling a word is that narrows down who must do something. */
const narrows = 3.4;

/** "Con nhỏ phải đăng ký cư trú trong …": a duty of somebody whom the question does not speak of. */
function isDutyOfOthers(text: string, usual: ReadonlySet<string>, { said, points, informationOf }: ServiceQuestion): boolean {
  const [subject = "", duty] = text.split(" phải ");
  if (duty === undefined || points.every(({ name }) => name !== "deadline")) return false;
  const own = tokenise(subject).filter((word) => !usual.has(word) && !/\d/u.test(word));
  return own.every((word) => !said.includes(word)) && own.some((word) => informationOf(word) >= narrows);
}
