/** Why a file cannot be taken in; an operator reads it, and what to do. Keys are the codes of `IngestError`. */
export const ingestErrors = {
  too_large: "Tệp lớn hơn 25 MB. Hãy tách tệp thành nhiều phần nhỏ hơn rồi nạp từng phần.",
  list_too_large: "Danh sách quá lớn. Mỗi tệp tối đa 1 MB và 1.000 người; hãy xóa cột, dòng và hình không cần, hoặc tách tệp.",
  not_a_workbook: "Chỉ nhận tệp Excel (.xlsx).",
  empty: "Không tìm thấy chữ nào trong tệp.",
  unsupported: "Chưa đọc được loại tệp này. Hãy dùng Markdown (.md), Word (.docx), PDF, HTML hoặc Excel (.xlsx).",
  wrong_extension: "Đuôi tệp không khớp với nội dung. Hãy đổi lại đuôi cho đúng loại tệp rồi nạp lại.",
  old_office: "Đây là tệp Word hoặc Excel đời cũ (.doc, .xls). Hãy mở tệp, lưu lại thành .docx hoặc .xlsx rồi nạp lại.",
  password: "Tệp được đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi nạp lại.",
  damaged: "Tệp bị hỏng nên không đọc được. Hãy lấy lại bản gốc, hoặc mở tệp rồi lưu lại.",
  scan: "Tệp PDF này là bản quét, không có lớp chữ. Hãy dùng bản điện tử gốc, hoặc nhận dạng chữ và đọc soát lại trước khi nạp.",
  too_many_pages: "Tệp PDF có hơn 500 trang. Hãy tách tệp thành nhiều phần nhỏ hơn rồi nạp từng phần.",
  archive_bomb: "Nội dung bên trong tệp giải nén ra quá lớn nên không được mở. Hãy lưu lại tệp, bỏ bớt hình ảnh, rồi nạp lại.",
  external_entity: "Bên trong tệp có khai báo thực thể XML, tệp Word hay Excel bình thường không có. Tệp không được mở để bảo đảm an toàn.",
  legacy_font:
    "Chữ trong tệp dùng bảng mã cũ (TCVN3, VNI hoặc bảng mã khác) mà chưa đủ chắc để tự chuyển. Hãy chuyển tệp sang Unicode, đọc soát lại rồi nạp lại.",
  encoding: "Tệp chữ không dùng bảng mã UTF-8. Hãy lưu lại tệp với bảng mã UTF-8 rồi nạp lại.",
  front_matter: "Phần thông tin ở đầu tệp, giữa hai dòng ---, viết sai dạng YAML.",
} as const;

/** What an operator should look at before publishing. */
export const ingestWarnings = {
  noTitle: "Không nhận ra tên văn bản trong tệp; đang lấy theo tên tệp.",
  converted: (encoding: string): string => `Chữ đã được chuyển từ bảng mã ${encoding} sang Unicode; hãy đọc soát lại, nhất là chữ in hoa.`,
  repeatedLines: (lines: readonly string[]): string => `Đã bỏ dòng lặp ở đầu trang hoặc cuối trang: ${lines.map((line) => `“${line}”`).join(", ")}.`,
  pagesWithoutText: (pages: readonly number[]): string => `Trang không có lớp chữ, có thể là ảnh quét: ${pages.join(", ")}.`,
  automaticNumbers: "Tệp có danh sách đánh số tự động; số thứ tự không nằm trong chữ nên không được giữ lại.",
  pdfTables: "Bảng trong tệp PDF được đọc thành dòng chữ; hãy kiểm tra lại các bảng, nếu có.",
  images: (count: number): string => `Tệp có ${count} hình ảnh; chữ nằm trong hình không được đọc.`,
  longPassages: (count: number): string => `Có ${count} đoạn dài hơn 300 từ; câu trả lời chỉ hiện phần đầu của những đoạn này.`,
  noHeadings: "Không nhận ra mục nào trong tệp; cả tệp được coi là một mục.",
} as const;

/** What stands in a document that it does not say of itself. */
export const ingestWording = {
  /** Heading of what comes before the first heading. */
  opening: "Mở đầu",
  clause: (number: string): string => `Khoản ${number}`,
  point: (letter: string): string => `Điểm ${letter}`,
  /** A cell under its column. */
  cell: (column: string, value: string): string => (column === "" ? value : `${column}: ${value}`),
  /** Standing of a document, said in every answer from it. */
  replacedBy: (title: string, issued: string): string => `Văn bản này đã được thay thế bằng ${title}, ban hành ngày ${issued}.`,
  replaces: (title: string, issued: string): string => `Văn bản này thay thế ${title}, ban hành ngày ${issued}.`,
  inForceFrom: (day: string): string => `Văn bản này có hiệu lực từ ngày ${day}.`,
  inForceUntil: (day: string): string => `Văn bản này có hiệu lực đến hết ngày ${day}.`,
} as const;

/** What is missing or wrong in what the operator says of a document, by field. */
export const metaFaults: Readonly<Record<string, string>> = {
  id: "mã của văn bản: chữ thường không dấu, số và gạch nối, như quyet-dinh-12-2026",
  title: "tên văn bản",
  issuer: "cơ quan ban hành",
  issued: "ngày ban hành, viết năm-tháng-ngày, như 2026-03-15",
  effectiveFrom: "ngày có hiệu lực, viết năm-tháng-ngày",
  effectiveTo: "ngày hết hiệu lực, viết năm-tháng-ngày",
  supersedes: "mã của văn bản cũ mà văn bản này thay thế",
  sourceUrl: "địa chỉ trang đăng văn bản, bắt đầu bằng https://",
  checked: "ngày kiểm tra, viết năm-tháng-ngày",
  territory: "địa bàn: toan-quoc, phu-tho, hoa-binh hoặc vinh-phuc",
};
