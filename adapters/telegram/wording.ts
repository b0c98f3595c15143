/** What the channel itself says in Telegram; answers come from the core. */
export const telegramWording = {
  /** Names in the command menu, in its order. */
  menu: [
    { command: "dichvu", description: "Dịch vụ công có những gì" },
    { command: "nghiquyet", description: "Nghị quyết 08 nói gì" },
    { command: "help", description: "Cách hỏi" },
    { command: "dulieu", description: "Xem dữ liệu tôi giữ về anh/chị" },
    { command: "xoadulieu", description: "Xóa dữ liệu của anh/chị" },
    { command: "start", description: "Bắt đầu" },
  ],
  /** What a command says to the core: the same words can be typed. */
  commands: {
    dichvu: "dịch vụ công có những gì",
    nghiquyet: "Nghị quyết 08 nói gì",
    help: "trợ giúp",
    dulieu: "dữ liệu của tôi",
    xoadulieu: "xóa dữ liệu của tôi",
  },
  /** What somebody asks who only calls the bot by its name. */
  calledByName: "trợ giúp",

  picture: "Tôi không xem được ảnh và tệp. Anh/chị gõ câu hỏi giúp tôi, và đừng gửi ảnh giấy tờ tùy thân vào đây.",
  voice: "Tôi chưa nghe được tin thoại và video. Anh/chị gõ câu hỏi giúp tôi, có dấu hay không dấu đều được.",
  place: "Tôi chưa tìm được nơi làm theo vị trí. Anh/chị gõ câu hỏi kèm tên xã, phường giúp tôi.",
  contact: "Anh/chị không cần gửi số điện thoại hay danh bạ cho tôi. Anh/chị gõ việc muốn hỏi là đủ.",
  sticker: "Tôi chỉ đọc được chữ. Anh/chị cần hỏi việc gì thì gõ giúp tôi.",
  tooMany: "Anh/chị gửi hơi nhanh nên tin vừa rồi tôi chưa đọc. Anh/chị chờ một phút rồi gửi lại giúp tôi.",

  helpful: "👍",
  unhelpful: "👎",
  thanks: "Cảm ơn anh/chị đã góp ý.",
  thanksForComment: "Tôi đã ghi lại góp ý. Cảm ơn anh/chị.",
  /** The part between the two is a link that carries the name of the answer. */
  askWhy: { answer: "Câu trả lời vừa rồi", question: " thiếu hoặc sai chỗ nào? Anh/chị viết vào tin trả lời này; không muốn thì bỏ qua." },
  askWhyHint: "Đừng ghi số giấy tờ, số điện thoại",
  buttonTooOld: "Nút này đã cũ. Anh/chị gõ lại câu hỏi giúp tôi.",
} as const;
