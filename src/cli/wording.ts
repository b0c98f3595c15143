const channelNames: Readonly<Record<string, string>> = { telegram: "Telegram", azure: "Azure (Microsoft Teams)" };

/** What an operator reads of `npm run channels`. */
export const channelsWording = {
  usage: (command: string): string => `Cách dùng: ${command}`,
  noChannel: (guide: string): string =>
    `Chưa bật kênh nào ngoài trang web. Muốn bật Telegram thì đặt TELEGRAM_BOT_TOKEN trong .env; cách lấy token có trong ${guide}.`,
  channel: (id: string): string => `${channelNames[id] ?? id}:`,
  level: { ok: "ok", warning: "cảnh báo", fault: "lỗi" },
  allWell: "Không phải sửa gì.",
  hasWarning: "Kênh vẫn chạy được; nên xem các dòng cảnh báo.",
  hasFault: "Có lỗi phải sửa: làm theo các dòng bắt đầu bằng “lỗi”, rồi chạy lại lệnh này.",
} as const;
