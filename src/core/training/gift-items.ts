import { stringify } from "yaml";
import { fold } from "../text/fold.js";
import { toComplete } from "./check-courses.js";
import type { GiftQuestion } from "./parse-gift.js";

const longestId = 60;

/**
 * Questions as the items of a lesson's file, in YAML. What a question bank does not say, and only an editor can, is left to be completed:
 * the explanation, the words of a source that prove the key, the unit of a number. The check of the knowledge refuses it until then.
 */
export function giftItems(questions: readonly GiftQuestion[]): string {
  const used = new Set<string>();
  return stringify({ items: questions.map((question) => itemOf(question, freeId(question, used))) }, { lineWidth: 150 });
}

function itemOf({ kind, question, feedback, ...key }: GiftQuestion, id: string): object {
  return {
    id,
    kind,
    question,
    right: key.right,
    ...("wrong" in key && { wrong: key.wrong }),
    ...(kind === "number" && { unit: toComplete }),
    explanation: feedback === "" ? toComplete : `${toComplete}: ${feedback}`,
    proof: { id: toComplete.toLowerCase(), quote: toComplete },
  };
}

/** Of the title, else of the question; numbered where it is taken. */
function freeId({ title, question }: GiftQuestion, used: Set<string>): string {
  const slug = fold((title === "" ? question : title).toLowerCase())
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, longestId)
    .replace(/^-+|-+$/gu, "");
  const base = slug === "" ? "cau" : slug;
  let id = base;
  for (let number = 2; used.has(id); number++) id = `${base}-${number}`;
  used.add(id);
  return id;
}
