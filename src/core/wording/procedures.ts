import type { Procedure } from "../knowledge/schema.js";
import type { RegisterUnit } from "../knowledge/merge-variants.js";

/** Days on which the register was copied, as an answer names them. */
export const registerSnapshot = "18–19/7/2026";
export const registerDate = "2026-07-19";
export const registerTitle = "Cơ sở dữ liệu quốc gia về thủ tục hành chính";
export const registerUrl = "https://dichvucong.gov.vn";

type Submission = Procedure["submit"][number];

/** What the register records of one procedure, as sentences that can be quoted one by one. */
export type ProcedureSentences = {
  where: string;
  duration: string;
  fee: string;
  online: string;
  documents: string;
  who: string;
  legal: string;
};

/** Amount of money as people read it: 70000 → `70.000 đồng`. */
export function money(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/gu, ".")} đồng`;
}

/** The sentences of one procedure. A thing that the register does not record is said to be unrecorded, never guessed. */
export function procedureSentences(procedure: Procedure): ProcedureSentences {
  return {
    where: whereSentence(procedure),
    duration: durationSentence(procedure),
    fee: feeSentence(procedure),
    online: waysSentence(procedure.submit),
    documents:
      procedure.documentCount === undefined
        ? "Cổng chưa liệt kê giấy tờ của thủ tục này."
        : `Cổng liệt kê ${procedure.documentCount} loại giấy tờ, gồm cả giấy chỉ cần cho từng trường hợp.`,
    who: procedure.audience === undefined ? "Cổng chưa ghi đối tượng." : `Đối tượng: ${procedure.audience.join("; ")}.`,
    legal: procedure.legal === undefined ? "Cổng chưa ghi căn cứ pháp lý." : `Căn cứ: ${procedure.legal.slice(0, 6).join("; ")}.`,
  };
}

/** Names of more words are cut: a reader knows by then, and the page has the rest. */
const longestName = 32;

/** First line of an answer from the register: name and code. */
export function procedureHeading(unit: RegisterUnit, procedure: Procedure): string {
  const words = unit.name.split(" ");
  const name = words.length > longestName ? `${words.slice(0, longestName).join(" ")}…` : unit.name;
  return `${name} (mã ${procedure.code}).`;
}

/** Heads what differs for the same procedure at another office. */
export function variantHeading(procedure: Procedure): string {
  return `Cùng thủ tục, mã ${procedure.code}:`;
}

/** Last line of an answer from the register: where papers and steps stand, and of when the facts are. */
export function procedureClosing(procedure: Procedure): string {
  const page = procedure.url ?? `${registerUrl} (gõ mã ${procedure.code} vào ô tìm kiếm)`;
  return `Giấy tờ và từng bước xem trên trang của thủ tục: ${page}. Số liệu theo bản ngày ${registerSnapshot}.`;
}

function whereSentence({ agency, level }: Procedure): string {
  // Townships went with the districts on 1/7/2025; many rows still name them.
  if (agency !== undefined) return `Nơi giải quyết: ${agency.replace(/, thị trấn/giu, "").replace(/[\s.]+$/u, "")}.`;
  return level === undefined ? "Cổng chưa ghi nơi giải quyết." : `Cấp ${level} giải quyết; Cổng chưa ghi tên cơ quan.`;
}

function durationSentence({ submit, scope }: Procedure): string {
  const times = distinct(submit.map((way) => way.time).filter((time) => time !== undefined));
  if (times.length === 0) return scope === provincial ? "Thời hạn do tỉnh quy định, Cổng chưa ghi mức của tỉnh." : "Cổng chưa ghi thời hạn.";
  if (times.some((time) => /^0?1 ngày/u.test(time))) return "Cổng chưa ghi rõ thời hạn.";
  if (times.length === 1) return `Thời hạn: ${times[0] ?? ""}.`;
  const byWay = distinct(submit.map((way) => way.via)).map((via) => ({
    via,
    times: distinct(
      submit
        .filter((way) => way.via === via)
        .map((way) => way.time)
        .filter((time) => time !== undefined),
    ),
  }));
  if (byWay.every((way) => way.times.join() === byWay[0]?.times.join())) return `Thời hạn tùy trường hợp: ${times.join(" hoặc ")}.`;
  return `Cổng ghi nhiều thời hạn mà không nói rõ trường hợp nào: ${times.join("; ")}.`;
}

function feeSentence({ submit, scope }: Procedure): string {
  const ways = submit.filter((way) => way.fee !== undefined);
  const noted = submit.some((way) => way.feeNote === true);
  if (ways.length === 0) {
    if (scope === provincial) return "Phí do tỉnh quy định, Cổng chưa ghi mức của tỉnh.";
    return noted ? "Phí tùy trường hợp; Cổng chưa ghi số tiền." : "Cổng chưa ghi mức phí.";
  }
  if (submit.every((way) => way.fee?.length === 1 && way.fee[0] === 0)) return "Lệ phí: Cổng ghi miễn phí ở mọi cách nộp.";
  const amounts = distinct(ways.map((way) => amountsOf(way)));
  const same = amounts.length === 1 ? (amounts[0] ?? "") : distinct(ways.map((way) => `${way.via} ${amountsOf(way)}`)).join("; ");
  return `Lệ phí: ${same}${noted ? " (có điều kiện kèm theo, xem trang của thủ tục)" : ""}.`;
}

function amountsOf({ fee = [] }: Submission): string {
  const amounts = fee.map(money);
  return amounts.length > 1 ? `${amounts.join(", ")} tùy trường hợp` : amounts.join("");
}

function waysSentence(submit: readonly Submission[]): string {
  const ways = distinct(submit.map((way) => way.via));
  if (ways.length === 0) return "Cổng chưa ghi cách nộp.";
  return ways.includes("trực tuyến") ? `Nhận hồ sơ: ${ways.join(", ")}.` : `Chỉ nhận hồ sơ ${ways.join(", ")}; Cổng không ghi cách nộp trực tuyến.`;
}

const provincial = "tỉnh quy định phí, thời hạn";

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
