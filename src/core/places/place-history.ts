import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import { placeSentences as sentences } from "../wording/places.js";
import type { Place } from "./load-places.js";

/** What became of communes and districts when communes were merged, as texts whose lines can be quoted. */
export class PlaceHistory {
  readonly #places: readonly Place[];
  readonly #districts: ReadonlyMap<string, readonly Place[]>;

  constructor(places: readonly Place[]) {
    this.#places = places;
    const districts = [...new Set(places.flatMap(({ formerDistricts }) => formerDistricts))];
    this.#districts = new Map(districts.map((district) => [district, places.filter(({ formerDistricts }) => formerDistricts.includes(district))]));
  }

  /** The former districts of that name, with or without its rank and marks. */
  districtsCalled(name: string): string[] {
    return [...this.#districts.keys()].filter((district) => bare(district) === bare(name));
  }

  /** The communes of today on the land of a district, under a heading. */
  textOfDistrict(district: string): string {
    const places = this.#districts.get(district) ?? [];
    return [sentences.districtHeading(district, places.length), ...places.map((place) => `- ${sentences.districtLine(place, this.#communesOf(place))}`)].join(
      "\n",
    );
  }

  /** What a commune of today is made of, and where each former commune on its land went, a sentence a line. */
  linesOfPlace(place: Place): { readonly madeOf: string; readonly becameOf: ReadonlyMap<string, string> } {
    const becameOf = new Map(place.formerCommunes.map((former) => [former, sentences.becameOf(former, place, this.#isDivided(former, place))]));
    return { madeOf: sentences.madeOf(place, this.#communesOf(place)), becameOf };
  }

  /** All that can be quoted of a source's id: `place/<code>` or `district/<name>`; undefined where there is none. */
  textOf(sourceId: string): string | undefined {
    const [kind, key = ""] = sourceId.split("/", 2);
    if (kind === "district") return this.#districts.has(key) ? this.textOfDistrict(key) : undefined;
    const place = kind === "place" ? this.#places.find(({ code }) => code === key) : undefined;
    if (place === undefined) return undefined;
    const { madeOf, becameOf } = this.linesOfPlace(place);
    return [madeOf, ...becameOf.values()].join("\n");
  }

  #communesOf(place: Place): string[] {
    return place.formerCommunes.map((former) => (this.#isDivided(former, place) ? sentences.partOf(former) : former));
  }

  /** A commune whose name stands with two places of one district was divided between them. */
  #isDivided(former: string, place: Place): boolean {
    return this.#places.some(
      (other) =>
        other.code !== place.code &&
        other.formerCommunes.includes(former) &&
        other.formerDistricts.some((district) => place.formerDistricts.includes(district)),
    );
  }
}

function bare(name: string): string {
  return fold(normalise(name)).replace(/^(?:huyen|thi xa|thanh pho|tp|tx) /u, "");
}
