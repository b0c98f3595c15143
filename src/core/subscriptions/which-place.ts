import type { Place } from "../knowledge/load-places.js";
import { placeLabel, subscriptionWording as wording } from "../wording/subscriptions.js";
import type { Choice } from "./command.js";
import type { FoundPlaces } from "./find-place.js";

/** More would not be read. */
const mostPlaces = 9;
/** A longer message, or one with a word of these, is no name of a place. */
const mostWords = 5;
const wordsOfOthers =
  /(?<!\p{L})(?:gì|gi|nào|nao|sao|mấy|may|bao nhiêu|bao nhieu|lệ phí|le phi|thủ tục|thu tuc|giấy|giay|hồ sơ|ho so|làm|lam|cần|can|cảm ơn|cám ơn|cam on|chào|chao|tạm biệt|tam biet|trợ giúp|tro giup|menu|đã che)(?!\p{L})/iu;

/** Whether a message that names no place of ours was meant to: who was asked for one is told so. */
export function couldBePlace(text: string): boolean {
  return text.trim().split(/\s+/u).length <= mostWords && !wordsOfOthers.test(text);
}

/** Where the former districts differ, they are told: places are often of one name. */
export function placeChoices(places: readonly Place[]): Choice[] {
  const shown = places.slice(0, mostPlaces);
  const isOneDistrict = new Set(shown.flatMap(({ formerDistricts }) => formerDistricts)).size < 2;
  return shown.map((place) => ({ label: placeLabel(place, !isOneDistrict), command: { kind: "choose_place", code: place.code } }));
}

/** Asks which of the places is meant. */
export function whichPlace({ name, isPresentName, isDistrict, isProvince, isGuess }: FoundPlaces): string {
  if (isGuess) return wording.isItThis;
  if (isProvince) return wording.alsoProvince(name);
  if (isDistrict) return isPresentName ? wording.communeAndDistrict(name) : wording.formerDistrict(name);
  return wording.severalPlaces;
}
