import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import { trainingWording as say } from "../wording/training.js";
import type { Item } from "./course-schema.js";
import { shuffled } from "./draw-items.js";

/** An item as it is put to a learner. */
export interface PutItem {
  readonly text: string;
  /** The choices in the order shown, lettered from A; empty where a number is asked for. */
  readonly choices: readonly string[];
  /** What can be pressed; empty where something must be typed. */
  readonly buttons: readonly string[];
}

const letters = "ABCDEFGH";

/** Words an item for reading. `place` numbers it, so that a button of an earlier item is known for what it is. */
export function putItem(item: Item, { place, total, seed }: { place: number; total?: number; seed: number }): PutItem {
  const choices = choicesOf(item, seed);
  const lines = choices.map((choice, index) => `${letters[index] ?? ""}. ${choice}`);
  const isPressed = item.kind === "single" || item.kind === "true_false";
  return {
    text: [
      say.itemHead(place, total),
      item.kind === "true_false" ? say.trueOrFalse(item.question) : item.question,
      ...lines,
      say.howToAnswer[item.kind](item.kind === "number" ? item.unit : ""),
    ]
      .filter((line) => line !== "")
      .join("\n"),
    choices,
    buttons: isPressed ? choices.map((_, index) => say.choiceButton(place, letters[index] ?? "")) : [],
  };
}

function choicesOf(item: Item, seed: number): string[] {
  switch (item.kind) {
    case "single":
      return shuffled([item.right, ...item.wrong], seed);
    case "multiple":
      return shuffled([...item.right, ...item.wrong], seed);
    case "true_false":
      return [say.isTrue, say.isFalse];
    case "ordering":
      return shuffledAnew(item.order, seed);
    case "number":
      return [];
  }
}

/** In another order than the right one. */
function shuffledAnew(order: readonly string[], seed: number): string[] {
  const mixed = shuffled(order, seed);
  return mixed.every((value, index) => value === order[index]) ? [...mixed.slice(1), mixed[0] ?? ""] : mixed;
}

export type Reading =
  | { readonly outcome: "answer"; readonly given: readonly string[] }
  /** A button of an item that is no longer open. */
  | { readonly outcome: "stale" }
  /** Meant as an answer, but not in a form that counts. */
  | { readonly outcome: "unclear" }
  | { readonly outcome: "other" };

/** What a message answers to the open item. */
export function readAnswer(item: Item, choices: readonly string[], place: number, message: string): Reading {
  const said = fold(normalise(message)).trim();
  const pressed = /^cau (\d+):\s*(.*)$/u.exec(said);
  if (pressed !== null && Number(pressed[1]) !== place) return { outcome: "stale" };
  const words = pressed?.[2] ?? said;
  if (item.kind === "number") {
    const number = /^\D{0,8}?(\d+(?:[.,]\d+)*)\s*(\S+(?:\s\S+){0,2})?$/u.exec(words)?.[1];
    return number === undefined ? { outcome: "other" } : { outcome: "answer", given: [number] };
  }
  const byWords = choices.find((choice) => fold(normalise(choice)) === words);
  if (byWords !== undefined && (item.kind === "single" || item.kind === "true_false")) return { outcome: "answer", given: [byWords] };
  const marks = marksIn(words, choices.length);
  if (marks === undefined) return { outcome: "other" };
  const given = marks.map((index) => choices[index] ?? "");
  return isComplete(item, given, choices.length) ? { outcome: "answer", given } : { outcome: "unclear" };
}

/** "b", "a c", "A,C", "1 3", "ac": places among the choices; `undefined` where the message is no such thing. */
function marksIn(words: string, count: number): number[] | undefined {
  const isMarks = /^(?:(?:dap an|chon|cau|y)\s+)?[a-h1-8](?:[\s,.;>-]*(?:va\s+)?[a-h1-8])*\.?$/u.test(words);
  if (!isMarks) return undefined;
  const marks = [
    ...words
      .replace(/^(?:dap an|chon|cau|y)\s+/u, "")
      .replace(/va\s+/gu, " ")
      .matchAll(/[a-h1-8]/gu),
  ].map(([mark]) => (/\d/u.test(mark) ? Number(mark) - 1 : mark.charCodeAt(0) - 97));
  return marks.every((mark) => mark < count) ? marks : undefined;
}

function isComplete(item: Item, given: readonly string[], count: number): boolean {
  if (new Set(given).size < given.length) return false;
  if (item.kind === "ordering") return given.length === count;
  return item.kind === "multiple" || given.length === 1;
}

/** Whether an answer is the key. */
export function isRight(item: Item, given: readonly string[]): boolean {
  switch (item.kind) {
    case "single":
      return given[0] === item.right;
    case "multiple":
      return given.length === item.right.length && item.right.every((choice) => given.includes(choice));
    case "true_false":
      return given[0] === (item.right ? say.isTrue : say.isFalse);
    case "ordering":
      return item.order.every((step, index) => given[index] === step);
    case "number":
      return numberIn(given[0] ?? "") === item.right;
  }
}

/** "4.856" and "4856" are one number, and so are "1,5" and "1.5". */
function numberIn(text: string): number {
  return Number(/^\d{1,3}(?:[.,]\d{3})+$/u.test(text) ? text.replace(/[.,]/gu, "") : text.replace(",", "."));
}

/** The key in words, for the one who missed it. */
export function keyInWords(item: Item, choices: readonly string[]): string {
  const lettered = (choice: string): string => `${letters[choices.indexOf(choice)] ?? ""}. ${choice}`;
  switch (item.kind) {
    case "single":
      return lettered(item.right);
    case "multiple":
      return choices
        .filter((choice) => item.right.includes(choice))
        .map(lettered)
        .join("; ");
    case "true_false":
      return item.right ? say.isTrue : say.isFalse;
    case "ordering":
      return item.order.map((step) => letters[choices.indexOf(step)] ?? "").join(", ");
    case "number":
      return `${String(item.right).replace(".", ",")} ${item.unit}`;
  }
}
