import { clean } from "../text/normalise.js";
import { sentencesOf } from "../text/sentences.js";

/** A sentence of a source as a language model sees it: without links, and with a token (`S1`) to cite it by. */
export interface TokenPassage {
  token: string;
  text: string;
}

/** What a language model is asked: plain data, so that the core knows no library. */
export interface RewriteRequest {
  /** Without personal data. */
  question: string;
  passages: readonly TokenPassage[];
  signal?: AbortSignal;
}

/** The words in which a model is asked; `rewritePrompt` of the wording. */
export interface RewritePrompt {
  instructions: string;
  request(question: string, passages: readonly TokenPassage[]): string;
}

/** A language model, as far as the core needs one. */
export interface LanguageModel {
  /** How long an answer waits for it, in milliseconds; then it goes out as it was. */
  readonly timeoutMs: number;
  /**
   * Answers the question from the passages, the token of its passage (`[S1]`) after each sentence.
   * What comes back is not to be trusted; `citedSentences` and the checker decide what is used.
   */
  rewrite(request: RewriteRequest): Promise<string>;
}

/** How an attempt to rewrite an answer ended. All but the first leave the answer as it was. */
export const rewriteOutcomes = ["rewritten", "kept_timeout", "kept_unproved", "kept_error"] as const;
export type RewriteOutcome = (typeof rewriteOutcomes)[number];

/** The part of the tools that is there only where answers are rewritten. */
export interface RewriteTools {
  languageModel?: LanguageModel;
  /** Told of each attempt, with the reason in a few words; never with what was asked or said. */
  onRewrite?: (outcome: RewriteOutcome, reason: string) => void;
}

/** A sentence that a model wrote, and the tokens that it gave for it. */
export interface CitedSentence {
  text: string;
  tokens: string[];
}

const tokenRun = /((?:\s*\[\s*S\d+(?:\s*[,;]\s*S\d+)*\s*\])+)/giu;

/**
 * The sentences of a model's text with their tokens. A token may stand before or after the full stop.
 * @returns undefined where a sentence has no token or is none, or brackets hold anything but tokens of passages and links.
 */
export function citedSentences(text: string): CitedSentence[] | undefined {
  const pieces = plainText(text).split(tokenRun);
  const cited: CitedSentence[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    const own = (pieces[index] ?? "").replace(/^[\s.,;:!?…]+/u, "").trim();
    const tokens = (pieces[index + 1]?.match(/S\d+/giu) ?? []).map((token) => token.toUpperCase());
    if (own === "" && cited.length > 0) cited.at(-1)?.tokens.push(...tokens);
    else if (own === "" && tokens.length === 0) continue;
    else if (tokens.length === 0 || !isOneSentence(own)) return undefined;
    else cited.push({ text: /[.!?…]$/u.test(own) ? own : `${own}.`, tokens });
  }
  return cited;
}

const linkToken = /\[L\d+\]/gu;

/** A whole sentence from its capital on, without brackets but those of links. */
function isOneSentence(text: string): boolean {
  return sentencesOf(text).length === 1 && !/^\p{Ll}/u.test(text) && !/[[\]]/u.test(text.replace(linkToken, ""));
}

/** A model's text with nothing but words: no thoughts, markup, links, invisible or control characters. */
function plainText(text: string): string {
  const bare = text
    .replace(/<think>[\s\S]*?(?:<\/think>|$)/giu, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replace(/<[^>]*>/gu, " ")
    .replace(/^[ \t]*(?:[-*+•>]|#{1,6}|\d{1,2}[.)])[ \t]+/gmu, "")
    .replace(/[*`~|#_]/gu, "")
    .replace(/\p{Extended_Pictographic}/gu, "")
    .replace(/[\p{Cc}\s]/gu, " ")
    .replace(/\p{Cf}/gu, "");
  return clean(bare);
}

const address = /(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:\/[^\s)]*[^\s).,;:])?/giu;

/** Internet addresses of a text, as they are written. */
export function addressesIn(text: string): string[] {
  return text.match(address) ?? [];
}

/** Keeps links away from the model: it sees tokens, and the addresses are put back into what it wrote. */
export class LinkTokens {
  readonly #links: string[] = [];

  /** A text with tokens for its addresses; brackets that could pass for tokens are taken out. */
  hide(text: string): string {
    return clean(text.replace(/[[\]]/gu, " ")).replace(address, (link) => {
      if (!this.#links.includes(link)) this.#links.push(link);
      return `[L${this.#links.indexOf(link) + 1}]`;
    });
  }

  /** A text with its addresses back; undefined where it has a token that was never given out. */
  show(text: string): string | undefined {
    let isKnown = true;
    const shown = text.replace(linkToken, (token) => {
      const link = this.#links[Number(token.slice(2, -1)) - 1];
      isKnown &&= link !== undefined;
      return link ?? "";
    });
    return isKnown ? shown : undefined;
  }
}
