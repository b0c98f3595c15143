/** Every word that the page itself says. What the bot says comes from the server. */
export const wording = {
  name: "Trợ lý số",
  kind: "trợ lý tự động",

  greeting:
    "Chào anh/chị. Tôi là Trợ lý số, trợ lý tự động dùng trí tuệ nhân tạo nên có thể sai. " +
    "Cần gặp người thì đến Trung tâm Phục vụ hành chính công xã, phường.",
  topics: ["Làm giấy tờ", "Chuyển đổi số là gì", "Nghị quyết 08 nói gì", "Tránh bị lừa trên mạng"],
  topicsLabel: "Chọn một việc, hoặc gõ câu hỏi ở dưới",

  conversation: "Cuộc trò chuyện",
  youAsked: "Anh/chị hỏi:",
  botSaid: "Trợ lý số:",
  nextLabel: "Hỏi tiếp",
  olderSuggestions: (labels: readonly string[]): string => `Gợi ý đã đưa: ${labels.join(" · ")}`,
  newBelow: "Có trả lời mới",
  showMore: "Xem thêm",
  showLess: "Thu gọn",
  table: "Bảng, kéo ngang để xem hết",
  opensNewPage: "mở trang khác",

  source: "Nguồn:",
  sections: (sections: readonly string[]): string => sections.map((section) => `phần ${section}`).join(" và "),
  copiedOn: (date: string): string => `bản ngày ${date}`,
  moreSources: (count: number): string => `Thêm ${count} nguồn`,
  sourcePanel: "Trích nguồn",
  quoteKinds: { verbatim: "Nguyên văn:", summary: "Trợ lý số ghi lại theo nguồn này:" },
  quotedFrom: "Chỗ được dẫn:",
  quoteEnds: "hết chỗ được dẫn.",
  place: (section: string): string => `Mục: ${section}`,
  date: "Ngày",
  codes: "Mã thủ tục",
  openSource: (site: string): string => `Mở trên ${site}`,
  closeSource: "Quay lại câu trả lời",

  helpful: "Câu trả lời này có ích",
  unhelpful: "Câu trả lời này thiếu hoặc sai",
  rated: "Cảm ơn anh/chị đã góp ý.",
  whatIsWrong: "Thiếu hoặc sai chỗ nào?",
  whatIsWrongHint: "Không bắt buộc. Đừng ghi số giấy tờ hay số điện thoại.",
  sendComment: "Gửi góp ý",
  skipComment: "Bỏ qua",
  ratingFailed: "Chưa gửi được góp ý. Anh/chị bấm lại sau ít phút.",

  readAloud: "Đọc to",
  stopReading: "Dừng đọc",

  thinking: "Đang tìm câu trả lời",
  slow: "Vẫn đang tìm…",
  verySlow: "Lâu hơn mọi khi. Câu hỏi đã tới nơi, anh/chị đợi thêm hoặc quay lại sau.",

  waiting: "Đang đợi gửi",
  failed: "Chưa gửi được.",
  refused: "Không gửi được tin nhắn này. Anh/chị viết ngắn lại rồi gửi.",
  retry: "Gửi lại",
  edit: "Sửa lại",

  offline: "Mất kết nối mạng. Tin nhắn sẽ tự gửi khi có mạng lại.",
  unreachable: "Chưa kết nối được máy chủ, đang thử lại. Tin nhắn sẽ tự gửi khi kết nối được.",
  closeNotice: "Đóng thông báo này",
  maintenance: "Trợ lý số đang tạm dừng để bảo trì. Việc gấp thì hỏi Trung tâm Phục vụ hành chính công xã, phường.",
  ended: "Cuộc trò chuyện trên đã kết thúc. Anh/chị hỏi tiếp thì bắt đầu cuộc mới.",

  askLabel: "Đặt câu hỏi",
  inputLabel: "Câu hỏi của anh/chị",
  placeholder: "Gõ câu hỏi…",
  send: "Gửi",
  charsLeft: (count: number): string => `Còn ${count} ký tự`,
  charsOver: (count: number): string => `Dài quá ${count} ký tự, anh/chị bớt lại để gửi`,
  suggestionsLabel: "Gợi ý câu hỏi",
  suggestionCount: (count: number): string => `Có ${count} gợi ý, dùng phím mũi tên lên xuống để chọn.`,

  menu: "Tùy chọn",
  closeMenu: "Đóng",
  closeChat: "Đóng khung trò chuyện",
  startOver: "Cuộc trò chuyện mới",
  textSize: "Cỡ chữ",
  textSizes: { normal: "Vừa", large: "Lớn" },
  theme: "Màu nền",
  themes: { auto: "Theo máy", light: "Sáng", dark: "Tối" },
  contrast: "Tương phản cao",
  suggestWhileTyping: "Gợi ý khi đang gõ",
  announcements: "Nhận tin",
  announcementsText: [
    "Anh/chị chọn chủ đề, Trợ lý số gửi tin ngắn về chủ đề đó. Muốn dừng lúc nào cũng được.",
    "Trang này chỉ hiện tin khi còn mở. Muốn được báo thì đăng ký với Trợ lý số trên ứng dụng nhắn tin.",
  ],
  /** Buttons that say their own words to the bot. */
  announcementsQuestions: ["Đăng ký nhận tin", "Hủy nhận tin"],
  myData: "Dữ liệu của tôi",
  myDataText: [
    "Trang này không hỏi tên và không dùng cookie. Mã của cuộc trò chuyện chỉ nằm trong thẻ trình duyệt này; đóng thẻ, hoặc chọn “Cuộc trò chuyện mới”, là trang quên mã đó.",
    "Cỡ chữ và màu nền được nhớ trên máy này.",
    "Máy chủ lưu tin nhắn để hiểu câu hỏi nối tiếp; số giấy tờ, số điện thoại được che trước khi lưu. Một bản câu hỏi không gắn với ai được giữ 180 ngày để sửa câu trả lời.",
    "Anh/chị không cần gửi số căn cước, số điện thoại hay số tài khoản.",
  ],
  /** Buttons that say their own words to the bot. */
  myDataQuestions: ["Xem dữ liệu của tôi", "Xóa dữ liệu của tôi"],
  about: "Giới thiệu",
  aboutText: [
    "Trợ lý số là trợ lý tự động dùng trí tuệ nhân tạo, không phải người, nên có thể sai. Câu trả lời dẫn nguồn; anh/chị bấm vào nguồn để xem nguyên văn.",
    "Trợ lý số không giải quyết hồ sơ và không xem được hồ sơ cá nhân. Cần gặp người thì đến Trung tâm Phục vụ hành chính công xã, phường.",
  ],
} as const;

/** Words of the button that other sites embed. */
export const embedWording = {
  open: "Hỏi Trợ lý số",
  close: "Đóng Trợ lý số",
  frame: "Trợ lý số, trợ lý tự động",
} as const;
