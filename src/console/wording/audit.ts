/** Actions as the audit log names them to people, beside the steps of announcements. */
export const actionNames: Readonly<Record<string, string>> = {
  channel_paused: "Tắt kênh",
  channel_resumed: "Bật lại kênh",
  banner_shown: "Hiện thông báo trên cùng",
  banner_removed: "Gỡ thông báo trên cùng",
  signed_in: "Đăng nhập",
  sign_in_refused: "Đăng nhập không thành công",
  sessions_closed: "Đóng các phiên",
  link_made: "Tạo đường dẫn đặt mật khẩu",
  password_set: "Đặt mật khẩu",
  second_factor_set: "Gắn ứng dụng xác thực",
  second_factor_removed: "Gỡ ứng dụng xác thực",
  account_made: "Thêm tài khoản",
  account_changed: "Sửa tài khoản",
};

export const auditWording = {
  announcement: (step: string): string => `Thông báo: ${step.toLowerCase()}`,
  title: "Nhật ký",
  lead: "Ai đã làm gì, lúc nào. Không ai sửa hay xóa được, kể cả quản trị viên.",
  at: "Lúc",
  actor: "Người làm",
  action: "Việc",
  subject: "Với",
  details: "Chi tiết",
  text: "Tìm theo người hoặc đối tượng",
  allActions: "Mọi việc",
  from: "Từ ngày",
  to: "Đến hết ngày",
  empty: "Không có việc nào khớp với bộ lọc.",
  system: "Hệ thống",
} as const;
