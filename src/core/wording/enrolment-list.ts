/** What is said of a list of people who are to be enrolled: its heads, and what is wrong with it. */
export const enrolmentListWording = {
  sheet: "Danh sách",
  heads: { name: "Họ và tên", office: "Đơn vị", position: "Chức vụ" },
  /** As people head these columns; compared without marks and case. */
  knownHeads: {
    name: ["họ và tên", "họ tên", "họ và tên cán bộ", "tên cán bộ", "cán bộ"],
    office: ["đơn vị", "tên đơn vị", "mã đơn vị", "đơn vị công tác", "cơ quan", "cơ quan đơn vị", "đơn vị hoặc mã đơn vị"],
    position: ["chức vụ", "chức danh", "vị trí", "vị trí việc làm", "chức vụ chức danh"],
  },
  /** Columns that say nothing of a person. */
  numberHeads: ["STT", "TT", "số TT", "số thứ tự"],
  sampleName: "Nguyễn Văn A",
  samplePosition: "Chuyên viên",

  noHeads: "Không thấy dòng tiêu đề có cột “Họ và tên” và cột “Đơn vị”. Hãy dùng tệp mẫu.",
  noColumn: (head: string): string => `Thiếu cột “${head}”.`,
  twice: (head: string): string => `Có hai cột “${head}”.`,
  noRows: "Dưới dòng tiêu đề không có ai.",
  tooMany: (most: number): string => `Danh sách có hơn ${most.toLocaleString("vi-VN")} người. Hãy tách thành nhiều tệp.`,
  ignored: (heads: readonly string[]): string => `Không đọc và không lưu cột: ${heads.join(", ")}.`,

  noName: "Thiếu họ tên.",
  longName: "Họ tên dài quá 60 ký tự.",
  badName: "Họ tên chỉ gồm chữ, từ 2 ký tự.",
  noOffice: "Thiếu đơn vị.",
  unknownOffice: (typed: string): string => `Không có đơn vị “${typed}”. Ghi đúng tên hoặc mã đơn vị.`,
  severalOffices: (typed: string): string => `Có nhiều đơn vị tên “${typed}”. Hãy ghi mã đơn vị.`,
  longPosition: "Chức vụ dài quá 100 ký tự.",
  badPosition: "Chức vụ có ký tự không dùng được.",
  formula: "Dòng có công thức. Hãy chép rồi dán lại dạng giá trị.",
  duplicate: (row: number): string => `Trùng với dòng ${row}. Nếu là hai người, hãy ghi chức vụ khác nhau.`,
  known: "Đã ghi danh từ trước, sẽ bỏ qua.",
  sameName: "Cùng tên với người khác trong đơn vị, khác chức vụ: coi là hai người.",
} as const;
