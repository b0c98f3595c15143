import type { pointLabel } from "../wording/answers.js";

/** Something that people ask of a service or an article and that is no field of it: it is answered by a statement that has it, or not at all. */
export interface Point {
  name: keyof typeof pointLabel;
  /** How a question asks for it. */
  asked: RegExp;
  /** How a statement shows that it has it. */
  shown: RegExp;
}

/** Offices that one person holds by name. */
const post =
  "(?:tổng bí thư|bí thư|phó bí thư|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|cục trưởng|vụ trưởng|bộ trưởng|thủ tướng|trưởng ban|phó trưởng ban|trưởng công an|chánh văn phòng)";
const howLong = "(?:bao nhiêu|mấy|bao) (?:ngày|hôm|bữa|lâu|tháng|năm)";
const howMuch = "(?:bao nhiêu (?:tiền|đồng|triệu|nghìn|một tháng|mỗi tháng)|mấy (?:tiền|triệu|nghìn|trăm|đồng))";
/** Waiting is for the office; everything else that must be done within some days is for the citizen. */
const duty = "(?:phải|cần|là phải|cần phải)(?! (?:chờ|đợi|mất))";

export const points: readonly Point[] = [
  {
    name: "deadline",
    asked: new RegExp(
      `(?:trong |vòng |sau ){0,2}${howLong} (?:trở lên )?(?:thì |là )?${duty}|${duty} [\\p{L} ]{2,60}(?:trong|vòng|trước) ${howLong}|hạn chót|hạn cuối|chậm nhất|muộn nhất|trễ nhất|thời hạn phải|(?<!(?:quá|hết|còn) )hạn (?:phải )?(?:đi|khai|báo|nộp)|(?:báo|nộp|khai|đổi|làm|xin|gia hạn|đi)(?: [\\p{L}]+){0,5} trước (?:khi [\\p{L} ]{2,25} )?${howLong}`,
      "u",
    ),
    shown:
      /^(?!.*(?:Cổng ghi|niêm yết|(?:xã|công an|cơ quan|thuế|phòng|sở|hội đồng|trung tâm|chủ tịch|phường)(?: \p{L}+){0,6} (?:xác nhận|giải quyết|cấp|trả|trả lời|thẩm định|quyết định|gửi|kiểm tra) )).*(?:(?:trong|trước|hạn|chậm nhất|muộn nhất|ít nhất)(?:[ :]+\p{L}+){0,4}[ :]+\d+ (?:ngày|tháng|năm|giờ)|\d+ (?:ngày|tháng|năm|giờ)[^.]* phải (?:đăng|khai|báo|nộp|làm|đi)|(?:hạn|chậm nhất|muộn nhất|trước)[^.]*?(?:\d{1,2}\/\d{1,2}|ngày cuối)|phải (?:[^.]* )?\d+ (?:ngày|tháng) (?:kể từ|từ khi|sau khi|trước khi))/iu,
  },
  {
    name: "form",
    asked:
      /(?<!\p{L})(?:(?:tờ khai|đơn|mẫu đơn|mẫu phiếu) (?:nào|gì|số mấy|số bao nhiêu)|mẫu (?:nào|gì|số mấy|số nào|số bao nhiêu|tờ khai)|(?:tờ khai|mẫu) [\p{L} ]{2,40} (?:số mấy|số bao nhiêu|là gì|ra sao))(?!\p{L})/u,
    shown: /(?<!\p{L})(?:mẫu|tờ khai|đơn|phiếu|đề nghị)(?!\p{L})/iu,
  },
  {
    name: "amount",
    asked: new RegExp(
      `(?:được(?! không)|nhận|hưởng|lĩnh|lãnh|nhà nước cho|trợ cấp|phụ cấp|hỗ trợ|thưởng|mai táng phí|tiền mai táng)[\\p{L} ]{0,40}(?<!(?:hết|mất|tốn|trả|nộp|đóng) )${howMuch}|mức (?:hưởng|trợ cấp|phụ cấp|hỗ trợ|thưởng|chi|lương)|(?:mỗi|một|hàng|hằng) tháng (?:được|nhận|lĩnh)(?: thêm)? (?:bao nhiêu|mấy)`,
      "u",
    ),
    shown: /^(?!.*(?:lệ )?phí).*(?:hưởng|trợ cấp|phụ cấp|hỗ trợ|được|mức|nhận|thưởng).*?(?<![\d.,])[1-9][\d.,]* ?(?:đồng|nghìn|triệu|%)/u,
  },
  {
    name: "validity",
    asked: new RegExp(
      `(?:dùng|giá trị|hiệu lực|hạn dùng|hạn sử dụng)(?: được| trong| là| sử dụng){0,3} ${howLong}|(?:thời|có) hạn (?:là )?(?:bao nhiêu|mấy) (?:năm|tháng)|(?:bao nhiêu|mấy) (?:năm|tháng) (?:thì |là |mới )?hết hạn`,
      "u",
    ),
    shown: /(?:giá trị|hiệu lực|dùng|hạn)[^.]*?\d+ (?:tháng|năm|ngày)/u,
  },
  {
    name: "penalty",
    asked: /phạt (?:tiền )?(?:đến |tới |tối đa |khoảng |là )?(?:bao nhiêu|mấy)|mức (?:xử )?phạt/u,
    shown: /phạt(?:[^.]|\.\d)*\d ?(?:đồng|nghìn|triệu|tỷ|%|lần|điểm)|\d ?(?:đồng|nghìn|triệu|tỷ|%)[^.]*phạt/iu,
  },
  {
    name: "sanction",
    asked: /(?:bị|có|có bị) (?:xử )?phạt(?: \p{L}+){0,2} không(?!\p{L})|phạt nếu/u,
    shown: /phạt|cảnh cáo/iu,
  },
  {
    name: "person",
    asked: new RegExp(
      `(?<!\\p{L})${post}(?: \\p{L}+){0,8} (?:là|tên|tên là) (?:ai|gì|ông nào|bà nào)(?!\\p{L})|(?<!\\p{L})ai (?:là|làm|đang làm|đang là|giữ chức|đang giữ chức) ${post}`,
      "u",
    ),
    // A name stands right behind the post, or behind "ông", "bà", "đồng chí".
    shown:
      /(?:[Bb]í thư|[Cc]hủ tịch|[Gg]iám đốc|[Tt]rưởng|[Tt]hủ tướng|[Cc]hánh [Vv]ăn phòng|ông|bà|đồng chí) (?:\p{Lu}\p{Ll}+ ){1,3}\p{Lu}\p{Ll}+(?: (?:là|làm|giữ)|[,.])/u,
  },
  {
    name: "hours",
    asked:
      /(?:làm việc|làm|mở cửa|tiếp nhận|nhận hồ sơ|trực)(?: \p{L}+){0,3} (?:thứ (?:7|bảy)|chủ nhật|cuối tuần|ngày nghỉ|ngày lễ|buổi trưa|buổi tối|ngoài giờ)(?!\p{L})|mấy giờ|(?<!\p{L})giờ (?:mở cửa|làm việc|hành chính|nào mở)|mở cửa (?:lúc|khi|từ) nào/u,
    shown: /\d{1,2} ?(?:giờ|h)(?!\p{L})|(?:thứ bảy|chủ nhật|ngày nghỉ|ngày lễ|ngoài giờ)/iu,
  },
  {
    name: "rank",
    asked: /(?:xếp|đứng|hạng)(?: thứ| hạng)? (?:mấy|bao nhiêu)|xếp hạng nào/u,
    shown: /(?:thứ|hạng) (?:\d|nhất|nhì|ba)|đứng (?:đầu|nhất|nhì|ba|thứ|cuối)/u,
  },
  {
    name: "phone",
    asked:
      /(?:xin|cho (?:tôi|em|mình|hỏi)(?: xin)?) số (?:điện thoại|máy)|số (?:điện thoại|máy) (?:nào|riêng|liên hệ|là gì|là bao nhiêu|của [\p{L} ]{2,30} là (?:gì|bao nhiêu|số))|gọi (?:đến |tới |vào |cho )?số nào|số nào để (?:hỏi|gọi)/u,
    shown: /(?<![\d.,/])(?:11[1-5]|156|1[89]00\d{4,6}|0\d{8,10})(?!\d)/u,
  },
];

