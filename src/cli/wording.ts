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
  texts: ({ articles, services, faults }: Record<"articles" | "services" | "faults", number>): string =>
    `${articles} bài, ${services} dịch vụ: ${faults === 0 ? "không có lỗi" : `${faults} lỗi phải sửa`}.`,
  outdatedAcceptance: (what: string): string => `Không còn thấy "${what}" đã được chấp nhận, có thể bỏ dòng ấy.`,
  summary: ({ courses, lessons, items, contests, faults }: Record<"courses" | "lessons" | "items" | "contests" | "faults", number>): string =>
    `${courses} khóa học, ${lessons} bài, ${items} câu hỏi, ${contests} cuộc thi: ${faults === 0 ? "không có lỗi" : `${faults} lỗi phải sửa`}.`,
} as const;

/** What an editor reads of `npm run trace:figures`. */
export const traceWording = {
  noFacts: (folder: string): string => `Không có thư mục dữ kiện ${folder}. Chỉ nơi khác bằng --facts.`,
  untraced: (figure: string, sentence: string): string => `không thấy nguồn của "${figure}": ${sentence}`,
  summary: (figures: number, untraced: number): string =>
    `${figures} con số, ngày và số hiệu: ${untraced === 0 ? "đều có nguồn" : `${untraced} chưa có nguồn`}.`,
} as const;

/** What an operator reads of `npm run import:gift`. */
export const giftWording = {
  unreadable: (file: string, why: string): string => `Không đọc được ${file}: ${why}`,
  summary: (questions: number, faults: number): string =>
    `Đọc được ${questions} câu${faults === 0 ? "" : `, bỏ qua ${faults} câu`}. Thay mọi chỗ TODO (lời giải thích, nguồn, câu dẫn) rồi chạy npm run check:knowledge.`,
} as const;

