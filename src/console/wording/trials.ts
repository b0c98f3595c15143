/** What staff read where they link conversations of their own, and have announcements sent there before others get them. */
export const trialWording = {
  title: "Nơi nhận tin gửi thử",
  open: "Nơi nhận tin gửi thử",
  back: "Về tài khoản của tôi",
  lead: "Gắn cuộc trò chuyện của chính anh/chị trên từng kênh, để xem thông báo đúng như người dân sẽ nhận.",
  makeCode: "Lấy mã để gắn",
  makeOtherCode: "Lấy mã khác",
  typeThis: "Trong cuộc trò chuyện với trợ lý trên kênh cần gắn, anh/chị nhắn:",
  codeHint: "Mã dùng một lần, có hạn 15 phút. Nhắn xong thì tải lại trang này.",
  channel: "Kênh",
  since: "Gắn lúc",
  action: "Việc",
  unlink: "Gỡ",
  empty: "Chưa gắn cuộc trò chuyện nào. Bấm “Lấy mã để gắn”, rồi nhắn mã ấy cho trợ lý.",

  send: "Gửi thử cho tôi",
  sendHint: (channels: string): string => `Chỉ anh/chị nhận, trên ${channels}. Không tính vào số người nhận.`,
  nowhere: "Muốn xem thử trên điện thoại của mình, anh/chị gắn cuộc trò chuyện của mình trước.",
  sent: (channels: string): string => `Đã gửi thử tới cuộc trò chuyện của anh/chị trên ${channels}.`,
  notSent: "Chưa gửi thử được: tin không đi kênh nào anh/chị đã gắn, hoặc kênh không còn tới được.",
} as const;
