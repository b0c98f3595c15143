/** What an operator reads of the channel's state. */
export const findingWording = {
  connected: (name: string): string => `Đã nối với Zalo Bot, bot là ${name}.`,
  tokenRefused:
    "Zalo không nhận ZALO_BOT_TOKEN. Mở Zalo Bot Manager trong ứng dụng Zalo, lấy lại token, dán đủ cả phần trước và sau dấu hai chấm vào .env rồi khởi động lại.",
  noConnection: (root: string, reason: string): string => `Không gọi được ${root} (${reason}). Kiểm tra mạng và tường lửa chiều ra của máy chủ.`,
  noGroups: "Bot này không được vào nhóm (Zalo chưa mở); người dân nhắn riêng cho bot.",
  polling:
    "Không có PUBLIC_URL nên máy chủ tự hỏi tin mới. Chỉ một tiến trình được hỏi, và tin đến lúc máy chủ dừng thì Zalo không giữ lại. Dùng thật thì nên có PUBLIC_URL.",
  webhookWhilePolling: (origin: string): string =>
    `Zalo đang gửi tin về webhook tại ${origin}. Khi khởi động, máy chủ sẽ gỡ webhook đó để tự hỏi tin; nếu nơi đó còn dùng bot này thì hãy tạo bot khác.`,
  badAddress: (origin: string): string => `Zalo chỉ gọi địa chỉ https công khai. PUBLIC_URL hiện là ${origin}.`,
  webhookMissing: "Chưa đặt webhook. Khởi động máy chủ, webhook sẽ được đặt; nếu vẫn thiếu, xem nhật ký có dòng zalo_bot_call_failed.",
  webhookElsewhere: (origin: string): string =>
    `Webhook đang trỏ tới nơi khác hoặc dùng mã bí mật khác (${origin}). Hai máy chủ dùng chung một token thì chỉ một nơi nhận được tin. Khởi động lại máy chủ này; nếu vẫn vậy thì tắt nơi kia hoặc tạo bot khác.`,
  webhookSet: (origin: string): string => `Webhook đã đặt đúng, tại ${origin}.`,
  webhookAnswers: "Zalo gọi thử webhook và nhận được trả lời.",
  blocked:
    "Zalo gọi thử webhook nhưng bị chặn (403). Nếu dùng Cloudflare, tắt Browser Integrity Check và luật chặn máy cho đường dẫn /webhooks/; Zalo gọi bằng chương trình Java, không phải trình duyệt.",
  notFound: "Zalo gọi thử webhook nhưng không có trang đó (404). Kiểm tra PUBLIC_URL và cấu hình proxy: mọi đường dẫn phải tới được máy chủ này.",
  serverFailed: "Zalo gọi thử webhook nhưng máy chủ báo lỗi. Máy chủ đang dừng, proxy không tới được nó, hoặc cơ sở dữ liệu hỏng; xem nhật ký.",
  secretRefused: "Zalo gọi thử webhook nhưng máy chủ không nhận mã bí mật (401). Các tiến trình phải chung một ZALO_BOT_WEBHOOK_SECRET; khởi động lại tất cả.",
  unreachable: (outcome: string): string =>
    `Zalo không gọi tới được webhook (${outcome}). Kiểm tra tên miền, chứng thư https (còn hạn, kèm chuỗi trung gian) và tường lửa chiều vào.`,
  testedEnough: "Hôm nay Zalo không cho gọi thử webhook nữa; mai kiểm tra lại.",
} as const;
