import { docxFile } from "./office-files.js";
import { pdfFile } from "./pdf-file.js";

/** Every one of these texts was made for tests: none is in force, and no office issued it. */
const mark = "VĂN BẢN LÀM RA ĐỂ KIỂM THỬ, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ";

/** Rates of support by crop, as a table. */
const tableOfRates = (orange: number, pomelo: number): string[][] => [
  ["Loại cây", "Mức hỗ trợ một ha"],
  ["Cam hữu cơ", `${orange} triệu đồng`],
  ["Bưởi hữu cơ", `${pomelo} triệu đồng`],
];

/** A decision in Word, its letters decomposed, with a table. */
export function decisionInWord(orange: number, pomelo: number): Buffer {
  const nfd = (text: string): string => text.normalize("NFD");
  return docxFile([
    nfd(mark),
    nfd("QUYẾT ĐỊNH"),
    nfd("Về việc hỗ trợ trồng cam, bưởi hữu cơ"),
    nfd("Điều 1. Phạm vi điều chỉnh"),
    nfd("Quyết định này quy định mức hỗ trợ hộ gia đình trồng cam hữu cơ và bưởi hữu cơ."),
    nfd("Điều 2. Mức hỗ trợ trồng cam, bưởi hữu cơ"),
    tableOfRates(orange, pomelo).map((row) => row.map(nfd)),
    nfd("Điều 3. Thời hạn nhận hồ sơ trồng cam hữu cơ"),
    nfd("Ủy ban nhân dân xã nhận hồ sơ trồng cam hữu cơ đến hết ngày 30 tháng 9 năm 2026."),
  ]);
}

/** A plan as a PDF that a word processor printed, with a header on each page and a sentence that goes over the end of one. */
export function planInPdf(): Promise<Buffer> {
  // Header and footer stand at the same place of every page.
  const page = (number: number, lines: string[]): string[] => [
    "Kế hoạch kiểm thử nuôi cá lồng",
    ...lines,
    ...Array<string>(10 - lines.length).fill(""),
    `Trang ${number}`,
  ];
  return pdfFile([
    page(1, [
      mark,
      "KẾ HOẠCH",
      "Nuôi cá lồng trên hồ chứa năm 2026",
      "I. MỤC TIÊU NUÔI CÁ LỒNG",
      "Đến hết năm 2026 toàn vùng hồ có 1.250 lồng nuôi cá, mỗi lồng nuôi cá cho sản lượng bình quân",
    ]),
    page(2, ["3,5 tấn một năm, do các tổ hợp tác nuôi cá lồng cùng thực hiện."]),
    page(3, ["II. TẬP HUẤN NUÔI CÁ LỒNG", "Mỗi hộ nuôi cá lồng được dự 4 buổi tập huấn do trạm khuyến nông tổ chức."]),
  ]);
}

/** What VNI fonts hold for the letters with marks of a text. */
function toVni(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    "\u0301": "ù",
    "\u0300": "ø",
    "\u0309": "û",
    "\u0303": "õ",
    "\u0323": "ï",
    "\u0302": "â",
    "\u0302\u0301": "á",
    "\u0302\u0300": "à",
    "\u0302\u0309": "å",
    "\u0302\u0303": "ã",
    "\u0302\u0323": "ä",
    "\u0306": "ê",
    "\u0306\u0301": "é",
    "\u0306\u0300": "è",
    "\u0306\u0309": "ú",
    "\u0306\u0303": "ü",
    "\u0306\u0323": "ë",
  };
  const letters: Readonly<Record<string, string>> = { í: "í", ì: "ì", ỉ: "æ", ĩ: "ó", ị: "ò", ỵ: "î", đ: "ñ", Đ: "Ñ", ơ: "ô", ư: "ö", Ơ: "Ô", Ư: "Ö" };
  return Array.from(text.normalize("NFC"), (letter) => {
    if (letters[letter] !== undefined) return letters[letter];
    const [base = "", ...all] = Array.from(letter.normalize("NFD"));
    const horn = all.includes("\u031b") ? (base === "o" ? "ô" : base === "O" ? "Ô" : base === "U" ? "Ö" : "ö") : base;
    // The shape of the vowel comes before its tone.
    const rest = all
      .filter((one) => one !== "\u031b")
      .sort((a, b) => Number("\u0302\u0306".includes(b)) - Number("\u0302\u0306".includes(a)))
      .join("");
    const tone = marks[rest] ?? "";
    return horn + (base === base.toUpperCase() ? tone.toUpperCase() : tone);
  }).join("");
}

/** A page of a commune in HTML, written in a VNI font, with a menu around it and a table. */
export function pageInHtml(): Buffer {
  const head = ["Dịch vụ bảo vệ đồng lúa", "Giá một sào"];
  const rows = [
    ["Phun thuốc bằng máy bay không người lái", "35.000 đồng"],
    ["Diệt chuột đồng lúa", "20.000 đồng"],
  ];
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>Thông báo</title></head><body><nav>Trang chủ | Liên hệ</nav><main>
    <p>${mark}</p><h1>Thông báo giá dịch vụ bảo vệ đồng lúa</h1><h2>Giá dịch vụ bảo vệ đồng lúa</h2>
    <table><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>
    <h2>Đăng ký dịch vụ bảo vệ đồng lúa</h2><p>Bà con đăng ký dịch vụ bảo vệ đồng lúa với hợp tác xã trước mỗi vụ 15 ngày, trả tiền sau khi nghiệm thu.</p>
    </main><footer>Hợp tác xã</footer></body></html>`;
  return Buffer.from(toVni(html));
}

/** A short rule in Word, in the TCVN3 font of the nineties: "Quy ước giữ sạch nguồn nước suối: mỗi hộ nộp 12.000 đồng một tháng." */
export function ruleInTcvn3(): Buffer {
  return docxFile(
    ["Quy ­íc gi÷ s¹ch nguån n­íc suèi|Heading 1", "V¨n b¶n lµm ra ®Ó kiÓm thö. Mçi hé dïng n­íc suèi nép 12.000 ®ång mét th¸ng ®Ó gi÷ s¹ch nguån n­íc suèi."],
    { font: ".VnTime" },
  );
}
