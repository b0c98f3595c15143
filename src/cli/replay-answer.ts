import { answerText } from "../core/answering/answer-text.js";
import type { Answerer } from "../core/answering/answerer.js";
import { emptyMemory, type Memory } from "../core/answering/memory.js";
import { openSavedAnswerer } from "../core/answering/open-answerer.js";
import type { RecordedAnswer } from "../storage/find-answer.js";
import { ingestWording as say } from "./wording.js";

/** Whether an answer could be made again, and what to print. */
export interface Replay {
  isDone: boolean;
  text: string;
}

/** What an answer is made again with. */
export interface ReplayParts {
  dataDir: string;
  now: Date;
  /** Builds an index anew that is not kept any more, from the documents that it was made of; `undefined` where that cannot be. */
  rebuild: (indexVersion: string) => Promise<Answerer | undefined>;
}

/** Makes a stored answer again: plays the conversation up to it on the index that made it, with this program and on this day. */
export async function replayAnswer(answerId: string, recorded: RecordedAnswer | undefined, { dataDir, now, rebuild }: ReplayParts): Promise<Replay> {
  if (recorded === undefined || recorded.messages.length === 0) return { isDone: false, text: say.unknownAnswer(answerId) };
  const { indexVersion } = recorded;
  const answerer = indexVersion === undefined ? undefined : ((await openSavedAnswerer(dataDir, indexVersion)) ?? (await rebuild(indexVersion)));
  if (answerer === undefined) return { isDone: false, text: say.indexNotKept(recorded.indexVersion) };
  const [last] = (await converse(answerer, recorded.messages, now)).slice(-1);
  if (last === undefined) return { isDone: false, text: say.unknownAnswer(answerId) };
  const verdict = recorded.text.startsWith(last.text) ? say.sameAnswer : say.otherAnswer(last.text);
  return { isDone: true, text: `${say.recorded(last.question, recorded.text)}\n${verdict}` };
}

/** Questions as successive turns, each with its answer. */
export async function converse(answerer: Answerer, questions: readonly string[], now: Date): Promise<{ question: string; text: string }[]> {
  const turns: { question: string; text: string }[] = [];
  let memory: Memory = emptyMemory;
  for (const question of questions) {
    const turn = await answerer.answer(question, memory, now);
    memory = turn.memory;
    turns.push({ question, text: answerText(turn.answer) });
  }
  return turns;
}
