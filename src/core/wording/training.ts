import { readableDate } from "./dates.js";

/** What learners read. */
export const trainingWording = {
  // A new learner.
  welcome:
    "Mỗi ngày vài phút, anh/chị học về chuyển đổi số, nghị quyết và dịch vụ công ngay tại đây. " +
    "Cơ quan đã phát mã đơn vị thì anh/chị gõ mã. Chưa có mã thì chọn “Học tự do”.",
  free: "Học tự do",
  joinedFree: "Anh/chị đã vào học tự do. Có mã đơn vị lúc nào thì gõ mã lúc đó.",
  joinedOffice: (office: string): string => `Anh/chị đã vào đơn vị ${office}. Người phụ trách đơn vị xem được tiến độ và kết quả thi của anh/chị.`,
  joinedEnrolled: (name: string, office: string): string =>
    `Anh/chị đã vào danh sách của đơn vị ${office} với tên ${name}. Người phụ trách đơn vị xem được tiến độ và kết quả thi. Không phải anh/chị thì xin báo người phụ trách.`,
  expected: (course: string, dueOn: string, isLate: boolean): string =>
    isLate
      ? `Đơn vị giao khóa “${course}”, hạn ${readableDate(dueOn)} đã qua. Anh/chị vẫn học và thi được.`
      : `Đơn vị giao khóa “${course}”: thi đạt trước hết ngày ${readableDate(dueOn)}.`,
  examOf: (course: string): string => `Thi khóa: ${course}`,
  unknownCode: "Mã này không đúng hoặc đã hết hạn. Anh/chị xem lại mã, hoặc chọn “Học tự do”.",
  whereToBegin: "Làm 10 câu để biết nên học từ đâu, hay chọn khóa học ngay?",
  placement: "Làm 10 câu đầu vào",
  chooseCourse: "Chọn khóa học",

  // The menu.
  menu: "Anh/chị muốn làm gì?",
  due: (count: number): string => (count === 0 ? "Hôm nay không có câu nào cần ôn." : `Hôm nay có ${count} câu cần ôn.`),
  streak: (days: number): string => (days < 2 ? "" : `Anh/chị đã học ${days} ngày liền.`),
  review: (count: number): string => (count === 0 ? "Ôn tập" : `Ôn tập (${count} câu)`),
  resume: "Học tiếp",
  lessonChoice: (title: string): string => `Học bài: ${title}`,
  exams: "Thi lấy chứng nhận",
  progress: "Tiến độ của tôi",
  reminder: "Nhắc học hằng ngày",
  link: "Nối thêm máy",
  courses: "Anh/chị chọn khóa học.",
  courseLine: (title: string, done: number, lessons: number): string => `${title} (${done}/${lessons} bài)`,
  lessons: (title: string, summary: string): string => `${title}. ${summary}\nAnh/chị chọn bài.`,
  lessonLine: (title: string, isDone: boolean): string => (isDone ? `${title} (đã học)` : title),

  // A lesson.
  cardHead: (lesson: string, place: number, total: number): string => `${lesson} – thẻ ${place}/${total}`,
  source: (source: string): string => `Nguồn: ${source}.`,
  next: "Tiếp",
  toItems: "Làm câu hỏi",
  beginItems: (count: number): string => `Hết phần đọc. Giờ anh/chị trả lời ${count} câu.`,
  lessonDone: (right: number, asked: number): string => `Xong bài. Lần đầu đúng ${right}/${asked} câu; câu sai sẽ quay lại khi ôn tập.`,
  nextLesson: (title: string): string => `Bài sau: ${title}`,
  courseDone: "Anh/chị đã học hết các bài của khóa. Thi đạt thì được cấp chứng nhận.",

  // Items.
  itemHead: (place: number, total?: number): string => `Câu ${place}${total === undefined ? "" : `/${total}`}`,
  trueOrFalse: (statement: string): string => `Câu sau đúng hay sai? “${statement}”`,
  isTrue: "Đúng",
  isFalse: "Sai",
  choiceButton: (place: number, letter: string): string => `Câu ${place}: ${letter}`,
  howToAnswer: {
    single: () => "",
    true_false: () => "",
    multiple: () => "Có nhiều ý đúng. Gõ các chữ cái, ví dụ: A C",
    ordering: () => "Gõ các chữ cái theo đúng thứ tự, ví dụ: B A C",
    number: (unit: string) => `Gõ một con số (đơn vị: ${unit}).`,
  },
  typeLetter: "Gõ chữ cái của câu trả lời.",
  right: "Đúng.",
  wrong: (key: string): string => `Chưa đúng. Đáp án: ${key}.`,
  comesBack: "Câu này sẽ hỏi lại ở cuối lượt.",
  stale: "Nút đó thuộc câu đã qua, nên không tính. Câu đang hỏi:",
  unclear: "Câu trả lời chưa đủ hoặc bị lặp. Anh/chị gõ lại giúp.",
  examNotAnswered: "Đang trong giờ thi nên tôi chưa trả lời câu hỏi khác. Anh/chị gõ đáp án, hoặc gõ “nộp bài” để kết thúc.",
  itemGone: "Câu này vừa được rút để xem lại nguồn, không tính.",

  // Placement and review.
  placementDone: (right: number, asked: number): string => `Anh/chị đúng ${right}/${asked} câu.`,
  beginWith: (course: string): string => `Nên bắt đầu từ khóa: ${course}.`,
  knowsMost: "Anh/chị nắm khá chắc. Có thể thi luôn, hoặc học khóa nào cần.",
  nothingDue: "Hôm nay anh/chị đã ôn hết. Mai quay lại nhé.",
  nothingLearned: "Anh/chị chưa học bài nào nên chưa có câu để ôn. Ta học bài đầu tiên trước.",
  reviewDone: (right: number, asked: number): string => `Ôn xong: đúng ${right}/${asked} câu.`,
  reviewMore: "Vẫn còn câu cần ôn; anh/chị có thể để mai, hoặc ôn thêm.",
  oneMore: "Ôn thêm",

  // Exams.
  chooseExam: "Anh/chị chọn khóa để thi. Đạt từ 80% thì được cấp chứng nhận.",
  examLine: (title: string, isPassed: boolean): string => (isPassed ? `${title} (đã đạt)` : title),
  examRules: (title: string, count: number, minutes: number): string =>
    `Bài thi khóa ${title}: ${count} câu trong ${minutes} phút, đạt từ 80%. Mỗi ngày thi một lần cho mỗi khóa; trong lúc thi không báo đúng sai. Mất kết nối thì vào lại làm tiếp, đồng hồ vẫn chạy.`,
  startExam: "Bắt đầu thi",
  notNow: "Để sau",
  examTakenToday: "Hôm nay anh/chị đã thi khóa này rồi. Mai thi lại được; trong lúc đó anh/chị ôn tập.",
  timeLeft: (minutes: number): string => `Còn khoảng ${minutes} phút.`,
  timeOver: "Hết giờ làm bài.",
  examPassed: (right: number, asked: number): string => `Anh/chị đạt: đúng ${right}/${asked} câu.`,
  examFailed: (right: number, asked: number): string =>
    `Anh/chị chưa đạt: đúng ${right}/${asked} câu, cần ít nhất 80%. Mai thi lại được; nên ôn các bài có câu sai.`,
  weakLessons: (titles: readonly string[]): string => (titles.length === 0 ? "" : `Nên xem lại: ${titles.join("; ")}.`),

  // Certificates.
  askName: "Anh/chị gõ họ và tên để ghi lên chứng nhận.",
  badName: "Họ tên cần từ 2 đến 60 ký tự và chỉ gồm chữ. Anh/chị gõ lại giúp.",
  confirmName: (name: string): string => `Tên ghi trên chứng nhận: ${name}. Đúng chưa?`,
  nameIsRight: "Đúng, cấp chứng nhận",
  changeName: "Sửa tên",
  certified: (course: string, serial: string, url: string, verifyUrl: string): string =>
    `Chứng nhận khóa ${course}, số ${serial}.\nTải về: ${url}\nAi cũng kiểm tra được số này tại: ${verifyUrl}`,
  alreadyCertified: "Anh/chị đã có chứng nhận của lần thi này. Gõ “tiến độ” để lấy lại đường dẫn.",

  // Progress.
  noProgress: "Anh/chị chưa học bài nào.",
  progressHead: (office: string | undefined): string => (office === undefined ? "Anh/chị đang học tự do." : `Đơn vị: ${office}.`),
  progressLine: (title: string, done: number, lessons: number, exam: string): string => `- ${title}: ${done}/${lessons} bài${exam}`,
  examPassedShort: (right: number, asked: number): string => `, đã thi đạt ${right}/${asked}`,
  examFailedShort: (right: number, asked: number): string => `, thi chưa đạt ${right}/${asked}`,

  // Reminders.
  chooseHour: "Anh/chị muốn được nhắc lúc mấy giờ? Chỉ nhắc khi có câu cần ôn, và không nhắc từ 21 giờ đến 7 giờ.",
  hour: (hour: number): string => `${hour} giờ`,
  noReminder: "Không nhắc",
  willRemind: (hour: number): string => `Từ ngày mai, tôi nhắc lúc ${hour} giờ vào ngày có câu cần ôn. Muốn thôi thì gõ “tắt nhắc học”.`,
  willNotRemind: "Tôi sẽ không nhắc học nữa.",
  remind: (count: number): string =>
    `Hôm nay có ${count} câu cần ôn, khoảng ${Math.max(1, Math.round(count / 4))} phút. Gõ “ôn tập” để bắt đầu, hoặc “tắt nhắc học” nếu không muốn nhắc nữa.`,
  cannotRemind: "Kênh này không cho tôi nhắn trước, nên chưa nhắc được. Anh/chị nối thêm Telegram hoặc Zalo rồi đặt giờ nhắc ở đó.",

  // Several devices.
  linkOffer: (code: string): string => `Trên máy hoặc kênh kia, mở Trợ lý số và gõ: ${code}\nMã dùng một lần, trong 10 phút. Đừng đưa mã cho người khác.`,
  linked: "Đã nối. Từ giờ anh/chị học tiếp được trên cả hai nơi.",
  linkedToSelf: "Máy này đã nối sẵn rồi.",

  // Leaving.
  askLeave: "Xóa hết tiến độ, kết quả thi, cuộc thi và chứng nhận của anh/chị? Xóa rồi không lấy lại được, chứng nhận đã cấp cũng mất hiệu lực.",
  leave: "Đồng ý xóa dữ liệu học",
  stay: "Không xóa",
  left: "Tôi đã xóa toàn bộ dữ liệu học tập của anh/chị.",
  stayed: "Tôi giữ nguyên.",
  deletedToo: "Tiến độ học, kết quả thi, cuộc thi và chứng nhận của anh/chị cũng bị xóa theo.",
  stopped: "Anh/chị nghỉ nhé. Gõ “học” để quay lại đúng chỗ này.",
  asideHint: "Học tiếp",
  heldOnLearner: (lessons: number, exams: number, office: string | undefined): string =>
    `Về việc học: ${lessons} bài đã học, ${exams} lần thi${office === undefined ? "" : `, đơn vị ${office}`}. Xem bằng “tiến độ”, xóa bằng “xóa dữ liệu học”.`,
  allHeld: (url: string): string =>
    `Tải về tất cả (câu trả lời, lịch ôn, lần thi, chứng nhận, cuộc thi): ${url}\nĐường dẫn dùng được trong 30 phút. Đừng gửi cho người khác.`,
} as const;
