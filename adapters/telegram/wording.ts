import { courtesyWording } from "../shared/wording.js";

/** What the channel itself says in Telegram; answers come from the core. */
export const telegramWording = {
  /** The command menu, in its order. */
  menu: {
    dichvu: "Dịch vụ công có những gì",
    nghiquyet: "Nghị quyết 08 nói gì",
    hoc: "Tự học cho cán bộ",
    ontap: "Ôn tập hôm nay",
    dangky: "Đăng ký nhận tin, xem và đổi đăng ký",
    huy: "Dừng nhận tin",
    help: "Cách hỏi",
    dulieu: "Xem dữ liệu tôi giữ về anh/chị",
    xoadulieu: "Xóa dữ liệu của anh/chị",
    start: "Bắt đầu",
  },
  ...courtesyWording,

  helpful: "👍",
  unhelpful: "👎",
  thanks: "Cảm ơn anh/chị đã góp ý.",
  thanksForComment: "Tôi đã ghi lại góp ý. Cảm ơn anh/chị.",
  /** The part between the two is a link that carries the name of the answer. */
  askWhy: { answer: "Câu trả lời vừa rồi", question: " thiếu hoặc sai chỗ nào? Anh/chị viết vào tin trả lời này; không muốn thì bỏ qua." },
  askWhyHint: "Đừng ghi số giấy tờ, số điện thoại",
  buttonTooOld: "Nút này đã cũ. Anh/chị gõ lại câu hỏi giúp tôi.",
} as const;

const ago = (minutes: number): string => (minutes < 2 ? "vừa xong" : `${minutes} phút trước`);

/** What an operator reads of the channel's state. */
export const findingWording = {
  connected: (name: string): string => `Đã nối với Telegram, bot là @${name}.`,
  tokenRefused:
    "Telegram không nhận TELEGRAM_BOT_TOKEN. Lấy lại token trong BotFather (lệnh /mybots, chọn bot, API Token), dán đủ cả phần trước và sau dấu hai chấm vào .env rồi khởi động lại.",
  noConnection: (root: string, reason: string): string =>
    `Không gọi được ${root} (${reason}). Kiểm tra mạng và tường lửa của máy chủ; nếu dùng máy chủ Bot API riêng thì kiểm tra TELEGRAM_API_ROOT.`,
  readsGroups:
    "Bot đang được đọc mọi tin trong nhóm, dù chỉ trả lời tin gọi đến nó. Nên bật chế độ riêng tư: BotFather, lệnh /setprivacy, chọn Enable, rồi mời lại bot vào nhóm.",
  polling: "Không có PUBLIC_URL nên máy chủ tự hỏi tin mới (long polling). Chỉ một tiến trình được hỏi tin cùng lúc.",
  webhookWhilePolling: (origin: string): string =>
    `Telegram đang gửi tin về webhook tại ${origin}. Khi khởi động, máy chủ sẽ gỡ webhook đó để tự hỏi tin; nếu nơi đó còn dùng bot này thì hãy tạo bot khác.`,
  badAddress: (origin: string): string => `Telegram chỉ gọi địa chỉ https ở cổng 443, 80, 88 hoặc 8443. PUBLIC_URL hiện là ${origin}.`,
  badSecret:
    "TELEGRAM_WEBHOOK_SECRET chỉ được gồm chữ cái không dấu, chữ số, dấu gạch dưới và gạch nối, dài 1 đến 256 ký tự. Sửa trong .env rồi khởi động lại.",
  webhookMissing: "Chưa đặt webhook. Khởi động máy chủ, webhook sẽ được đặt; nếu vẫn thiếu, xem nhật ký có dòng telegram_call_failed.",
  webhookElsewhere: (origin: string): string =>
    `Webhook đang trỏ tới nơi khác: ${origin}. Hai máy chủ dùng chung một token thì chỉ một nơi nhận được tin. Tắt nơi kia hoặc tạo bot khác, rồi khởi động lại máy chủ này.`,
  webhookSet: (origin: string): string => `Webhook đã đặt đúng, tại ${origin}.`,
  manyWaiting: (count: number): string => `Còn ${count} tin chờ ở Telegram. Máy chủ đang dừng, đang lỗi hoặc trả lời chậm; xem các dòng dưới và nhật ký.`,
  secretRefused: (minutes: number): string =>
    `Telegram gọi webhook nhưng máy chủ không nhận mã bí mật (${ago(minutes)}). TELEGRAM_WEBHOOK_SECRET đã đổi sau lần đặt webhook, hoặc các tiến trình dùng mã khác nhau. Khởi động lại tất cả.`,
  webhookNotFound: (minutes: number): string =>
    `Telegram gọi webhook nhưng không có trang đó (${ago(minutes)}). Kiểm tra PUBLIC_URL và cấu hình proxy: mọi đường dẫn phải tới được máy chủ này.`,
  serverFailed: (minutes: number): string =>
    `Telegram gọi webhook nhưng máy chủ báo lỗi (${ago(minutes)}). Proxy không tới được máy chủ, hoặc cơ sở dữ liệu hỏng; xem nhật ký. Telegram sẽ tự gửi lại.`,
  badCertificate: (minutes: number): string =>
    `Telegram không chấp nhận chứng thư https của máy chủ (${ago(minutes)}). Chứng thư phải còn hạn, đúng tên miền và kèm chuỗi trung gian.`,
  timedOut: (minutes: number): string => `Telegram gọi webhook nhưng chờ quá lâu (${ago(minutes)}). Kiểm tra tường lửa và tải của máy chủ.`,
  lastError: (message: string, minutes: number): string => `Lần gọi webhook lỗi gần nhất (${ago(minutes)}): ${message}`,
} as const;
