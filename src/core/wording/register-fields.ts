import type { RegisterField } from "../knowledge/register-fields.js";
import { registerSnapshot, registerUrl } from "./procedures.js";

/** What the register records of a field, as sentences that can be quoted one by one. */
export interface FieldSentences {
  count: string;
  communeCount: string;
  online: string;
  communeOnline: string;
  closing: string;
}

/** The sentences of one field. A way of submitting that is not recorded is said to be unrecorded, never impossible. */
export function fieldSentences({ name, counts, communeCounts }: RegisterField): FieldSentences {
  return {
    count: `Về ${name}, cơ sở dữ liệu quốc gia ghi ${counts.all} thủ tục, trong đó cấp xã giải quyết ${communeCounts.all}.`,
    communeCount: `Về ${name}, cơ sở dữ liệu quốc gia ghi ${communeCounts.all} thủ tục do cấp xã giải quyết.`,
    online: onlineSentence(`thủ tục về ${name}`, counts),
    communeOnline: onlineSentence(`thủ tục về ${name} ở cấp xã`, communeCounts),
    closing: `Số liệu theo bản ngày ${registerSnapshot}, không tính thủ tục đã bị thay thế hoặc riêng của nơi khác. Từng thủ tục xem trên ${registerUrl}.`,
  };
}

function onlineSentence(which: string, { all, online }: RegisterField["counts"]): string {
  if (all === 0) return `Cổng chưa ghi ${which}.`;
  if (online === all) return `Cả ${all} ${which} đều có ghi cách nộp trực tuyến.`;
  if (online === 0) return `Không thủ tục nào trong ${all} ${which} có ghi cách nộp trực tuyến.`;
  return `Trong ${all} ${which}, ${online} thủ tục có ghi cách nộp trực tuyến; ${all - online} thủ tục chưa ghi.`;
}

/** Words around the figures of a field. They state nothing that needs a source. */
export const browsing = {
  ours: "Việc hay gặp có ở bên dưới; “Xem tiếp” mở tên các thủ tục khác.",
  notOnline: "Thủ tục chưa ghi cách nộp trực tuyến có ở bên dưới.",
  some: "Một số việc hay gặp có ở bên dưới.",
  next: "Xem tiếp",
  /** Asks for a page of the names of a field: understood by the bot itself. */
  pageQuestion: (field: string, page: number, ofCommune: boolean): string => `thủ tục ${ofCommune ? "cấp xã " : ""}${field} trang ${page}`,
  page: (page: number, pages: number): string => `Trang ${page}/${pages}. Anh/chị chọn một thủ tục để hỏi.`,
} as const;
