const sighs = "(?:(?:à|ơ|ờ|ủa|ừ|ah|thôi|xin lỗi|sorry)[ ,.!]+)*";
const slip = "(?:(?:quên|quên mất|nhầm|nhầm rồi|tôi nhầm|em nhầm|không phải|ko phải|k phải|không|ko)[ ]*[,.!][ ]*)?";
const person = "(?:tôi|toi|em|mình|minh|cháu|chau|con|anh|chị)";
const meaning = `(?:(?:nhưng )?(?:(?:ý|y) ${person} (?:là|la|muốn hỏi|hỏi)(?: là| la)?|${person}(?: muốn| định)? (?:hỏi|nói) (?:là|la))[ ]+)?`;
const opening = new RegExp(`^${sighs}${slip}${meaning}`, "iu");

/** What a message says without the words in front of it that take the one before back: "à không, ý tôi là hộ chiếu" → "hộ chiếu". */
export function withoutCorrection(message: string): string {
  const said = message.normalize("NFC").trim().replace(opening, "").trim();
  return said === "" ? message : said;
}