/** The points that a question asks for. */
export function pointsIn(text: string): Point[] {
  return points.filter(({ asked }) => asked.test(text));
}

/** Nouns behind "bao nhiêu" that money, time and papers are counted in: they have fields and points of their own. */
const usualCounts = new Set(
  "tiền đồng nghìn ngàn triệu trăm chục ngày hôm bữa giờ phút lâu tháng năm tuổi lần bản một mỗi thì là và để được nữa vậy ạ thế khi hả với cho trong phần cây km mét gdp grdp tổng so số".split(
    " ",
  ),
);
const numberWord = "(?:\\d[\\d.,]*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn)";

/** What a question asks the number of: "bao nhiêu điều", "mấy khu vực". */
export function countedIn(text: string): string[] {
  return [...text.matchAll(/(?<!\p{L})(?<!(?:chiếm|đạt|bằng) )(?:bao nhiêu|mấy) (\p{L}+)/gu)].flatMap(([, noun = ""]) => (usualCounts.has(noun) ? [] : [noun]));
}

/** Whether a text, in normal form, gives a number of something. */
export function givesNumberOf(noun: string, plain: string): boolean {
  return new RegExp(`${numberWord} (?:\\p{L}+ ){0,2}${noun}(?!\\p{L})|(?<!\\p{L})${noun} [^.;]{0,40}\\d`, "u").test(plain);
}
