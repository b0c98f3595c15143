/**
 * Distinct strings with their places, as flat data: a hundred thousand terms as strings in a map take four times the memory and must be
 * made anew at every start. Term `t` is the code units `offsets[t]` to `offsets[t + 1]` of `text`. `slots` is a hash table with linear probing:
 * a term's place + 1, or 0.
 */
export interface TermTable {
  text: Uint16Array;
  offsets: Uint32Array;
  slots: Uint32Array;
}

/** At most half of the slots are taken, so that few are tried for a term. */
const slotsPerTerm = 2;

/** @param terms each once; its place in the list is its id. */
export function buildTermTable(terms: readonly string[]): TermTable {
  const text = new Uint16Array(terms.reduce((sum, term) => sum + term.length, 0));
  const offsets = new Uint32Array(terms.length + 1);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1, terms.length) * slotsPerTerm)));
  for (const [id, term] of terms.entries()) {
    const offset = offsets[id] as number;
    for (let i = 0; i < term.length; i++) text[offset + i] = term.charCodeAt(i);
    offsets[id + 1] = offset + term.length;
    let slot = hashOf(term) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = id + 1;
  }
  return { text, offsets, slots };
}

/** The place of a term; undefined where the table does not have it. */
export function idOfTerm(table: TermTable, term: string): number | undefined {
  const { slots } = table;
  let slot = hashOf(term) & (slots.length - 1);
  for (let entry = slots[slot] as number; entry !== 0; entry = slots[slot] as number) {
    if (isTermAt(table, entry - 1, term)) return entry - 1;
    slot = (slot + 1) & (slots.length - 1);
  }
  return undefined;
}

/** The term at a place. */
export function termAt({ text, offsets }: TermTable, id: number): string {
  return String.fromCharCode(...text.subarray(offsets[id], offsets[id + 1]));
}

export function termCount({ offsets }: TermTable): number {
  return offsets.length - 1;
}

function isTermAt({ text, offsets }: TermTable, id: number, term: string): boolean {
  const offset = offsets[id] as number;
  if ((offsets[id + 1] as number) - offset !== term.length) return false;
  for (let i = 0; i < term.length; i++) if (text[offset + i] !== term.charCodeAt(i)) return false;
  return true;
}

/** FNV-1a over code units (Fowler, Noll and Vo). */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
