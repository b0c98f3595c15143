import { tokenise } from "./tokenise.js";

const digits: Readonly<Record<string, number>> = {
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  nhăm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
};
/** Digits that only stand behind tens or "linh". */
const afterTens = new Set(["mốt", "tư", "lăm", "nhăm"]);
/** What makes a digit before it greater, within a group of three. */
const tens: Readonly<Record<string, number>> = { mươi: 10, chục: 10, trăm: 100 };
/** What closes a group of three. */
const thousands: Readonly<Record<string, number>> = { nghìn: 1e3, ngàn: 1e3, triệu: 1e6, tỷ: 1e9, tỉ: 1e9 };
/** Words for nothing in between: "một trăm linh năm". */
const fillers = new Set(["linh", "lẻ"]);

/** What is counted or measured. Longer ones come first: "ngày làm việc" is no "ngày". */
const units = (
  "ngày làm việc|phần trăm|trường hợp|lĩnh vực|trụ cột|nhiệm vụ|văn bản|giấy tờ|chỉ tiêu|mục tiêu|ngày|tháng|năm|tuần|giờ|phút|đồng|lần|bản|tuổi|mức|bước|" +
  "loại|cách|nhóm|cấp|trang|điểm|người|con|xã|phường|tỉnh|huyện|bộ|sở|km|khoản|nguồn|đợt|kỳ|quý"
)
  .split("|")
  .map((unit) => unit.split(" "));

/**
 * The numbers of a text with what they count, in order and in one form, whether written in figures or in words:
 * "hai ngày" → `2 ngày`, "100 nghìn đồng" → `100000 đồng`, "nửa tháng" → `0.5 tháng`, "20%" → `20 %`.
 * Numbers without one of the known units are left out.
 */
export function quantitiesOf(text: string): string[] {
  const tokens = tokenise(text);
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const share = /^(\d[\d.,]*)%$/u.exec(tokens[at] ?? "")?.[1];
    if (share !== undefined) found.push(`${numberOf(share)} %`);
    const number = readNumber(tokens, at);
    const unit = number === undefined ? undefined : unitAt(tokens, number.end);
    if (number === undefined || unit === undefined) continue;
    const end = number.end + unit.length;
    const value = number.value + (tokens[end] === "rưỡi" ? 0.5 : 0);
    const name = unit.join(" ");
    found.push(`${value} ${name === "phần trăm" ? "%" : name}`);
    at = end - 1;
  }
  return found;
}

function unitAt(tokens: readonly string[], at: number): string[] | undefined {
  const unit = units.find((one) => one.every((word, offset) => tokens[at + offset] === word));
  // "15 tháng 3 năm 2025" is a day, no span of time.
  const isPartOfDate = (unit?.[0] === "tháng" || unit?.[0] === "năm") && /^\d/u.test(tokens[at + 1] ?? "");
  return isPartOfDate ? undefined : unit;
}

/** A number that begins at a token, and where it ends; undefined where none begins. */
function readNumber(tokens: readonly string[], start: number): { value: number; end: number } | undefined {
  if (tokens[start] === "nửa") return { value: 0.5, end: start + 1 };
  let total = 0;
  let group: number | undefined;
  let at = start;
  for (; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    const factor = tens[token] ?? thousands[token];
    if (factor !== undefined && group !== undefined) {
      // "hai trăm nghìn": the group is multiplied as a whole, "hai trăm năm mươi": only its last digit.
      const last = factor === 10 ? group % 10 : group;
      group = group - last + last * factor;
      if (thousands[token] !== undefined) [total, group] = [total + group, 0];
      if (tokens[at + 1] === "rưỡi") [total, at] = [total + factor / 2, at + 1];
    } else if (token === "mười" && (group ?? 0) % 100 === 0) group = (group ?? 0) + 10;
    else if (isDigit(tokens, at, group)) group = (group ?? 0) + (digits[token] ?? 0);
    else if ((group ?? 0) === 0 && /^\d+(?:[.,]\d+)*$/u.test(token)) group = numberOf(token);
    else if (group === undefined || !fillers.has(token)) break;
  }
  return group === undefined ? undefined : { value: total + group, end: at };
}

/** Whether a word stands for a digit there: "năm" is a year too, and "hai ba ngày" are two numbers. */
function isDigit(tokens: readonly string[], at: number, group: number | undefined): boolean {
  const token = tokens[at] ?? "";
  const next = tokens[at + 1] ?? "";
  if (digits[token] === undefined || (group !== undefined && group % 10 !== 0)) return false;
  if (afterTens.has(token)) return group !== undefined;
  if (token !== "năm") return true;
  return (
    tens[next] !== undefined ||
    thousands[next] !== undefined ||
    fillers.has(tokens[at - 1] ?? "") ||
    (group === undefined && unitAt(tokens, at + 1) !== undefined)
  );
}

/** `70.000` → 70000, `1,5` and `1.5` → 1.5. */
function numberOf(written: string): number {
  return Number(/^\d{1,3}(?:[.,]\d{3})+$/u.test(written) ? written.replace(/[.,]/gu, "") : written.replace(",", "."));
}
