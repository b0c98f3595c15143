/**
 * `npm run --silent ask -- "câu hỏi" …`: asks from the terminal, several arguments being successive turns.
 * `--json` prints one JSON object; `--jsonl` reads `{"id","turns":[…]}` lines and prints one JSON line each, in order.
 * Nothing but answers goes to standard output; progress and errors go to standard error.
 */
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Answerer } from "../core/answering/answerer.js";
import { answerText } from "../core/answering/answer-text.js";
import { emptyMemory, type Memory } from "../core/answering/memory.js";
import { openAnswerer } from "../core/answering/open-answerer.js";
import type { Answer } from "../core/answering/answer.js";
import { nameTitlesOnce } from "./name-titles-once.js";

const conversation = z.object({ id: z.union([z.string(), z.number()]), turns: z.array(z.string()).min(1) });

const options = process.argv.slice(2);
const questions = options.filter((option) => !option.startsWith("--"));

if (!options.includes("--jsonl") && questions.length === 0) {
  console.error('Cách dùng: npm run --silent ask -- "câu hỏi" ["câu hỏi tiếp" …] [--json] | -- --jsonl < tệp');
  process.exit(2);
}

const { answerer } = await openAnswerer({
  knowledgeFolder: "knowledge",
  dataDir: process.env.DATA_DIR ?? "data",
  progress: (step) => {
    console.error(`[index] ${step}`);
  },
});

if (options.includes("--jsonl")) await answerLines(answerer);
else if (options.includes("--json")) console.log(JSON.stringify({ answers: (await converse(answerer, questions)).map(asJson) }));
else for (const [index, turn] of (await converse(answerer, questions)).entries()) printReadable(questions[index] ?? "", turn.answer);

interface Turn {
  answer: Answer;
  latencyMs: number;
}

async function converse(using: Answerer, turns: readonly string[]): Promise<Turn[]> {
  const done: Turn[] = [];
  let memory: Memory = emptyMemory;
  for (const question of turns) {
    const start = performance.now();
    const turn = await using.answer(question, memory, new Date());
    memory = turn.memory;
    done.push({ answer: turn.answer, latencyMs: Math.round((performance.now() - start) * 100) / 100 });
  }
  return done;
}

function asJson({ answer, latencyMs }: Turn): object {
  const { status, citations, suggestions, confidence } = answer;
  return { status, text: answerText(answer), citations, suggestions, confidence: Math.round(confidence * 1000) / 1000, latencyMs };
}

async function answerLines(using: Answerer): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === "") continue;
    const { id, turns } = readLine(line, number);
    process.stdout.write(`${JSON.stringify({ id, answers: (await converse(using, turns)).map(asJson) })}\n`);
  }
}

/** A line of a conversation; ends the program where it is none. */
function readLine(line: string, number: number): z.infer<typeof conversation> {
  try {
    return conversation.parse(JSON.parse(line));
  } catch {
    console.error(`Dòng ${number} không phải JSON dạng {"id": …, "turns": ["câu hỏi", …]}.`);
    process.exit(1);
  }
}

function printReadable(question: string, answer: Answer): void {
  console.log(`› ${question}\n\n${answerText(nameTitlesOnce(answer))}`);
  for (const url of new Set(answer.citations.map((citation) => citation.url).filter((address) => address !== ""))) console.log(`  ${url}`);
  if (answer.suggestions.length > 0) console.log(answer.suggestions.map((suggestion, index) => `  ${index + 1}. ${suggestion}`).join("\n"));
  console.log();
}
