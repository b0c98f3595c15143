import type { Place } from "../places/load-places.js";
import { placeName } from "./subscriptions.js";

/** Since when the communes of today exist. */
const since = "1/7/2025";

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The one district that a commune's land lay in; nothing where it lay in several, for then it is not known which one was meant. */
function districtOf({ formerDistricts }: Place): string {
  const [district, other] = formerDistricts;
  return district === undefined || other !== undefined ? "" : ` (${district} cũ)`;
}

/** What became of communes and districts, as sentences that can be quoted one by one. */
export const placeSentences = {
  /** @param isPart the commune was divided, and this place got a part of it */
  becameOf: (former: string, place: Place, isPart: boolean): string =>
    `${isPart ? "Một phần " : ""}${isPart ? former : capital(former)}${districtOf(place)} nay thuộc ${placeName(place)}, tỉnh Phú Thọ, từ ngày ${since}.`,
  /** @param communes what it is made of, as `partOf` writes those of which it got a part */
  madeOf: (place: Place, communes: readonly string[]): string =>
    `${capital(placeName(place))} ngày nay gồm địa bàn cũ của ${communes.join(", ")}${districtOf(place)}.`,
  partOf: (former: string): string => `một phần ${former}`,
  districtHeading: (district: string, count: number): string => `Địa bàn ${district} cũ từ ngày ${since} có ${count} xã, phường của tỉnh Phú Thọ:`,
  districtLine: (place: Place, communes: readonly string[]): string => `${capital(placeName(place))}: ${communes.join(", ")}`,
} as const;
