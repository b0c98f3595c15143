import { seededRandom } from "../core/retrieval/seeded-random.js";
import { fold } from "../core/text/fold.js";

/** Ways in which the same question is typed. */
export const typings = ["as_written", "no_diacritics", "noisy"] as const;
export type Typing = (typeof typings)[number];

/** Spellings of chat that replace a word now and then. */
const chatSpellings: Record<string, string> = {
  không: "ko",
  được: "dc",
  gì: "j",
  rồi: "r",
  "bao nhiêu": "bn",
  như: "nhu",
  thế: "the",
  "giấy tờ": "gto",
  "đăng ký": "dki",
  "căn cước": "cc",
  vậy: "v",
  mình: "mk",
  người: "ng",
  trước: "trc",
  với: "vs",
  "điện thoại": "đt",
  làm: "lm",
};

/**
 * The question as typed in haste: each word loses its marks with probability 0.5; chat spellings replace words with 0.4;
 * one word in twelve has two letters swapped or one left out. The same question always comes out the same.
 */
export function typeNoisily(question: string): string {
  const random = seededRandom(hashOf(question));
  let text = question.toLowerCase();
  for (const [word, spelling] of Object.entries(chatSpellings)) {
    const whole = new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "gu");
    text = text.replace(whole, (found) => (random() < 0.4 ? spelling : found));
  }
  return text
    .split(" ")
    .map((word) => (random() < 0.5 ? fold(word) : word))
    .map((word) => (/^\p{L}{4,}$/u.test(word) && random() < 1 / 12 ? mistype(word, random) : word))
    .join(" ");
}

/** A question in one way of typing. */
export function type(question: string, typing: Typing): string {
  if (typing === "as_written") return question;
  return typing === "no_diacritics" ? fold(question) : typeNoisily(question);
}

function mistype(word: string, random: () => number): string {
  const letters = Array.from(word);
  const place = 1 + Math.floor(random() * (letters.length - 2));
  if (random() < 0.5) return [...letters.slice(0, place), ...letters.slice(place + 1)].join("");
  return [...letters.slice(0, place), letters[place + 1], letters[place], ...letters.slice(place + 2)].join("");
}

function hashOf(text: string): number {
  return Array.from(text).reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0, 2166136261);
}
