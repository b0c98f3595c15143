import { readableDate } from "./dates.js";

/** What stands on a certificate, and on the page that verifies one. */
export const certificateWording = {
  documentTitle: (course: string): string => `Chứng nhận hoàn thành khóa học: ${course}`,
  issuer: "Trợ lý số – tự học chuyển đổi số",
  title: "CHỨNG NHẬN",
  given: "Ghi nhận",
  completed: "đã học và thi đạt khóa",
  result: (score: number, day: string): string => `Kết quả ${score}%, ngày ${readableDate(day)}`,
  serial: (serial: string): string => `Số: ${serial}`,
  howToVerify: "Quét mã hoặc mở địa chỉ sau để kiểm tra:",
  standing: "Giấy này ghi nhận kết quả tự học trên Trợ lý số, không thay cho chứng chỉ do cơ sở đào tạo, bồi dưỡng cấp.",

  badgeCriteria: (score: number): string => `Học các bài của khóa trên Trợ lý số và thi đạt ít nhất 80%; kết quả: ${score}%.`,

  pageTitle: "Kiểm tra chứng nhận",
  valid: "Chứng nhận này có giá trị",
  revoked: "Chứng nhận này đã bị thu hồi",
  unknown: "Không có chứng nhận nào mang số này",
  unknownHelp: "Anh/chị xem lại số trên giấy. Số đúng mà trang vẫn báo vậy thì giấy có thể đã bị sửa, hoặc người học đã xóa dữ liệu của mình.",
  serialLabel: "Số",
  courseLabel: "Khóa học",
  dateLabel: "Ngày cấp",
  revokedLabel: "Ngày thu hồi",
  privacy: "Trang này chỉ cho biết giấy có giá trị hay không, không hiện thông tin cá nhân.",
} as const;
