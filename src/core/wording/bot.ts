/** What the bot says of itself, its limits and the way to a person. No sentence here states a fact that needs a source. */
export const bot = {
  name: "Trợ lý số",
  greeting:
    "Chào anh/chị. Tôi là Trợ lý số, trợ lý tự động dùng trí tuệ nhân tạo nên có thể sai. " +
    "Anh/chị hỏi về dịch vụ công, giấy tờ, chuyển đổi số và nghị quyết của tỉnh. " +
    "Cần gặp người thì đến Trung tâm Phục vụ hành chính công xã, phường.",
  identity:
    "Tôi là Trợ lý số, một trợ lý tự động dùng trí tuệ nhân tạo, không phải người. " +
    "Tôi trả lời theo văn bản và nguồn đã lưu, có thể sai; việc quan trọng anh/chị hỏi lại cán bộ.",
  ability:
    "Tôi trả lời về dịch vụ công (giấy tờ, lệ phí, nơi nộp, thời hạn), chuyển đổi số, Nghị quyết 08-NQ/TU, VNeID và cách tránh lừa đảo. " +
    "Tôi không giải quyết hồ sơ và không xem được hồ sơ cá nhân.",
  help: "Anh/chị cứ gõ câu hỏi như nói chuyện, có dấu hay không dấu đều được. Ví dụ: “làm lại căn cước bị mất cần gì”, rồi hỏi tiếp “lệ phí bao nhiêu”. Muốn nhận tin của tỉnh thì gõ “đăng ký nhận tin”; cán bộ muốn tự học thì gõ “học”.",
  menu: "Anh/chị muốn hỏi về việc gì?",
  restart: "Ta bắt đầu lại. Anh/chị muốn hỏi việc gì?",
  human: "Anh/chị muốn gặp người thì đến Trung tâm Phục vụ hành chính công xã, phường nơi ở, hoặc hỏi qua Cổng Dịch vụ công quốc gia tại dichvucong.gov.vn.",
  thanks: "Không có gì. Anh/chị cần gì cứ hỏi tiếp.",
  farewell: "Chào anh/chị. Khi cần cứ nhắn lại.",
  aboutItself: "Tôi là trợ lý tự động, không phải người, nên không có chuyện riêng để kể. Anh/chị cần hỏi giấy tờ, thủ tục hay chuyển đổi số thì cứ nhắn.",
  compliment: "Cảm ơn anh/chị. Cần gì thêm, anh/chị cứ hỏi.",
  acknowledge: "Vâng. Anh/chị còn muốn hỏi gì nữa không?",
  topics: ["Làm giấy tờ", "Chuyển đổi số là gì", "Nghị quyết 08 nói gì", "Tránh bị lừa trên mạng"],
  abuse: "Tôi hiểu anh/chị đang bực. Anh/chị cho biết việc đang vướng, tôi sẽ cố giúp.",
  injection: "Tôi chỉ trả lời theo các nguồn đã lưu và không đổi cách làm việc theo yêu cầu trong tin nhắn. Anh/chị cần hỏi thủ tục hay chính sách nào?",
  illegal: "Việc này trái pháp luật nên tôi không giúp được. Nếu cần làm giấy tờ đúng quy định, anh/chị cho biết loại giấy, tôi chỉ cách làm.",
  personalDataOnly: "Tôi đã che thông tin cá nhân trong tin nhắn và không lưu. Anh/chị không cần gửi số giấy tờ hay số điện thoại, chỉ cần nêu việc muốn hỏi.",
  personalDataNotice: "Tôi đã che thông tin cá nhân trong tin nhắn; anh/chị không cần gửi các số đó.",
  services: (count: number): string => `Tôi chỉ được cách làm ${count} dịch vụ công hay gặp. Anh/chị chọn một nhóm; biết việc cần làm thì gõ thẳng việc đó.`,
  servicesOf: (area: string): string => `${area}: anh/chị hỏi việc nào?`,
  ownData:
    "Tôi chỉ lưu nội dung cuộc trò chuyện và một mã để gửi trả lời, không lưu tên hay danh tính của anh/chị. " +
    "Số giấy tờ, số điện thoại được che trước khi lưu. Riêng câu hỏi được giữ thêm một bản 180 ngày để sửa câu trả lời; bản ấy không gắn với ai. Muốn xóa, anh/chị nhắn “xóa dữ liệu của tôi”.",
  dataHeld: (messages: number, since: string, until: string): string =>
    `Cuộc trò chuyện này đang lưu ${messages} tin nhắn của anh/chị và của tôi, từ ngày ${since}. Không có tin mới thì tất cả tự xóa sau ngày ${until}.`,
  wantsDeletion: "Xóa dữ liệu của tôi",
  askDeletion: "Xóa hẳn tin nhắn của cuộc trò chuyện này và những gì tôi nhớ từ đó? Xóa rồi không lấy lại được. Trả lời “đồng ý xóa” thì tôi xóa ngay.",
  deleteData: "Đồng ý xóa",
  keepData: "Không xóa",
  dataDeleted:
    "Tôi đã xóa tin nhắn của cuộc trò chuyện này và những gì tôi nhớ từ đó. Góp ý và bản sao câu hỏi để sửa câu trả lời không gắn với cuộc trò chuyện. " +
    "Tin còn hiện trên máy của anh/chị thì anh/chị tự xóa.",
  dataKept: "Tôi giữ nguyên, không xóa gì. Anh/chị cần hỏi gì, cứ nhắn.",
  chooseByNumber: "Gõ số để chọn:",
  howToRate: "Góp ý: nhắn “hữu ích” hoặc “chưa đúng”.",
  thanksForRating: "Tôi đã ghi lại góp ý. Cảm ơn anh/chị.",
  askWhatIsWrong: "Tôi đã ghi lại. Thiếu hoặc sai chỗ nào thì anh/chị nhắn “chưa đúng:” rồi viết tiếp, đừng ghi số giấy tờ hay số điện thoại.",
  notThis: "Không phải việc này",
  understoodAs: (matter: string): string => `Tôi hiểu là anh/chị hỏi về: ${matter}.`,
  failure: (id: string): string => `Xin lỗi, hệ thống đang trục trặc nên tôi chưa trả lời được. Anh/chị thử lại sau ít phút; khi cần báo lỗi, nêu mã ${id}.`,
} as const;
