import { fromMoment, untilMoment } from "./dates.js";

/** Which text people agreed to when they let their name be shown; kept with their consent. */
export const contestConsentVersion = "2026-11";

/** What people read of contests, in chat and on the public page. */
export const contestWording = {
  // What is on.
  none: "Hiện không có cuộc thi nào đang diễn ra.",
  whichContest: "Có mấy cuộc thi đang diễn ra. Anh/chị chọn cuộc thi.",
  startsAt: (title: string, start: Date): string => `Sắp tới: ${title}, bắt đầu từ ${fromMoment(start)}.`,
  resultsOf: (title: string, url: string): string => `Kết quả ${title}: ${url}`,
  ownResult: (title: string): string => `Xem lại: ${title}`,
  unknown: "Không còn cuộc thi này.",
  open: (round: number, rounds: number, end: Date): string => `Vòng ${round}/${rounds}, đến ${untilMoment(end)}.`,
  upcoming: (start: Date): string => `Cuộc thi bắt đầu từ ${fromMoment(start)}.`,
  paused: (start: Date): string => `Vòng trước đã kết thúc. Vòng tiếp theo bắt đầu từ ${fromMoment(start)}.`,
  finished: "Cuộc thi đã kết thúc.",
  tryInShort: (items: number, minutes: number): string => `Mỗi lượt ${items} câu trong ${minutes} phút.`,
  triesLeft: (count: number): string => (count === 0 ? "Anh/chị đã dùng hết lượt của vòng này." : `Anh/chị còn ${count} lượt trong vòng này.`),
  page: (url: string): string => `Thể lệ và bảng xếp hạng: ${url}`,
  menuChoice: (title: string): string => `Cuộc thi: ${title}`,

  // Choices.
  enter: "Vào thi",
  rules: "Thể lệ",
  people: "Bảng cá nhân",
  offices: "Bảng đơn vị",
  name: "Tên và đơn vị của tôi",
  back: "Về cuộc thi",

  // A try.
  askGuess:
    "Trước khi làm bài, anh/chị đoán xem vòng này có bao nhiêu người trả lời đúng tất cả các câu. Gõ một con số. Dự đoán dùng để xếp hạng khi bằng điểm.",
  badGuess: "Dự đoán là một số từ 0 đến 1.000.000. Anh/chị gõ lại giúp.",
  guessed: (guess: string, items: number, minutes: number): string =>
    `Dự đoán: ${guess} người. Chọn “Bắt đầu làm bài” thì đồng hồ chạy: ${items} câu trong ${minutes} phút, không báo đúng sai cho đến hết.`,
  start: "Bắt đầu làm bài",
  guessAgain: "Đổi dự đoán",
  noTryLeft: "Anh/chị đã dùng hết lượt của vòng này.",
  notOpen: "Vòng thi đã đóng nên chưa làm bài được.",
  tryDone: (right: number, asked: number, time: string): string => `Xong lượt thi: đúng ${right}/${asked} câu trong ${time}.`,
  best: (right: number, time: string): string => `Kết quả tốt nhất của anh/chị trong vòng: đúng ${right} câu, ${time}.`,
  bestOfAll: (right: number, time: string): string => `Kết quả cả cuộc thi của anh/chị: đúng ${right} câu, ${time}.`,
  placeNow: (place: number, people: number): string => `Tạm xếp hạng ${place} trong ${people} người.`,
  placeAtEnd: (place: number, people: number): string => `Xếp hạng ${place} trong ${people} người.`,
  duration: (seconds: number): string => (seconds < 60 ? `${seconds} giây` : `${Math.floor(seconds / 60)} phút ${seconds % 60} giây`),
  clock: (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`,

  // Name, office, consent.
  askName: "Anh/chị gõ họ và tên để ghi vào kết quả. Không muốn nêu tên thì chọn “Không nêu tên”; điểm vẫn được tính.",
  noName: "Không nêu tên",
  askOffice: "Anh/chị công tác ở đơn vị nào? Gõ tên đơn vị, hoặc chọn.",
  badOffice: "Tên đơn vị cần từ 2 đến 100 ký tự, gồm chữ, số và dấu câu thường. Anh/chị gõ lại giúp.",
  noOffice: "Không thuộc đơn vị nào",
  askConsent: (name: string, office: string | undefined): string =>
    `Họ tên: ${name}.${office === undefined ? "" : ` Đơn vị: ${office}.`} Ban tổ chức xem được để tổng hợp và trao giải.\n` +
    "Anh/chị có đồng ý hiện họ tên, đơn vị và kết quả trên bảng xếp hạng công khai không? Đổi ý lúc nào cũng được.",
  agree: "Đồng ý công khai",
  disagree: "Chỉ ban tổ chức xem",
  correct: "Sửa lại",
  entered: (isPublic: boolean): string =>
    isPublic
      ? "Tôi đã ghi. Tên và đơn vị của anh/chị hiện trên bảng xếp hạng công khai."
      : "Tôi đã ghi. Tên của anh/chị không hiện trên bảng công khai, và điểm không cộng cho đơn vị.",
  unnamed: "Anh/chị dự thi không nêu tên. Muốn ghi tên thì mở cuộc thi và chọn “Tên và đơn vị của tôi”.",

  // Rules that follow from how a contest is set up.
  ruleOfTry: (items: number, minutes: number): string => `Mỗi lượt thi có ${items} câu trong ${minutes} phút. Câu hỏi được rút riêng cho từng lượt.`,
  ruleOfTries: (tries: number): string =>
    tries === 1 ? "Mỗi vòng được thi một lượt." : `Mỗi vòng được thi ${tries} lượt. Lấy lượt đúng nhiều câu nhất; bằng nhau thì lấy lượt nhanh hơn.`,
  ruleOfGuess: "Trước mỗi lượt, người thi dự đoán có bao nhiêu người trả lời đúng tất cả các câu của vòng.",
  ruleOfClock: "Trong lúc thi không báo đúng sai. Mất kết nối thì vào lại làm tiếp, đồng hồ vẫn chạy; câu trả lời sau khi hết giờ không tính.",
  ruleOfPlaces:
    "Xếp hạng theo số câu đúng. Bằng nhau thì xét dự đoán gần đúng hơn, rồi thời gian làm bài ngắn hơn; bằng cả ba thì đồng hạng. " +
    "Khi vòng thi còn mở, bảng tạm xếp theo số câu đúng và thời gian.",
  ruleOfWhole: "Kết quả cả cuộc thi là tổng của lượt tốt nhất ở từng vòng: số câu đúng, độ lệch dự đoán, thời gian.",
  ruleOfOffices: "Điểm của đơn vị là tổng số câu đúng của những người đồng ý công khai tên. Bằng nhau thì đơn vị ít người thi hơn xếp trên.",
  ruleOfNames: "Bảng công khai chỉ nêu họ tên, đơn vị của người đã đồng ý. Ban tổ chức xem được tên mà người thi ghi, để tổng hợp và trao giải.",

  // Tables.
  round: (round: number): string => `Vòng ${round}`,
  whole: "Cả cuộc thi",
  ofContest: (title: string, stretch: string): string => `${title} – ${stretch}`,
  personLine: (place: number, name: string, office: string, right: number, time: string): string =>
    `${place}. ${name}${office === "" ? "" : `, ${office}`}: ${right} câu, ${time}`,
  officeLine: (place: number, name: string, right: number, people: number): string => `${place}. ${name}: ${right} câu, ${people} người`,
  /** Stands for a name that the organisers have hidden. */
  hiddenName: "Người dự thi",
  isHidden: (reason: string): string => `Ban tổ chức đã ẩn tên của anh/chị trong bảng công khai. Lý do: ${reason}`,
  nobodyNamed: "Chưa có ai đồng ý hiện tên trên bảng này.",
  noOfficeNamed: "Chưa có đơn vị nào trên bảng này.",
  participants: (people: number, perfect: number | undefined): string =>
    `${people} người dự thi${perfect === undefined ? "" : `, ${perfect} người đúng tất cả các câu`}.`,

  // The public page.
  home: "Các cuộc thi",
  running: "Đang diễn ra",
  comingUp: "Sắp tới",
  over: "Đã kết thúc",
  takePart: "Dự thi trong khung trò chuyện",
  toChat: "Về trang hỏi đáp",
  howToTakePart: "Mở khung trò chuyện, gõ “cuộc thi” rồi làm theo hướng dẫn. Trên Telegram và Zalo của Trợ lý số cũng vậy.",
  rulesHead: "Thể lệ",
  prizesHead: "Giải thưởng",
  roundsHead: "Các vòng",
  tableHead: "Bảng xếp hạng",
  seeOther: "Xem bảng của",
  roundColumn: "Vòng",
  fromColumn: "Bắt đầu",
  untilColumn: "Kết thúc",
  stateColumn: "Tình trạng",
  state: { before: "Chưa mở", during: "Đang mở", after: "Đã xong" },
  placeColumn: "Hạng",
  nameColumn: "Họ và tên",
  officeColumn: "Đơn vị",
  rightColumn: "Số câu đúng",
  guessColumn: "Lệch dự đoán",
  timeColumn: "Phút:giây",
  peopleColumn: "Số người",
  preliminary: "Bảng tạm tính, còn thay đổi đến khi kết thúc.",
  firstLines: (count: number): string => `Trang này hiện ${count} dòng đầu.`,
  onlyNamed: "Chỉ hiện người đã đồng ý công khai, nên số hạng có thể không liền nhau.",
} as const;
