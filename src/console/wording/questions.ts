import type { QuestionTopic } from "../../core/questions/question-topics.js";
import { areaNames } from "../../core/wording/areas.js";

/** What questions are about, as lists name it. */
export const topicNames: Readonly<Record<QuestionTopic, string>> = {
  ...areaNames,
  procedure: "Thủ tục khác",
  explanation: "Chuyển đổi số, văn bản",
  unknown: "Chưa rõ chủ đề",
};

/** How the bot ended a question, in few words. */
export const familyNames = {
  answered: "Đã trả lời",
  unanswerable: "Chưa có thông tin",
  clarification: "Phải hỏi lại",
  guardrail: "Không nhận trả lời",
  error: "Lỗi kỹ thuật",
} as const;

/** What staff read on the pages of what people ask. */
export const questionPages = {
  title: "Câu hỏi",
  lead: "Những điều người dân hỏi, câu giống nhau gom thành một nhóm. Tên nhóm là lời của người hỏi; thông tin cá nhân đã che trước khi lưu.",
  waiting: (count: string): string => `Còn ${count} câu vừa đến đang được gom nhóm.`,
  orders: { asked: "Hỏi nhiều nhất", unanswered: "Chưa trả lời được", disliked: "Bị chê" },
  columns: { name: "Nhóm câu hỏi", topic: "Chủ đề", asked: "Lượt hỏi", unanswered: "Chưa trả lời", disliked: "Bị chê", last: "Hỏi lần cuối" },
  filters: {
    order: "Xem",
    from: "Từ ngày",
    to: "Đến hết ngày",
    channel: "Kênh",
    topic: "Chủ đề",
    family: "Kết quả",
    text: "Tên nhóm có chữ",
    all: "Tất cả",
  },
  empty: "Chưa có câu hỏi nào khớp. Câu hỏi của người dân hiện ở đây sau khi trợ lý trả lời; thử chọn thời gian dài hơn.",
  sheet: "Nhóm câu hỏi",

  group: {
    title: "Nhóm câu hỏi",
    facts: "Tóm tắt",
    asked: "Lượt hỏi",
    unanswered: "Chưa trả lời được",
    wordings: "Cách hỏi",
    wordingsLead: "Những cách gõ thường gặp, nhiều lượt nhất trước.",
    times: "Lượt",
    questions: "Từng lượt hỏi",
    questionColumns: { question: "Câu hỏi", at: "Lúc", channel: "Kênh", outcome: "Kết quả", rating: "Đánh giá" },
    liked: "Khen",
    disliked: "Chê",
    notRated: "Không",
    back: "Về danh sách câu hỏi",
    empty: "Nhóm này không còn câu hỏi nào trong thời gian lưu.",
  },
} as const;
