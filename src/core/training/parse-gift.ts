/** A question of a GIFT file (Moodle's text format) of a kind that we can put. */
export type GiftQuestion = {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its title, else "". */
  readonly title: string;
  readonly question: string;
  /** What the file says after the answer, else "". */
  readonly feedback: string;
} & (
  | { readonly kind: "single"; readonly right: string; readonly wrong: readonly string[] }
  | { readonly kind: "multiple"; readonly right: readonly string[]; readonly wrong: readonly string[] }
  | { readonly kind: "true_false"; readonly right: boolean }
  | { readonly kind: "number"; readonly right: number }
);

export interface GiftFault {
  /** Where the question begins, from 1. */
  readonly line: number;
  /** In plain Vietnamese, for the one who imports. */
  readonly message: string;
}

/** What can be read of a GIFT file, and what cannot, each with its line. Comments and categories are left out. */
export function parseGift(text: string): { questions: GiftQuestion[]; faults: GiftFault[] } {
  const questions: GiftQuestion[] = [];
  const faults: GiftFault[] = [];
  for (const block of blocksOf(text)) {
    const read = readBlock(block);
    if (typeof read === "string") faults.push({ line: block.line, message: read });
    else questions.push(read);
  }
  return { questions, faults };
}

interface Block {
  readonly line: number;
  readonly text: string;
}

/** Questions stand apart by empty lines. */
function blocksOf(text: string): Block[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let isOpen = false;
  for (const [index, line] of text
    .replace(/^\ufeff/u, "")
    .normalize("NFC")
    .split(/\r\n?|\n/u)
    .entries()) {
    if (line.trim() === "") isOpen = false;
    if (line.trim() === "" || /^\s*(?:\/\/|\$CATEGORY:)/u.test(line)) continue;
    if (isOpen) blocks.at(-1)?.lines.push(line);
    else blocks.push({ line: index + 1, lines: [line] });
    isOpen = true;
  }
  return blocks.map(({ line, lines }) => ({ line, text: lines.join("\n") }));
}

const special = "~=#{}:\\";
/** Escaped characters stand aside while the text is taken apart. */
const aside = (character: string): string => String.fromCharCode(0xe000 + special.indexOf(character));

function hideEscapes(text: string): string {
  return text.replace(/\\([~=#{}:\\n])/gu, (_, character: string) => (character === "n" ? "\n" : aside(character)));
}

/** Text as it reads: escapes put back, markup of Moodle's editor gone, spaces as one. */
function readable(text: string): string {
  return text
    .replace(/^\s*\[(?:html|markdown|moodle|plain)\]/u, "")
    .replace(/<[^>]*>/gu, " ")
    .replace(/[\ue000-\ue006]/gu, (character) => special[character.charCodeAt(0) - 0xe000] ?? "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/gu, " ")
    .trim();
}

/** @returns the question, or what is wrong with it. */
function readBlock({ line, text }: Block): GiftQuestion | string {
  const hidden = hideEscapes(text);
  const [, title = "", body = ""] = /^\s*(?:::([^:]*(?::[^:]+)*)::)?([^]*)$/u.exec(hidden) ?? [];
  const [open, close] = [body.indexOf("{"), body.lastIndexOf("}")];
  if (open < 0 && close < 0) return "không có phần đáp án { … }";
  if (open < 0 || close < open) return "thiếu dấu { hoặc } của phần đáp án";
  if (body.indexOf("{", open + 1) >= 0 || body.indexOf("}") !== close) return "có hơn một phần đáp án { … }";
  const [before, after] = [readable(body.slice(0, open)), readable(body.slice(close + 1))];
  const question = after === "" ? before : `${before} …… ${after}`;
  if (before === "" && after === "") return "không có lời câu hỏi";
  const [answers = "", general = ""] = body.slice(open + 1, close).split("####");
  const key = readKey(answers.trim());
  if (typeof key === "string") return key;
  return { line, title: readable(title), question, ...key, feedback: readable(general) || key.feedback };
}

type Key =
  | { kind: "single"; right: string; wrong: string[]; feedback: string }
  | { kind: "multiple"; right: string[]; wrong: string[]; feedback: string }
  | { kind: "true_false"; right: boolean; feedback: string }
  | { kind: "number"; right: number; feedback: string };

function readKey(answers: string): Key | string {
  const [said = "", ...comments] = answers.split("#");
  const truth = /^(T|TRUE|F|FALSE)$/iu.exec(said.trim())?.[1];
  if (truth !== undefined) return { kind: "true_false", right: truth.toUpperCase().startsWith("T"), feedback: readable(comments.join(" ")) };
  if (answers.startsWith("#")) return readNumber(answers.slice(1));
  if (answers === "") return "câu tự luận không nhập được";
  if (answers.includes("->")) return "câu ghép đôi không nhập được";
  return readChoices(answers);
}

/** One number: what has a range or several answers has no one key. */
function readNumber(answers: string): Key | string {
  const [said = "", feedback = ""] = answers.trim().replace(/^=/u, "").split("#");
  const [, number, tolerance = "0"] = /^\s*(\d+(?:\.\d+)?)\s*(?::\s*(\d+(?:\.\d+)?))?\s*$/u.exec(said) ?? [];
  if (number === undefined) return "đáp án số phải là một số không âm, không phải khoảng hay nhiều đáp án";
  if (Number(tolerance) !== 0) return "đáp án số có sai số; chỉ nhập được số đúng chính xác";
  return { kind: "number", right: Number(number), feedback: readable(feedback) };
}

function readChoices(answers: string): Key | string {
  if (!/^[~=]/u.test(answers)) return "phần đáp án phải bắt đầu bằng =, ~, # hoặc T, F";
  const choices = [...answers.matchAll(/([~=])\s*(?:%(-?\d+(?:\.\d+)?)%)?([^~=]*)/gu)].map(([, sign = "", weight, rest = ""]) => {
    const [said = "", ...comments] = rest.split("#");
    return { isMarked: sign === "=", weight: weight === undefined ? undefined : Number(weight), text: readable(said), feedback: readable(comments.join(" ")) };
  });
  if (choices.some(({ text }) => text === "")) return "có lựa chọn trống";
  const isRight = ({ isMarked, weight }: (typeof choices)[number]): boolean => (weight === undefined ? isMarked : weight > 0);
  const [right, wrong] = [choices.filter(isRight), choices.filter((choice) => !isRight(choice))];
  const [only] = right;
  const wrongTexts = wrong.map(({ text }) => text);
  if (only === undefined) return "không có đáp án đúng";
  if (wrong.length === 0) return "câu trả lời ngắn không nhập được: cần có lựa chọn sai";
  if (right.length === 1) {
    if (wrong.length < 2 || wrong.length > 4) return `câu một đáp án cần 2 đến 4 lựa chọn sai, đang có ${wrong.length}`;
    return { kind: "single", right: only.text, wrong: wrongTexts, feedback: only.feedback };
  }
  if (right.length > 4 || wrong.length > 4) return "câu nhiều đáp án có nhiều nhất 4 ý đúng và 4 ý sai";
  return { kind: "multiple", right: right.map(({ text }) => text), wrong: wrongTexts, feedback: only.feedback };
}
