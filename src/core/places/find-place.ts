import type { Place } from "./load-places.js";
import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import { isOneEdit } from "../text/one-edit.js";

/** The places that a person may mean, and why. */
export interface FoundPlaces {
  /** As it is written, without its rank; "" if nothing bears it. */
  readonly name: string;
  readonly places: readonly Place[];
  /** One of them bears the name today. */
  readonly isPresentName: boolean;
  /** It is the name of a former district: its communes are among the places. */
  readonly isDistrict: boolean;
  /** It is the name of a province, today's or a former one. */
  readonly isProvince: boolean;
  /** Nothing bears the name exactly; one letter was wrong. */
  readonly isGuess: boolean;
}

/** Words before the name of where somebody lives. */
const before =
  /^(?:dạ|vâng|thì)?\s*(?:(?:tôi|toi|em|mình|minh|cháu|chau|nhà|nha|quê|que|con)\s+)*(?:(?:đang|dang)\s+)?(?:(?:sống|song|cư trú|cu tru)\s+)?(?:ở|o|tại|tai)\s+/iu;
const after = /\s+(?:cũ|cu|trước đây|truoc day|ạ|a|nhé|nhe|đó)$|\s*\((?:cũ|cu)\)$/iu;
/** Without its mark, "tỉnh" is also the name of a commune, Tinh Nhuệ. */
const province = "tỉnh|tinh(?= (?:phú thọ|phu tho|hòa bình|hoa binh|vĩnh phúc|vinh phuc))";
const longRanks = `thị trấn|thi tran|thị xã|thi xa|thành phố|thanh pho|phường|phuong|huyện|huyen|${province}|xã|xa`;
const ranked = new RegExp(`^(?:(${longRanks}|tt|tx|tp|p|h|x|t)\\.?\\s+)?(.+)$`, "iu");
/** Where the next part of an address begins. */
const nextPart = new RegExp(`\\s*[,;–-]\\s*|(?<!(?<!\\p{L})th[iị])\\s+(?=(?:${longRanks}|tp|tt)\\.?\\s)`, "iu");
const provinces = ["Phú Thọ", "Hòa Bình", "Vĩnh Phúc"];
/** A shorter name is near too many others. */
const shortestGuess = 5;

/** An address is not longer. */
const mostWords = 15;

type Level = "commune" | "district" | "province" | "any";

/** A name that a place has or had, in the forms in which it is compared. */
interface Name {
  readonly name: string;
  readonly normal: string;
  readonly key: string;
  readonly level: "commune" | "district";
  readonly isPresent: boolean;
  readonly place: Place;
}

/** Where people say they live: present and former communes, former districts; with marks or without, and with a letter wrong. */
export class PlaceFinder {
  readonly #byCode: ReadonlyMap<string, Place>;
  /** Those of today first, those of districts last. */
  readonly #names: readonly Name[];

