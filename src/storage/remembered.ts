/** A question whose answer is good for a while: whoever asks meanwhile gets the same. A failure is not kept. */
export function remembered<T>(
  ask: (key: string) => Promise<T>,
  { forMs, now }: { readonly forMs: number; readonly now: () => number },
): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined && now() < known.until) return known.answer;
    const answer = ask(key);
    kept.set(key, { answer, until: now() + forMs });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
