/** How a command is called. */
export const usage = (command: string): string => `Cách dùng: ${command}`;

const channelNames: Readonly<Record<string, string>> = {
  telegram: "Telegram",
  "zalo-bot": "Zalo Bot",
  "zalo-oa": "Zalo Official Account",
  azure: "Azure (Microsoft Teams)",
};

/** What an operator reads of `npm run channels`. */
export const channelsWording = {
  noChannel: "Chưa bật kênh nào ngoài trang web. Muốn bật Telegram, Zalo hay Microsoft Teams thì điền .env theo README.md của kênh đó trong thư mục adapters.",
  channel: (id: string): string => `${channelNames[id] ?? id}:`,
  level: { ok: "ok", warning: "cảnh báo", fault: "lỗi" },
  allWell: "Không phải sửa gì.",
  hasWarning: "Kênh vẫn chạy được; nên xem các dòng cảnh báo.",
  hasFault: "Có lỗi phải sửa: làm theo các dòng bắt đầu bằng “lỗi”, rồi chạy lại lệnh này.",
} as const;

/** What an operator reads of `npm run zalo:authorize`. */
export const zaloWording = {
  notSet: "Chưa có ZALO_OA_APP_ID, ZALO_OA_APP_SECRET và ZALO_OA_SECRET_KEY trong .env. Xem adapters/zalo/oa/README.md.",
  noRedirect: "Chưa biết địa chỉ quay về: đặt PUBLIC_URL trong .env, hoặc chạy npm run zalo:authorize -- https://địa-chỉ-đã-đăng-ký.",
  stored: (file: string): string => `Đã ghi ZALO_OA_REFRESH_TOKEN vào ${file}. Khởi động lại máy chủ; máy chủ dùng token này một lần rồi tự đổi và tự giữ.`,
} as const;

/** What an operator reads of `npm run register:compare`. */
export const registerWording = {
  unreadable: (why: string): string => `Không so sánh được: ${why}`,
  summary: ({ added, gone, changed, unchanged }: { added: number; gone: number; changed: number; unchanged: number }): string =>
    `Bản mới so với bản đang dùng: ${changed} thủ tục thay đổi, ${gone} thủ tục không còn, ${added} thủ tục thêm, ${unchanged} thủ tục giữ nguyên.`,
  noServiceTouched: "Không dịch vụ nào của ta bị ảnh hưởng.",
  servicesTouched: (ids: readonly string[]): string => `Dịch vụ phải xem lại (${ids.length}): ${ids.join(", ")}.`,
  changed: "Thay đổi:",
  gone: "Không còn trong bản mới:",
  added: "Thêm trong bản mới:",
  ofServices: (ids: readonly string[]): string => `(dịch vụ: ${ids.join(", ")})`,
  notRecorded: "không ghi",
  noTime: "không ghi thời hạn",
  noFee: "không ghi phí",
  feeNote: "có ghi chú về phí",
  timeNote: "có ghi chú về thời hạn",
  part: {
    name: "tên",
    level: "cấp",
    field: "lĩnh vực",
    audience: "đối tượng",
    agency: "cơ quan",
    decision: "quyết định công bố",
    scope: "phạm vi",
    submit: "cách nộp, thời hạn, phí",
    documentCount: "số loại giấy tờ",
    legal: "căn cứ",
    url: "trang trên Cổng",
  },
} as const;

/** What an operator reads of `npm run check:knowledge`. */
export const knowledgeCheckWording = {
  summary: ({ courses, lessons, items, faults }: { courses: number; lessons: number; items: number; faults: number }): string =>
    `${courses} khóa học, ${lessons} bài, ${items} câu hỏi: ${faults === 0 ? "không có lỗi" : `${faults} lỗi phải sửa`}.`,
} as const;
