import { fold } from "../text/fold.js";
import { normalise } from "../text/normalise.js";
import type { FoundPlaces, PlaceFinder } from "./find-place.js";

/** How people ask what became of a commune or a district, in folded words. */
const asksWhatBecame = new RegExp(
  [
    String.raw`\b(?:gio|nay|hien nay|hien tai|hien gio|moi|sau sap nhap)\b[a-z ]{0,25}\b(?:la|thuoc|thanh|ve|nhap vao|goi la|ten)\b[a-z ]{0,14}\b(?:xa|phuong|dau|nao|gi)\b`,
    String.raw`\b(?:sap nhap|sat nhap|xap nhap|hop nhat|nhap|gop|chia|tach)\b[a-z ]{0,20}\b(?:vao|voi|thanh|ve|lam)\b[a-z ]{0,14}\b(?:dau|nao|gi|may|bao nhieu)\b`,
    String.raw`\b(?:thuoc|thanh|la|ve|doi thanh|chuyen thanh) (?:xa|phuong) (?:nao|gi)\b`,
    String.raw`\b(?:gom|co|con|chia thanh) (?:nhung |cac |may |bao nhieu )(?:xa|phuong)\b`,
    String.raw`\b(?:ten|xa|phuong) moi (?:cua|la|goi)\b|\bten (?:xa|phuong)? ?moi\b`,
    String.raw`\b(?:truoc day|truoc kia|ngay truoc|hoi truoc)\b[a-z0-9/ ]{0,12}\b(?:la|thuoc|gom)\b`,
    String.raw`\b(?:gop|nhap|lap|thanh lap) tu (?:nhung |cac )?(?:xa|phuong|dau)\b`,
  ].join("|"),
  "u",
);
/** … and what one of today is made of. */
const asksWhatWas = /\b(?:gom|gop tu|nhap tu|lap tu|truoc day|truoc kia|ngay truoc|hoi truoc|xa cu nao|xa nao cu)\b/u;

/** An address is not longer; a name of one syllable is too often a word of the question. */
const mostWords = 9;
const leastWords = 2;

/** A question what became of a place, or what it was. */
export interface PlaceQuestion {
  readonly found: FoundPlaces;
  /** Asked of a commune of today: what it was. */
  readonly asksWhatWas: boolean;
}

/** Reads "xã Tú Sơn giờ thuộc xã nào", "huyện Kim Bôi cũ gồm những xã nào"; undefined if it is no such question, or names no place of ours. */
export function readPlaceQuestion(message: string, finder: PlaceFinder): PlaceQuestion | undefined {
  const folded = fold(normalise(message));
  if (!asksWhatBecame.test(folded)) return undefined;
  const words = message.normalize("NFC").split(/\s+/u).filter(Boolean);
  for (let length = Math.min(mostWords, words.length); length >= leastWords; length--)
    for (let from = 0; from + length <= words.length; from++) {
      const typed = words
        .slice(from, from + length)
        .join(" ")
        .replace(/[.,;?!]+$/u, "");
      const found = finder.findExact(typed);
      if (found.places.length > 0 && !found.isProvince) return { found, asksWhatWas: asksWhatWas.test(folded) };
    }
  return undefined;
}
