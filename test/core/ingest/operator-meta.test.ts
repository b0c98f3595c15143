import { describe, expect, it } from "vitest";
import { checkOperatorMeta, operatorInput } from "../../../src/core/ingest/operator-meta.js";

const given = { id: "quyet-dinh-che", issuer: "Hội Chè", issued: "2026-01-02", sourceUrl: "https://example.vn/che" };

describe("operatorInput", () => {
  it("puts options before front matter, and leaves out what is not the operator's", () => {
    const frontMatter = { id: "cu", issued: new Date("2026-01-02"), number: 12, supersededBy: "khac", note: "" };
    expect(operatorInput(frontMatter, { id: "moi" })).toEqual({ id: "moi", issued: "2026-01-02", number: "12" });
  });

  it.each([undefined, null, "chữ", ["a"]])("takes %j for no front matter", (frontMatter) => {
    expect(operatorInput(frontMatter, {})).toEqual({});
  });
});

describe("checkOperatorMeta", () => {
  const check = (input: object, title = "Quyết định về chè"): unknown => checkOperatorMeta({ ...given, ...input }, title, "2026-03-04");

  it("fills in what follows", () => {
    expect(check({})).toEqual({
      meta: { ...given, title: "Quyết định về chè", shortTitle: "Quyết định về chè", territory: "phu-tho", checked: "2026-03-04" },
    });
  });

  it.each([
    ["Quyết định về chè", "12/2026/QĐ-UBND", "Quyết định về chè (số 12/2026/QĐ-UBND)"],
    ["Nghị quyết quy định mức hỗ trợ trồng chè, trồng cam và trồng bưởi trên địa bàn tỉnh Phú Thọ", "12/2026/NQ-HĐND", "Nghị quyết 12/2026/NQ-HĐND"],
    [
      "Tài liệu hỏi đáp về trồng chè, trồng cam và trồng bưởi trên địa bàn tỉnh Phú Thọ",
      undefined,
      "Tài liệu hỏi đáp về trồng chè, trồng cam và trồng bưởi trên địa…",
    ],
  ])("shortens “%s”", (title, number, shortTitle) => {
    expect(check({ title, ...(number !== undefined && { number }) })).toMatchObject({ meta: { shortTitle } });
  });

  it("takes no day that the calendar does not have", () => {
    expect(check({ issued: "2026-02-30", effectiveTo: "2026-13-01" })).toEqual({
      faults: [expect.stringContaining("--issued") as string, expect.stringContaining("--effectiveTo") as string],
    });
  });

  it("tells what is missing or wrong, in plain words", () => {
    expect(checkOperatorMeta({ id: "Mã Sai", issued: "2/1/2026" }, "Quyết định", "2026-03-04")).toEqual({
      faults: [
        expect.stringMatching(/^--id: mã của văn bản/u),
        expect.stringMatching(/^--issuer: cơ quan ban hành/u),
        expect.stringMatching(/^--issued: ngày ban hành/u),
        expect.stringMatching(/^--sourceUrl: địa chỉ/u),
      ],
    });
  });
});
