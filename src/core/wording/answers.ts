import type { FieldName } from "../knowledge/schema.js";

/** Names of what people ask of a service, as they stand in a sentence. */
export const fieldLabel: Record<FieldName, string> = {
  who: "đối tượng",
  documents: "giấy tờ",
  where: "nơi làm",
  online: "cách nộp trực tuyến",
  duration: "thời hạn",
  fee: "lệ phí",
  result: "kết quả",
  legal: "căn cứ pháp lý",
};

/** Names of what people ask that is no field, as they stand in a sentence. */
export const pointLabel = {
  deadline: "hạn phải làm",
  amount: "mức tiền được nhận",
  validity: "thời gian giấy có giá trị",
  penalty: "mức phạt",
  sanction: "việc xử phạt",
  hours: "giờ làm việc",
  rank: "thứ hạng",
  phone: "số điện thoại",
  form: "mẫu đơn, tờ khai",
  person: "tên người giữ chức vụ",
} as const;

/** The number of something, which is neither a field nor a point. */
export const countLabel = "con số được hỏi";

/** Buttons that ask for one thing of the service in hand. */
export const fieldButton: Record<FieldName, string> = {
  who: "Ai được làm",
  documents: "Cần giấy tờ gì",
  where: "Nộp ở đâu",
  online: "Nộp trực tuyến thế nào",
  duration: "Mất bao lâu",
  fee: "Lệ phí bao nhiêu",
  result: "Nhận được gì",
  legal: "Căn cứ pháp lý",
};

/** Sentences around what the sources say. They hold no figure, date or name of a place: those come from sources alone. */
export const say = {
  source: (sources: string): string => `Nguồn: ${sources}.`,
  sourcePart: (title: string, section: string, date: string): string =>
    [title, section === "" ? "" : `phần ${section}`, date].filter((part) => part !== "").join(", "),
  recheck: "Kiểm lại trên Cổng Dịch vụ công quốc gia trước khi nộp.",
  caseHeading: (name: string): string => `${name}:`,
  moreCases: "Còn trường hợp khác, anh/chị chọn bên dưới.",
  reductionOver: "Mức giảm trước đây đã hết hạn.",
  singleSource: "Điều này mới có một nguồn.",
  notThatFigure: (figure: string): string => `Không phải ${figure}.`,
  figureNotInSource: (figure: string): string => `Nguồn không ghi ${figure}.`,
  unverifiedField: (label: string, matter: string, url: string): string =>
    `Tôi chưa có nguồn chắc chắn về ${label} của thủ tục “${matter}”. Anh/chị xem trang của thủ tục (${url}) hoặc hỏi Trung tâm Phục vụ hành chính công xã, phường.`,
  unknownPoint: (point: string, url: string): string =>
    `Tôi chưa có nguồn chắc chắn về ${point}. Anh/chị xem trang của thủ tục (${url}) hoặc hỏi Trung tâm Phục vụ hành chính công xã, phường.`,
  noSource:
    "Tôi chưa có thông tin về việc này. Anh/chị có thể hỏi Trung tâm Phục vụ hành chính công xã, phường nơi ở, hoặc tra trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn).",
  outOfScope: "Việc này ngoài phạm vi của tôi. Tôi trả lời về dịch vụ công, giấy tờ, chuyển đổi số và các nghị quyết.",
  missingAction: (action: string): string => `Tôi không có thủ tục ${action} cho việc này.`,
  nearTopics: "Tôi có thông tin gần với câu hỏi này, anh/chị chọn nếu đúng ý.",
  expired: (title: string): string => `Thông tin của tôi về “${title}” đã hết hạn nên tôi không khẳng định được nữa.`,
  personalCase: "Tôi không xem được hồ sơ cá nhân.",
  tellWhenKnown: "Báo cho tôi khi có",
  choose: (matter: string): string => (matter === "" ? "Anh/chị muốn hỏi việc nào?" : `Anh/chị muốn hỏi việc nào về “${matter}”?`),
  noFigure: "Nguồn của tôi không ghi con số anh/chị hỏi.",
  noPoint: (label: string): string => `Nguồn của tôi không ghi ${label}.`,
  isItThis: (title: string): string => `Có phải anh/chị hỏi về: ${title}?`,
  validityReplaced: "Văn bản này đã có văn bản khác thay thế.",
  missingYear: (years: string): string => `Tôi không có thông tin cho năm ${years}.`,
  missingPlace: (places: string): string => `Tôi không có tài liệu về ${places}.`,
  missingDocument: (documents: string): string => `Tôi không có văn bản ${documents} trong nguồn của mình.`,
  missingDate: (dates: string): string => `Tôi không có văn bản nào ngày ${dates} khớp với câu hỏi.`,
  missingBody: (bodies: string): string => `Nguồn của tôi không nói đến ${bodies} trong việc này.`,
  missingGroup: (group: string): string => `Tôi không có hướng dẫn cho trường hợp ${group}.`,
  missingWords: (words: string): string => `Nguồn của tôi không nói đến “${words}” trong việc này.`,
  butHave: (title: string): string => `Tôi có thông tin về: ${title}.`,
} as const;
