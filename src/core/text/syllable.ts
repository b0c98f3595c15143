import { fold } from "./fold.js";

const onsets = [
  "",
  "b",
  "c",
  "ch",
  "d",
  "đ",
  "g",
  "gh",
  "gi",
  "h",
  "k",
  "kh",
  "l",
  "m",
  "n",
  "ng",
  "ngh",
  "nh",
  "p",
  "ph",
  "q",
  "qu",
  "r",
  "s",
  "t",
  "th",
  "tr",
  "v",
  "x",
];

const rimes = (
  "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu " +
  "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet " +
  "oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt " +
  "up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ươc ươi ươm ươn ương ươp ươt ươu ưng ưt ưu y yêm yên yêng yêt yêu"
).split(" ");

const onsetSet = new Set(onsets);
const rimeSet = new Set(rimes);
const foldedOnsets = new Set(onsets.map(fold));
const foldedRimes = new Set(rimes.map(fold));
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** A rime that ends in a stop takes only sắc (U+0301) or nặng (U+0323). */
const stopCoda = /(?:c|ch|p|t)$/u;

/**
 * Whether a lower-case word is a possible Vietnamese syllable: onset × rime, with at most one tone and stops taking only sắc or nặng.
 * It tells words that could be meant from typing errors and foreign words; it is no dictionary.
 */
export function isValidSyllable(word: string): boolean {
  const decomposed = word.normalize("NFD");
  const tones = decomposed.match(toneMarks) ?? [];
  if (tones.length > 1) return false;
  const base = decomposed.replace(toneMarks, "").normalize("NFC");
  if (stopCoda.test(base) && tones[0] !== "\u0301" && tones[0] !== "\u0323") return false;
  return splits(base, onsetSet, rimeSet);
}

/** Whether some way of putting marks on a word without marks would make it a possible syllable. */
export function couldBeSyllable(unmarkedWord: string): boolean {
  return splits(unmarkedWord, foldedOnsets, foldedRimes);
}

function splits(word: string, allowedOnsets: ReadonlySet<string>, allowedRimes: ReadonlySet<string>): boolean {
  for (let length = 0; length <= Math.min(3, word.length - 1); length++)
    if (allowedOnsets.has(word.slice(0, length)) && allowedRimes.has(word.slice(length))) return true;
  return false;
}
