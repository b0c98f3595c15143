/** What a command says to the core: the same words can be typed. */
export const commandWords = {
  dichvu: "dịch vụ công có những gì",
  nghiquyet: "Nghị quyết 08 nói gì",
  hoc: "tôi muốn học",
  ontap: "ôn tập",
  dangky: "đăng ký nhận tin",
  huy: "hủy nhận tin",
  help: "trợ giúp",
  dulieu: "dữ liệu của tôi",
  xoadulieu: "xóa dữ liệu của tôi",
} as const;

/** What somebody asks who only calls the bot by its name. */
export const calledByName = "trợ giúp";

/** What a channel says by itself about what it cannot pass on; answers come from the core. */
export const courtesyWording = {
  picture: "Tôi không xem được ảnh và tệp. Anh/chị gõ câu hỏi giúp tôi, và đừng gửi ảnh giấy tờ tùy thân vào đây.",
  voice: "Tôi chưa nghe được tin thoại và video. Anh/chị gõ câu hỏi giúp tôi, có dấu hay không dấu đều được.",
  place: "Tôi chưa tìm được nơi làm theo vị trí. Anh/chị gõ câu hỏi kèm tên xã, phường giúp tôi.",
  contact: "Anh/chị không cần gửi số điện thoại hay danh bạ cho tôi. Anh/chị gõ việc muốn hỏi là đủ.",
  sticker: "Tôi chỉ đọc được chữ. Anh/chị cần hỏi việc gì thì gõ giúp tôi.",
  tooMany: "Anh/chị gửi hơi nhanh nên tin vừa rồi tôi chưa đọc. Anh/chị chờ một phút rồi gửi lại giúp tôi.",
} as const;

/** In place of a picture that the channel's server did not take; as announcements say it where a channel shows none. */
export const pictureLine = (description: string, url: string): string => `Ảnh (${description}): ${url}`;
