import { describe, expect, it } from "vitest";
import { legacyEncodingOf } from "../../../src/core/ingest/legacy-text.js";
import { fromTcvn3, fromVni } from "../../../src/core/ingest/legacy-tables.js";

const tcvn3 =
  "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. NghÞ quyÕt vÒ chuyÓn ®æi sè tØnh Hßa B×nh giai ®o¹n 2021 - 2025, ®Þnh h­íng ®Õn n¨m 2030";
const vni =
  "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc. Nghò quyeát veà chuyeån ñoåi soá tænh Hoøa Bình giai ñoaïn 2021 - 2025, ñònh höôùng ñeán naêm 2030";
const unicode =
  "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc. Nghị quyết về chuyển đổi số tỉnh Hòa Bình giai đoạn 2021 - 2025, định hướng đến năm 2030";

describe("legacy encodings", () => {
  it("are converted letter by letter", () => {
    expect(fromTcvn3(tcvn3)).toBe(unicode);
    expect(fromVni(vni)).toBe(unicode);
    expect(fromVni("ÑÖÔØNG LÔÙP UÛY BAN KYÕ")).toBe("ĐƯỜNG LỚP ỦY BAN KỸ");
  });

  it("are known by what their words would be", () => {
    expect(legacyEncodingOf(tcvn3)?.name).toBe("TCVN3 (ABC)");
    expect(legacyEncodingOf(vni)?.name).toBe("VNI");
  });

  it.each([
    ["Unicode", unicode],
    ["decomposed Unicode", unicode.normalize("NFD")],
    ["few words of another language", "Café Zürich"],
    ["words without marks", "chuyen doi so"],
  ])("are not seen in %s", (_, text) => {
    expect(legacyEncodingOf(text)).toBeUndefined();
  });

  it("need less proof where a font is named after them", () => {
    const short = "Céng hßa x· héi chñ nghÜa ViÖt Nam";
    expect(() => legacyEncodingOf(short)).toThrow(/bảng mã cũ/u);
    expect(legacyEncodingOf(short, ["Times New Roman", ".VnTimeH"])?.name).toBe("TCVN3 (ABC)");
    expect(legacyEncodingOf(unicode, [".VnTime"])).toBeUndefined();
  });

  it("are refused where a text is only partly in them", () => {
    expect(() => legacyEncodingOf(`${unicode} ${tcvn3}`)).toThrow(/bảng mã cũ/u);
  });
});
