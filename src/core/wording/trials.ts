/** What members of the staff read in a conversation of their own in which they look at announcements before others do. */
export const wordingOfTrials = {
  /** What they type there. */
  command: (code: string): string => `gửi thử ${code}`,
  linked: (name: string): string => `Cuộc trò chuyện này đã gắn với tài khoản quản trị của ${name}. Tin gửi thử sẽ tới đây.`,
  unknownCode: "Mã này không đúng hoặc đã hết hạn. Anh/chị lấy mã mới trong trang quản trị, mục Tài khoản của tôi.",
  /** Stands before a trial, in a message of its own, so that the announcement itself is as everybody gets it. */
  mark: (title: string): string => `GỬI THỬ, chỉ mình anh/chị nhận. Tin kế tiếp là bản xem thử của thông báo “${title}”, chưa gửi tới người dân.`,
} as const;
