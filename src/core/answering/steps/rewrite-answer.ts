import type { Service } from "../../knowledge/schema.js";
import { normalise } from "../../text/normalise.js";
import { countWords, sentencesOf } from "../../text/sentences.js";
import type { AnsweredStatus } from "../answer.js";
import type { Context, Draft } from "../context.js";
import {
  citedSentences,
  LinkTokens,
  type CitedSentence,
  type LanguageModel,
  type RewriteOutcome,
  type RewriteRequest,
  type RewriteTools,
} from "../language-model.js";
import { faultOf, type Passage, type ProofTools } from "../rewrite-proof.js";
import type { Tools } from "../tools.js";

/** Answers that are prose; corrections, overviews and the register's facts are not. */
const rewritable: ReadonlySet<AnsweredStatus> = new Set(["answered_article", "answered_document", "answered_service_field"]);
/** Prose of fewer words is an answer already. */
const leastWords = 20;
/** A text with more words is no answer. */
const mostWords = 120;
const longestQuestion = 500;
const listLine = /^\s*(?:[-•]|\d{1,2}\.)\s/mu;
/** Where sources differ, an end is near or knowledge stops, every word counts: such a line is never rewritten. */
const delicate = /khác nhau|mâu thuẫn|chưa (?:có|rõ|chắc|kiểm|thể)|không rõ|đến hết|hết hiệu lực|hết hạn|thay thế|bãi bỏ/u;

type SourceTools = { library: Pick<Tools["library"], "service"> };

interface Attempt {
  outcome: RewriteOutcome;
  /** Why it was kept, in a word or two. */
  reason: string;
  sentences: string[];
}

/**
 * Lets a language model put the prose of a draft into an answer to the question, where there is a model. Its sentences are used only
 * if each is proved by the sentence of the source that it cites; otherwise, and whatever goes wrong, the draft stays as it is.
 */
export async function rewriteAnswer(context: Context, tools: ProofTools & SourceTools & RewriteTools): Promise<undefined> {
  const { languageModel, checker, onRewrite } = tools;
  const { draft } = context;
  const isProse = draft !== undefined && rewritable.has(draft.status) && !listLine.test(draft.lines.join("\n"));
  if (languageModel === undefined || !isProse) return undefined;
  const prose = proseOf(context, draft, tools);
  // What the checker would withhold must not be saved by other words.
  if (countWords(prose.join(" ")) < leastWords || checker.check({ ...draft, body: draft.lines.join("\n") }).length > 0) return undefined;
  const passages = prose.flatMap(sentencesOf).map((text) => ({ text, heading: draft.subject }));
  const { outcome, reason, sentences } = await attempt(questionOf(context), passages, { languageModel, tools });
  if (outcome === "rewritten") context.draft = withSentences(draft, prose, sentences);
  onRewrite?.(outcome, reason);
  return undefined;
}

/** The lines of a draft that may be said in other words: text of the source itself, but no heading, conflict or limit. What composers add stays. */
function proseOf({ chosen }: Context, draft: Draft, { library }: SourceTools): string[] {
  const unit = chosen?.candidate.unit;
  if (unit === undefined) return [];
  const own = new Set(
    unit.kind === "service" ? fieldTexts(library.service(unit.id)) : unit.passages.flatMap(({ text }) => text.split("\n").map((line) => line.trim())),
  );
  return draft.lines.filter((line) => own.has(line) && !line.endsWith(":") && !delicate.test(normalise(line)));
}

function fieldTexts(service: Service): string[] {
  const fields = [service, ...service.variants].flatMap((one) => Object.values(one.fields ?? {}));
  return fields.flatMap((field) => field?.text ?? []);
}

/** The question as it was asked, without personal data; made whole where it rests on the turns before. */
function questionOf({ masked, reading, query }: Context): string {
  const asked = query.join(" ") === reading.tokens.join(" ") ? masked.replace(/\[[^\]]*đã che\]/gu, " ") : query.join(" ");
  return asked.slice(0, longestQuestion);
}

/** The draft with new sentences where its prose was. */
function withSentences(draft: Draft, prose: readonly string[], sentences: readonly string[]): Draft {
  const first = draft.lines.indexOf(prose[0] ?? "");
  const lines = draft.lines.flatMap((line, index) => (index === first ? [sentences.join(" ")] : prose.includes(line) ? [] : [line]));
  return { ...draft, lines, rewritten: sentences };
}

async function attempt(
  question: string,
  passages: readonly Passage[],
  { languageModel, tools }: { languageModel: LanguageModel; tools: ProofTools },
): Promise<Attempt> {
  const links = new LinkTokens();
  const request = { question: links.hide(question), passages: passages.map(({ text }, index) => ({ token: `S${index + 1}`, text: links.hide(text) })) };
  const kept = (outcome: RewriteOutcome, reason: string): Attempt => ({ outcome, reason, sentences: [] });
  try {
    const cited = citedSentences(await inTime(languageModel, request));
    if (cited === undefined || cited.length === 0) return kept("kept_unproved", "no tokens");
    if (countWords(cited.map(({ text }) => text).join(" ")) > mostWords) return kept("kept_unproved", "too long");
    const sentences = cited.map((sentence) => provedText(sentence, { passages, links, tools }));
    const fault = sentences.find((sentence) => sentence.fault !== undefined)?.fault;
    return fault === undefined
      ? { outcome: "rewritten", reason: "", sentences: [...new Set(sentences.map(({ text }) => text))] }
      : kept("kept_unproved", fault);
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return kept(isLate ? "kept_timeout" : "kept_error", error instanceof Error ? error.message : "unknown");
  }
}

/** A model's text, or a `TimeoutError` when the limit is over, whether or not the model heeds the signal. */
async function inTime(model: LanguageModel, request: RewriteRequest): Promise<string> {
  const signal = AbortSignal.timeout(model.timeoutMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
  return Promise.race([model.rewrite({ ...request, signal }), late]);
}

function provedText(
  { text, tokens }: CitedSentence,
  { passages, links, tools }: { passages: readonly Passage[]; links: LinkTokens; tools: ProofTools },
): { text: string; fault?: string } {
  const cited = tokens.map((token) => passages[Number(token.slice(1)) - 1]);
  const shown = links.show(text);
  if (shown === undefined || !cited.every((passage) => passage !== undefined)) return { text, fault: "unknown token" };
  return { text: shown, fault: faultOf(shown, cited, tools) };
}
