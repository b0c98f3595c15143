import type { Place } from "../places/load-places.js";
import { placeLabel, subscriptionWording as wording } from "../wording/subscriptions.js";
import type { Choice } from "./command.js";
import type { FoundPlaces } from "../places/find-place.js";

/** More would not be read. */
const mostPlaces = 9;
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
