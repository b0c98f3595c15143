/** What announcements say beside their own text, and what the staff read of them. */
export const announcementWording = {
  /** Before the title of an emergency. */
  emergency: (title: string): string => `KHẨN: ${title}`,
  link: (label: string, url: string): string => `${label}: ${url}`,
  picture: (description: string, url: string): string => `Ảnh (${description}): ${url}`,
  /** The button under an announcement that carries a question. */
  askMore: "Hỏi thêm về việc này",
  /** The same words, shorter, where there are no buttons. */
  askMoreShort: "hỏi thêm",
  howToAskMore: "Muốn hỏi về việc này, anh/chị nhắn “hỏi thêm”.",
  howToUnsubscribe: "Không muốn nhận tin nữa, anh/chị nhắn /huy.",
  /** In place of the name of a commune, for people who named none. */
  ownCommune: "xã, phường của anh/chị",
  /** In place of the name of a topic, for an announcement to everybody. */
  anyTopic: "tin chung",
} as const;

/** Why a step is refused; keys are the codes of `Refusal`. */
export const announcementRefusals = {
  wrong_state: "Thông báo đang ở bước khác nên không làm được việc này. Hãy tải lại trang để xem tình trạng mới nhất.",
  content_faulty: "Nội dung còn chỗ phải sửa trước khi gửi duyệt.",
  reason_missing: "Hãy ghi lý do.",
  own_work: "Người soạn hoặc người sửa lần cuối không được tự duyệt. Hãy nhờ người khác duyệt.",
  emergency_not_permitted: "Tài khoản này chưa được quyền gửi thông báo khẩn.",
  emergency_not_confirmed: "Thông báo khẩn được gửi cả ban đêm. Hãy xác nhận lần thứ hai.",
  schedule_past: "Giờ gửi đã qua. Hãy chọn giờ khác.",
  schedule_quiet: "Từ 21 giờ đến 7 giờ chỉ gửi thông báo khẩn. Hãy chọn giờ khác.",
  schedule_too_far: "Chỉ hẹn giờ trước nhiều nhất một năm.",
  not_due: "Chưa đến giờ gửi.",
} as const;

/** What is to be put right in a text; keys are the codes of `ContentFault`. */
export const contentFaults = {
  title_empty: "Thiếu tiêu đề.",
  title_too_long: "Tiêu đề dài quá 100 ký tự.",
  text_empty: "Thiếu nội dung.",
  text_too_long: "Nội dung quá dài so với một tin nhắn trên kênh.",
  placeholder_unknown: "Chỗ điền sẵn này không dùng được. Chỉ dùng {{xã}} và {{chủ đề}}.",
  too_many_links: "Chỉ đặt được nhiều nhất 3 đường dẫn.",
  link_label_empty: "Đường dẫn thiếu tên gọi.",
  link_label_too_long: "Tên gọi của đường dẫn dài quá 60 ký tự.",
  link_not_https: "Đường dẫn phải bắt đầu bằng https:// và đúng dạng.",
  picture_description_empty: "Ảnh thiếu lời mô tả cho người không nhìn thấy ảnh.",
  picture_description_too_long: "Lời mô tả ảnh dài quá 120 ký tự.",
  picture_without_address: "Máy chủ chưa có địa chỉ https công khai (PUBLIC_URL) nên chưa đặt được ảnh.",
  clicks_without_address: "Máy chủ chưa có địa chỉ https công khai (PUBLIC_URL) nên chưa đếm được lượt mở đường dẫn.",
  question_too_long: "Câu hỏi kèm theo dài quá 200 ký tự.",
  weekly_emergency: "Thông báo khẩn không lặp lại hằng tuần.",
} as const;

export const announcementStateNames = {
  draft: "Nháp",
  in_review: "Chờ duyệt",
  approved: "Đã duyệt",
  scheduled: "Đã hẹn giờ",
  sending: "Đang gửi",
  paused: "Tạm dừng",
  finished: "Xong",
  cancelled: "Đã hủy",
} as const;

export const announcementActionNames = {
  create: "Tạo bản nháp",
  edit: "Sửa nội dung",
  submit: "Gửi duyệt",
  return: "Trả lại để sửa",
  approve: "Duyệt",
  schedule: "Hẹn giờ gửi",
  start: "Bắt đầu gửi",
  pause: "Tạm dừng",
  resume: "Gửi tiếp",
  cancel: "Hủy",
  retry: "Gửi lại phần bị lỗi",
  finish: "Gửi xong",
} as const;

export const recipientStateNames = {
  pending: "Chờ gửi",
  sending: "Đang gửi",
  sent: "Đã gửi",
  doubtful: "Đã gửi, có thể trùng",
  failed: "Gửi lỗi",
  skipped: "Bỏ qua",
} as const;

export const skipReasonNames = {
  blocked: "đã chặn hoặc rời cuộc trò chuyện",
  unsubscribed: "đã ngừng nhận tin",
  outside_window: "lâu chưa nhắn, Zalo không cho gửi",
  quota: "kênh đã hết số tin được gửi",
  channel_closed: "kênh không còn hoạt động",
  deleted: "đã xóa dữ liệu",
  training: "diễn tập, không gửi đi",
} as const;
