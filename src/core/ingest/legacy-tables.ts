/**
 * TCVN3 (ABC): one character a letter, in runs from a first code. Capitals with tones have no place of their own: fonts whose names end in H
 * draw small letters as capitals.
 */
const tcvn3Runs: readonly (readonly [number, string])[] = [
  [0xa1, "ĂÂÊÔƠƯĐăâêôơưđ"],
  [0xb5, "àảãáạ"],
  [0xbb, "ằẳẵắ"],
  [0xc6, "ặầẩẫấậè"],
  [0xce, "ẻẽéẹềểễếệìỉ"],
  [0xdc, "ĩíịò"],
  [0xe1, "ỏõóọồổỗốộờởỡớợù"],
  [0xf1, "ủũúụừửữứựỳỷỹýỵ"],
];
const tcvn3Letters = new Map(
  tcvn3Runs.flatMap(([first, letters]) => Array.from(letters, (letter, index) => [String.fromCharCode(first + index), letter] as const)),
);

/** VNI: a letter, then one character for all its marks. */
const vniMarks: Readonly<Record<string, string>> = {
  ù: "\u0301",
  ø: "\u0300",
  û: "\u0309",
  õ: "\u0303",
  ï: "\u0323",
  â: "\u0302",
  á: "\u0302\u0301",
  à: "\u0302\u0300",
  å: "\u0302\u0309",
  ã: "\u0302\u0303",
  ä: "\u0302\u0323",
  ê: "\u0306",
  é: "\u0306\u0301",
  è: "\u0306\u0300",
  ú: "\u0306\u0309",
  ü: "\u0306\u0303",
  ë: "\u0306\u0323",
};
/** Letters of VNI that need no mark beside them. */
const vniLetters: Readonly<Record<string, string>> = { ô: "ơ", ö: "ư", ñ: "đ", í: "í", ì: "ì", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };
const vniLetter = new RegExp(`([aeouyôö])([${Object.keys(vniMarks).join("")}])|[${Object.keys(vniLetters).join("")}]`, "giu");

/** Letters of TCVN3 as Unicode has them. */
export function fromTcvn3(text: string): string {
  return text.replace(/[\u00a1-\u00fe]/gu, (character) => tcvn3Letters.get(character) ?? character);
}

/** Letters of VNI as Unicode has them. */
export function fromVni(text: string): string {
  return text.replace(vniLetter, (whole: string, base: string | undefined, mark: string | undefined) => {
    const letter = base ?? whole;
    const plain = vniLetters[letter.toLowerCase()] ?? letter.toLowerCase();
    const marked = `${plain}${mark === undefined ? "" : (vniMarks[mark.toLowerCase()] ?? "")}`.normalize("NFC");
    return letter === letter.toLowerCase() ? marked : marked.toUpperCase();
  });
}
