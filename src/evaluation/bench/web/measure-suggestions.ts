import { quantile, round } from "../rank-metrics.js";

export interface SuggestionResult {
  keystrokes: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

/** One address may ask 600 times a minute. */
const maxKeystrokes = 500;

/** From asking what could be meant to the answer, for every letter of some questions as they are typed. */
export async function measureSuggestions(serverUrl: string, questions: readonly string[]): Promise<SuggestionResult> {
  const typed = questions.flatMap((question) => Array.from(question, (_, index) => question.slice(0, index + 1))).slice(0, maxKeystrokes);
  const times: number[] = [];
  for (const text of typed) {
    const asked = performance.now();
    const response = await fetch(`${serverUrl}/suggest?q=${encodeURIComponent(text)}`);
    if (!response.ok) throw new Error(`no suggestions: ${response.status}`);
    await response.json();
    times.push(performance.now() - asked);
  }
  const at = (share: number): number => round(quantile(times, share), 2);
  return { keystrokes: times.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
