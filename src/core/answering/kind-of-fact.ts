/** What a question asks for that an answer must show, whatever it is about: a share, a number of years, a limit. */
interface KindOfFact {
  asked: RegExp;
  shown: RegExp;
}

const howMany = "(?:bao nhiêu|mấy|bao)";
/** "Mấy năm nay", "mấy tháng tuổi": time that is told, not asked for. */
const told = "(?! (?:nay|rồi|trước|qua|liền|gần đây|tuổi|trời))";
const limit = "(?:tối đa|tối thiểu|nhiều nhất|ít nhất|cao nhất|thấp nhất)";
const number = "(?:\\d|(?<!\\p{L})(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) )";

const kinds: readonly KindOfFact[] = [
  { asked: new RegExp(`${howMany} (?:phần trăm|%)`, "u"), shown: /\d ?%|phần trăm|một nửa/iu },
  {
    asked: new RegExp(`${howMany} năm${told}`, "u"),
    shown: new RegExp(`${number} ?(?:năm|tháng)|thời hạn của|(?:không|vô|hết) (?:có )?(?:thời )?hạn|suốt đời`, "iu"),
  },
  { asked: new RegExp(`${howMany} tháng${told}`, "u"), shown: new RegExp(`${number} ?(?:năm|tháng|ngày|tuần)|(?:mỗi|hằng|hàng) tháng`, "iu") },
  {
    asked: new RegExp(`(?<!\\p{L})${limit}(?: \\p{L}+){0,6} ${howMany} |(?<!\\p{L})${howMany}(?: \\p{L}+){0,4} (?:là )?${limit}(?!\\p{L})`, "u"),
    shown: new RegExp(`(?<!\\p{L})(?:${limit}|không quá|trở lên|trở xuống|từ \\d[^.]* đến \\d)(?!\\p{L})`, "iu"),
  },
];

/** Whether a text shows every kind of fact that a question asks for. */
export function showsWhatIsAsked(query: readonly string[], text: string): boolean {
  const asked = `${query.join(" ")} `;
  return kinds.every((kind) => !kind.asked.test(asked) || kind.shown.test(text));
}
