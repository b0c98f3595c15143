import type { FakeAnswer } from "./fake-direct-line.js";

const conclusion = {
  documentId: "ket-luan-26-12-2024",
  title: "Kết luận của Ban Thường vụ Tỉnh ủy Hòa Bình, hội nghị 26/12/2024",
  section: "Mục tiêu đến năm 2030",
  quote: "Kinh tế số chiếm khoảng 30% GRDP",
  quoteKind: "summary" as const,
  passage:
    "Mục tiêu đến năm 2030:\nHạ tầng mạng băng rộng cáp quang phủ trên 80% hộ gia đình. Kinh tế số chiếm khoảng 30% GRDP; tỷ trọng kinh tế số trong từng ngành, lĩnh vực đạt tối thiểu 20%. Tỷ lệ dân số trưởng thành có tài khoản thanh toán điện tử trên 90%.",
  validity: "Đã thay thế: từ 1/7/2025 tỉnh Hòa Bình nhập vào tỉnh Phú Thọ, nên đây là mục tiêu của văn bản năm 2024.",
  url: "https://hoabinh.gov.vn/ket-luan",
  issued: "2024-12-26",
};

const register = {
  documentId: "service/can-cuoc-cap-lai",
  title: "Cơ sở dữ liệu quốc gia về thủ tục hành chính",
  section: "Cần giấy tờ gì",
  quote:
    "Không cần giấy tờ kèm theo nếu thông tin đã có trong Cơ sở dữ liệu quốc gia về dân cư. Công an thu nhận vân tay, ảnh khuôn mặt và mống mắt. Thẻ được trả tại nơi làm hoặc qua bưu chính.",
  url: "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.000000",
  issued: "2026-07-19",
  codes: ["1.012345", "1.012346"],
};

const answers: Record<string, FakeAnswer> = {
  "kinh tế số 2030": {
    body: "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số chiếm khoảng 30% GRDP; riêng từng ngành, lĩnh vực tối thiểu 20%.\nTừ 1/7/2025 Hòa Bình đã nhập vào tỉnh Phú Thọ, nên đây là mục tiêu của văn bản năm 2024.",
    status: "answered_document",
    citations: [conclusion],
    suggestions: ["Mục tiêu xã hội số", "Mục tiêu chính quyền số"],
  },
  "Làm giấy tờ": {
    body: "Anh/chị muốn làm lại thẻ nào?",
    status: "clarification_choice",
    suggestions: ["Thẻ căn cước", "Thẻ bảo hiểm y tế", "Giấy phép lái xe"],
  },
  "Thẻ căn cước": {
    body: "Làm lại thẻ căn cước bị mất tại công an xã, phường bất kỳ, trong 7 ngày làm việc:\n- Không cần giấy tờ kèm theo nếu thông tin đã có trong Cơ sở dữ liệu quốc gia về dân cư.\n- Công an thu nhận vân tay, ảnh khuôn mặt và mống mắt.\n- Nộp trực tuyến trên dichvucong.gov.vn, rồi đến lấy vân tay theo hẹn.\nCần hỏi thêm thì gọi 1900 0368.",
    status: "answered_service_field",
    citations: [register],
    suggestions: ["Lệ phí bao nhiêu", "Nộp trực tuyến thế nào", "Nộp ở đâu"],
  },
  "tất cả các bước": {
    body: Array.from(
      { length: 14 },
      (_, step) =>
        `${step + 1}. Bước thứ ${step + 1}: vào Cổng Dịch vụ công quốc gia, đọc kỹ phần hướng dẫn, điền tờ khai và kiểm lại trước khi sang bước tiếp theo.`,
    ).join("\n"),
    citations: [register, conclusion, { ...register, title: "Luật Căn cước số 26/2023/QH15", section: "Điều 24", issued: "2023-11-27" }, conclusion],
    suggestions: ["Lệ phí bao nhiêu"],
  },
  "bảng lệ phí": {
    body: "Lệ phí căn cước theo từng trường hợp:\n| Trường hợp | Mức thu | Khi nộp trực tuyến | Ghi chú |\n| --- | --- | --- | --- |\n| Cấp đổi | 50.000 đồng | 25.000 đồng | đến hết 31/12/2026 |\n| Cấp lại | 70.000 đồng | 35.000 đồng | đến hết 31/12/2026 |",
    status: "answered_service_field",
    citations: [register],
  },
};

const unknown: FakeAnswer = {
  body: "Tôi chưa có thông tin về việc này. Anh/chị có thể hỏi Trung tâm Phục vụ hành chính công xã, phường nơi ở, hoặc tra trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).",
  status: "unanswerable_no_source",
};

/** Answers in the form that the real bot gives, for tests and pictures of the page. The figures are examples. */
export function sampleAnswer(question: string): FakeAnswer {
  return answers[question] ?? unknown;
}

const askable = ["làm lại thẻ căn cước bị mất cần gì", "làm lại thẻ bảo hiểm y tế", "làm lại giấy phép lái xe", "làm lý lịch tư pháp"];

/** Ways of asking that begin as the text does. */
export function sampleSuggestions(text: string): string[] {
  return askable.filter((question) => question.startsWith(text.toLowerCase()));
}
