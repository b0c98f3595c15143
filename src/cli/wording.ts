const channelNames: Readonly<Record<string, string>> = {
  telegram: "Telegram",
  "zalo-bot": "Zalo Bot",
  "zalo-oa": "Zalo Official Account",
  azure: "Azure (Microsoft Teams)",
};

/** What an operator reads of `npm run channels`. */
export const channelsWording = {
  usage: (command: string): string => `Cách dùng: ${command}`,
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
