import type { Lexicon } from "../knowledge/lexicon.js";
import type { Unit } from "../retrieval/unit.js";
import { PhraseList } from "../text/phrases.js";
import { tokenise } from "../text/tokenise.js";

interface Circle {
  names: PhraseList;
  said: PhraseList;
}

/** A name that speaks of both is for everybody. */
const forAll = "trong nước";

/** Tells procedures that are made for some people or places alone: foreigners, soldiers, industrial zones. */
export class CircleFinder {
  readonly #circles: readonly Circle[];
  /** By unit: titles do not change. */
  readonly #ofUnit = new Map<string, readonly Circle[]>();

  constructor({ circles, places }: Pick<Lexicon, "circles" | "places">) {
    this.#circles = circles.map(({ names, say }) => ({
      names: new PhraseList({ names }),
      said: new PhraseList({ said: [...names, ...say, ...(names.some((name) => name.includes("nước ngoài")) ? places.countries : [])] }),
    }));
  }

  /** Whether a service or procedure is made for a circle that a question does not speak of. */
  isUnasked(unit: Unit, tokens: readonly string[]): boolean {
    return this.#circlesOf(unit).some(({ said }) => !said.has(tokens));
  }

  #circlesOf(unit: Unit): readonly Circle[] {
    if (unit.kind !== "service" && unit.kind !== "procedure") return [];
    const known = this.#ofUnit.get(unit.id);
    if (known !== undefined) return known;
    const title = tokenise(unit.title);
    const circles = unit.title.toLowerCase().includes(forAll) ? [] : this.#circles.filter(({ names }) => names.has(title));
    this.#ofUnit.set(unit.id, circles);
    return circles;
  }
}
