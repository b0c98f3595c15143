export const overviewWording = {
  title: "Tổng quan",
  today: "Hôm nay",
  week: "Bảy ngày qua",
  asked: "câu hỏi",
  answered: "có câu trả lời",
  answeredShare: (percent: number): string => `${percent}%`,
  noShare: "—",
  unanswered: "câu chưa có thông tin",
  clarified: "câu phải hỏi lại",
  waiting: "tin chờ chuyển",
  failed: "tin không chuyển được trong 24 giờ",
  channels: "Kênh",
} as const;

export const channelNames: Readonly<Record<string, string>> = {
  webchat: "Trang web",
  telegram: "Telegram",
  "zalo-bot": "Zalo Bot",
  "zalo-oa": "Zalo OA",
  azure: "Azure Bot",
};

export const channelWording = {
  title: "Kênh",
  lead: "Tin đến và đi trong 24 giờ qua.",
  channel: "Kênh",
  lastArrival: "Tin đến gần nhất",
  arrivals: "Tin đến",
  sent: "Đã chuyển",
  waiting: "Đang chờ",
  failed: "Không chuyển được",
  never: "Chưa có",
  state: "Trạng thái",
  running: "Đang chạy",
  paused: "Đã tắt",
  pausedLine: (channel: string, reason: string): string => `${channel} đang tắt: ${reason}`,
  switches: "Tắt hoặc bật kênh",
  switchesLead: "Tắt kênh khi có sự cố: không tin nào rời kênh này. Tin chờ sẽ đi khi bật lại.",
  reason: (channel: string): string => `Lý do tắt ${channel}`,
  reasonFault: "Hãy ghi lý do, không quá 500 ký tự.",
  pause: (channel: string): string => `Tắt ${channel}`,
  resume: (channel: string): string => `Bật lại ${channel}`,
} as const;
