export interface ErrorPageWording {
  readonly title: string;
  readonly text: string;
}

/** What a person reads on a page that is no page. HTML text: without `<` and `&`. */
export const errorPageWording = {
  notFound: { title: "Không có trang này", text: "Địa chỉ có thể đã gõ sai hoặc trang đã chuyển đi." },
  tooMany: { title: "Gửi hơi nhanh", text: "Có quá nhiều yêu cầu trong một phút. Anh/chị chờ một lát rồi thử lại." },
  refused: { title: "Yêu cầu chưa đúng", text: "Hệ thống không đọc được yêu cầu này. Anh/chị mở lại trang rồi thử lần nữa." },
  broken: { title: "Hệ thống đang trục trặc", text: "Xin lỗi anh/chị. Anh/chị thử lại sau ít phút." },
  home: "Về trang hỏi đáp",
  requestId: (id: string): string => `Khi cần báo lỗi, nêu mã ${id}.`,
} as const;