/** What an operator reads of `npm run ingest`. */
export const ingestWording = {
  usage: [
    "Cách dùng:",
    '  npm run ingest -- TỆP… [--id mã] [--title "tên"] [--number số-hiệu] [--issuer "cơ quan"] [--issued 2026-03-15]',
    "      [--effectiveFrom ngày] [--effectiveTo ngày] [--supersedes mã-văn-bản-cũ] [--sourceUrl địa-chỉ] [--checked ngày]",
    "      Đọc tệp, cho xem trước và giữ làm bản nháp. Chạy lại với cùng tệp để bổ sung thông tin.",
    '  npm run ingest -- publish SỐ-BẢN-NHÁP [--override "lý do"] [--golden tệp-câu-hỏi]',
    "  npm run ingest -- rollback",
    "  npm run ingest -- list",
    '  npm run ingest -- replay SỐ-PHIÊN-BẢN "câu hỏi"',
    "  npm run ingest -- replay MÃ-CÂU-TRẢ-LỜI",
  ].join("\n"),
  notRead: (file: string, why: string): string => `${file}: không nạp được. ${why}`,
  draft: (id: number, file: string, isKnown: boolean): string => `Bản nháp ${id}: ${file}${isKnown ? " (tệp này đã nạp trước đây)" : ""}`,
  alreadyPublished: "Tệp này đang được dùng; không thay đổi gì.",
  title: (title: string): string => `Tên: ${title}`,
  outline: "Các mục:",
  passages: (count: number): string => `Tổng cộng ${count} đoạn có thể tra cứu.`,
  passagesOfHeading: (count: number): string => `${count} đoạn`,
  warnings: "Cần xem lại:",
  missing: "Còn thiếu hoặc sai:",
  ready: (id: number): string => `Đủ thông tin. Đưa vào sử dụng: npm run ingest -- publish ${id}`,
  unknownDraft: (id: string): string => `Không có bản nháp ${id}. Xem danh sách: npm run ingest -- list`,
  refused: {
    id_taken: "Mã này đã có trong kho kiến thức gốc. Hãy chọn mã khác.",
    supersedes_unknown: "Không tìm thấy văn bản cũ có mã nêu ở --supersedes.",
  },
  building: (step: string): string => `Đang lập chỉ mục: ${step}`,
  comparison: ({
    questions,
    rightBefore,
    rightAfter,
    falselyAnsweredBefore,
    falselyAnsweredAfter,
  }: Record<"questions" | "rightBefore" | "rightAfter" | "falselyAnsweredBefore" | "falselyAnsweredAfter", number>): string =>
    `Trên ${questions} câu hỏi mẫu: đúng ${rightBefore} → ${rightAfter} câu; trả lời nhầm điều phải từ chối ${falselyAnsweredBefore} → ${falselyAnsweredAfter} câu.`,
  lost: (ids: readonly string[]): string => `Câu trước đúng, nay sai: ${ids.join(", ")}`,
  worse: 'Không đưa vào sử dụng vì bot trả lời kém đi. Hãy sửa văn bản, hoặc nếu chấp nhận thì thêm --override "lý do".',
  published: (version: number): string => `Đã đưa vào sử dụng: phiên bản ${version}. Máy chủ đang chạy sẽ tự chuyển sang.`,
  nothingBefore: "Không có phiên bản nào trước đó để quay lại.",
  rolledBack: (version: number, returnedTo: number | undefined): string =>
    `Đã quay lại ${returnedTo === undefined ? "kho kiến thức gốc" : `phiên bản ${returnedTo}`}; ghi thành phiên bản ${version}.`,
  noDrafts: "Chưa nạp tệp nào.",
  state: { draft: "bản nháp", published: "đang dùng", withdrawn: "đã gỡ" },
  versions: "Phiên bản, mới nhất trước:",
  version: (number: number, day: string, documents: readonly string[]): string =>
    `  ${number}  ${day}  ${documents.length === 0 ? "kho kiến thức gốc" : documents.join(", ")}`,
  rollbackMark: "(quay lại)",
  overrideMark: (reason: string): string => `(vẫn dùng dù kém đi: ${reason})`,
  unknownAnswer: (id: string): string =>
    `Không tìm thấy câu trả lời ${id} cùng câu hỏi của nó: có thể đã bị xóa theo thời hạn, hoặc kênh ấy không lưu câu hỏi.`,
  indexNotKept: (version: string | undefined): string =>
    version === undefined ? "Câu trả lời này không ghi phiên bản chỉ mục." : `Chỉ mục ${version} không còn được giữ trên máy này.`,
  recorded: (question: string, text: string): string => `› ${question}\n\nĐã trả lời:\n${text}\n`,
  sameAnswer: "Hỏi lại trên đúng chỉ mục ấy: vẫn trả lời như vậy.",
  otherAnswer: (text: string): string => `Hỏi lại trên đúng chỉ mục ấy, nay trả lời khác:\n${text}`,
  unknownVersion: (number: string): string => `Không có phiên bản ${number}. Xem danh sách: npm run ingest -- list`,
} as const;

/** What `npm run console` says. */
export const consoleWording = {
  usage: "Cách dùng: npm run console -- audit [MÃ] hoặc npm run console -- link TÊN-ĐĂNG-NHẬP [--lostPhone]",
  whole: (count: number, head: string): string =>
    `Nhật ký còn nguyên: ${count} mục. Ghi lại mã sau ở nơi khác; lần kiểm tra tới đưa mã này vào để biết không ai đã sửa hay cắt bớt:\n${head}`,
  broken: (id: number): string => `Nhật ký đã bị sửa: mục số ${id} không khớp với các mục trước.`,
  headGone: "Mã ghi lại lần trước không còn trong nhật ký: nhật ký đã bị sửa hoặc cắt bớt.",
  noAccount: (login: string): string => `Không có tài khoản “${login}”.`,
  operator: "Người vận hành máy chủ",
  link: (address: string): string => `Mở một lần, trong 3 ngày: ${address}`,
} as const;