  constructor(places: readonly Place[]) {
    this.#byCode = new Map(places.map((place) => [place.code, place]));
    const asName = (written: string, place: Place, level: Name["level"], isPresent = false): Name => {
      const { name } = partOf(written);
      return { name, normal: normalise(name), key: keyOf(name), level, isPresent, place };
    };
    this.#names = [
      ...places.map((place) => asName(place.name, place, "commune", true)),
      ...places.flatMap((place) => place.formerCommunes.map((one) => asName(one, place, "commune"))),
      ...places.flatMap((place) => place.formerDistricts.map((one) => asName(one, place, "district"))),
    ];
  }

  place(code: string): Place | undefined {
    return this.#byCode.get(code);
  }

  /** What exactly bears a name; nothing is guessed, and of an address what stands behind decides between places of one name. */
  findExact(address: string): FoundPlaces {
    const [first, ...behind] = partsOf(address);
    return first === undefined ? nothing : narrowed(this.#look(first.name, first.level), behind);
  }

  find(message: string): FoundPlaces {
    if (message.trim().split(/\s+/u).length > mostWords) return nothing;
    const parts = partsOf(message);
    for (const [index, { name, level }] of parts.entries()) {
      const found = this.#look(name, level);
      if (found.places.length > 0 || found.isProvince) return narrowed(found, parts.slice(index + 1));
    }
    const [first] = parts;
    return first === undefined ? nothing : (this.#lookBeforeDistrict(first) ?? this.#guess(first));
  }

  /** By the name, with its marks if it has any: "Văn Sơn" is not "Vân Sơn". */
  #look(typed: string, level: Level): FoundPlaces {
    const [normal, key] = [normalise(typed), keyOf(typed)];
    const ofProvince = level === "any" || level === "province" ? provinces.find((name) => keyOf(name) === key) : undefined;
    const marked = this.#named(level, (name) => name.normal === normal);
    const found = marked.places.length > 0 ? marked : this.#named(level, (name) => name.key === key);
    return { ...found, name: found.name === "" ? (ofProvince ?? "") : found.name, isProvince: ofProvince !== undefined };
  }

  /** "Tân Lập Lạc Sơn Hòa Bình": what is behind the commune, without a word between them. */
  #lookBeforeDistrict({ name, level }: Part): FoundPlaces | undefined {
    const words = name.split(/\s+/u);
    const around = provinces.find((one) => keyOf(one) === keyOf(words.slice(-2).join(" ")));
    const inside = around === undefined ? words : words.slice(0, -2);
    for (let count = inside.length; count > 0; count--) {
      const found = this.#look(inside.slice(0, count).join(" "), level);
      const district: Part = { name: inside.slice(count).join(" "), level: "district" };
      const isKnown = district.name === "" || this.#look(district.name, "district").isDistrict;
      if (found.places.length > 0 && isKnown) return narrowed(found, [district, { name: around ?? "", level: "province" }]);
    }
    return undefined;
  }

  #guess({ name: typed, level }: Part): FoundPlaces {
    const key = keyOf(typed);
    if (level === "province" || key.length < shortestGuess) return nothing;
    return { ...this.#named(level, (name) => isOneEdit(name.key, key)), isGuess: true };
  }

  #named(level: Level, isMeant: (name: Name) => boolean): FoundPlaces {
    const names = this.#names.filter((name) => (level === "any" || name.level === level) && isMeant(name));
    return {
      name: names[0]?.name ?? "",
      places: [...new Set(names.map(({ place }) => place))],
      isPresentName: names.some(({ isPresent }) => isPresent),
      isDistrict: names.some((name) => name.level === "district"),
      isProvince: false,
      isGuess: false,
    };
  }
}

const nothing: FoundPlaces = { name: "", places: [], isPresentName: false, isDistrict: false, isProvince: false, isGuess: false };

/** A part of an address: a name, and what it is the name of. */
interface Part {
  readonly level: Level;
  readonly name: string;
}

function partsOf(message: string): Part[] {
  const said = message
    .normalize("NFC")
    .replace(/[.!?]+\s*$/u, "")
    .trim()
    .replace(before, "");
  return said.split(nextPart).map((part) => partOf(part.replace(after, "")));
}

function partOf(text: string): Part {
  const [, rank, name = ""] = ranked.exec(text.trim()) ?? [];
  return { level: rank === undefined ? "any" : levelOf(fold(rank.toLowerCase())), name: name.trim() };
}

function levelOf(rank: string): Level {
  if (["xa", "x", "phuong", "p", "thi tran", "tt"].includes(rank)) return "commune";
  return rank === "tinh" || rank === "t" ? "province" : "district";
}

/** What stands behind the name, such as the district, decides between places of one name. */
function narrowed(found: FoundPlaces, behind: readonly Part[]): FoundPlaces {
  let { places } = found;
  for (const { name } of behind) {
    const isHere = (one: string): boolean => keyOf(partOf(one).name) === keyOf(name);
    const inside = places.filter(({ formerDistricts, formerProvince }) => [formerProvince, ...formerDistricts].some(isHere));
    if (inside.length > 0) places = inside;
  }
  return { ...found, places, isProvince: found.isProvince && behind.length === 0 };
}

/** Names are compared without marks, spaces and case, and "Mỵ" is "Mị". */
function keyOf(name: string): string {
  return fold(normalise(name))
    .replace(/[^a-z]/gu, "")
    .replaceAll("y", "i");
}
