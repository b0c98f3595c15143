import { buildTermTable, idOfTerm, termCount, type TermTable } from "../text/term-table.js";
import type { RegisterUnit } from "./merge-variants.js";

/** The units of the register as flat data: one JSON text after another in UTF-8, `offsets[i]` to `offsets[i + 1]` being that of `ids`' term `i`. */
export interface PackedRegister {
  ids: TermTable;
  offsets: Uint32Array;
  text: Uint8Array;
}

/**
 * The procedures that belong to no service. Kept packed, since as objects they take most of the memory of all knowledge while a turn looks at a
 * few: each is read when it is asked for.
 */
export class Register implements Iterable<RegisterUnit> {
  constructor(readonly packed: PackedRegister) {}

  static of(units: readonly RegisterUnit[]): Register {
    const texts = units.map((unit) => Buffer.from(JSON.stringify(unit)));
    const offsets = new Uint32Array(units.length + 1);
    for (const [index, text] of texts.entries()) offsets[index + 1] = (offsets[index] as number) + text.length;
    return new Register({ ids: buildTermTable(units.map(({ id }) => id)), offsets, text: Uint8Array.from(Buffer.concat(texts)) });
  }

  get size(): number {
    return termCount(this.packed.ids);
  }

  /** The unit of an id; undefined where the register has none. */
  unit(id: string): RegisterUnit | undefined {
    const index = idOfTerm(this.packed.ids, id);
    return index === undefined ? undefined : this.#read(index);
  }

  *[Symbol.iterator](): Iterator<RegisterUnit> {
    for (let index = 0; index < this.size; index++) yield this.#read(index);
  }

  #read(index: number): RegisterUnit {
    const { offsets, text } = this.packed;
    return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString("utf8", offsets[index], offsets[index + 1])) as RegisterUnit;
  }
}
