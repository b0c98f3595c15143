import type { PlacedText } from "./placed-texts.js";

type Place = Pick<PlacedText, "file" | "line">;
const at = ({ file, line }: Place): string => `${file}:${line}`;

/** What an editor reads of the faults in articles and services. */
export const checkWording = {
  longSentence: (words: number, sentence: string): string => `câu dài ${words} từ, nên tách: "${sentence.slice(0, 60)}…"`,
  unknownAbbreviation: (token: string): string => `chữ viết tắt "${token}" chưa được giải thích ở đây và chưa có trong bảng chữ viết tắt`,
  sharedTitle: (title: string, first: Place): string => `tên "${title}" đã dùng ở ${at(first)}`,
  sharedWayOfAsking: (phrase: string, first: Place): string => `cách hỏi "${phrase}" đã có ở ${at(first)}`,
  repeatedSentence: (text: string, first: Place): string => `câu đã viết ở ${at(first)}: "${text.slice(0, 60)}"`,
  otherFigure: (value: string, other: string, place: Place): string => `ghi ${value}, còn ${at(place)} ghi ${other} cho cùng một điều`,
  otherDate: (number: string, date: string, other: string, place: Place): string => `ghi văn bản ${number} ngày ${date}, còn ${at(place)} ghi ngày ${other}`,
  noSource: (what: string): string => `${what} không có nguồn`,
  sourceNotFound: (id: string): string => `nguồn "${id}" không có địa chỉ và không phải văn bản trong kho`,
  checkedLongAgo: (checked: string, days: number, most: number): string => `kiểm lần cuối ${checked}, đã ${days} ngày; loại này phải kiểm lại sau ${most} ngày`,
  checkedInFuture: (checked: string): string => `ngày kiểm ${checked} ở tương lai`,
  expired: (day: string): string => `điều này chỉ đúng đến ${day}, nay đã qua`,
  deadLink: (id: string): string => `không có bài, dịch vụ hay văn bản "${id}"`,
  notReached: (unit: string): string => `chưa câu hỏi phát triển nào hỏi tới "${unit}"`,
} as const;
