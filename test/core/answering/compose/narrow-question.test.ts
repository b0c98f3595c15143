import { describe, expect, it } from "vitest";
import { narrowQuestion, nearDetail, type Reader } from "../../../../src/core/answering/compose/narrow-question.js";
import type { FieldName, Service } from "../../../../src/core/knowledge/schema.js";

const source = { id: "cong", title: "Cổng", url: "https://example.vn/cong", date: "2026-07-19" };
const stated = { state: "verified", source: "cong" } as const;

const service = {
  id: "nuoi-ong",
  name: "Cấp giấy nuôi ong",
  everyday: "giấy nuôi ong",
  aliases: ["nuôi ong ở vườn nhà xin giấy"],
  situations: [],
  area: "kinh-doanh",
  codes: ["1.000001"],
  main: "1.000001",
  url: "https://example.vn",
  checked: "2026-01-01",
  summary: "Xã cấp trong 3 ngày làm việc.",
  fields: { fee: { text: "Giấy nuôi ong: 70.000 đồng.", ...stated }, duration: { state: "unverified" } },
  variants: [],
  mistakes: [],
  related: [],
  details: [
    { asks: ["nuôi ong có phải tiêm phòng không", "ong có cần tiêm gì"], text: "Nuôi ong không phải tiêm phòng.", ...stated },
    { asks: ["mất tiền thuê kiểm lâm đo vườn không"], text: "Kiểm lâm đo vườn không thu tiền.", ...stated },
    { asks: ["mức hỗ trợ năm 2024"], text: "Năm 2024 hỗ trợ 5 triệu đồng.", ...stated },
    { asks: ["ong đốt người thì ai đền"], text: "Chủ ong đền.", state: "unverified", source: "cong" },
  ],
  unknown: [
    { point: "nuôi ong trong chung cư", asks: ["ở chung cư nuôi ong được không"] },
    { point: "số ngày cấp giấy", asks: ["nuôi ong mấy ngày có giấy", "mất bao nhiêu tiền"] },
  ],
  sources: [source],
} satisfies Service;

const fieldWords: Record<string, FieldName> = { tiền: "fee", ngày: "duration" };
const weakWords = new Set("có phải không cần gì thì được mấy mất bao nhiêu ở xin của".split(" "));
const reader: Reader = {
  wordsOf: (text) => text.toLowerCase().split(" "),
  isWeak: (word) => weakWords.has(word),
  withoutFields: (words) => words.filter((word) => fieldWords[word] === undefined),
  fieldsIn: (words) => words.flatMap((word) => fieldWords[word] ?? []),
};

const ask = (text: string) => {
  const words = reader.wordsOf(text);
  return narrowQuestion(service, [{ words, fields: reader.fieldsIn(words) }], reader);
};

describe("narrowQuestion", () => {
  it("finds the detail whose way of asking the question holds", () => {
    expect(ask("nuôi ong có phải tiêm phòng không")).toEqual({ detail: service.details[0] });
    expect(ask("ong nhà mình có cần tiêm gì")).toEqual({ detail: service.details[0] });
  });

  it("finds the point that no source tells", () => {
    expect(ask("nhà ở chung cư nuôi ong được không")).toEqual({ unknown: "nuôi ong trong chung cư" });
  });

  it("leaves a question for the whole, and one of which too little is held", () => {
    expect(ask("giấy nuôi ong")).toBeUndefined();
    expect(ask("nuôi ong ở vườn nhà xin giấy")).toBeUndefined();
    expect(ask("nuôi ong kiểm lâm")).toBeUndefined();
  });

  it("leaves a field that is known to the field, and tells of one that is not", () => {
    expect(ask("nuôi ong mất bao nhiêu tiền")).toBeUndefined();
    expect(ask("nuôi ong mấy ngày có giấy")).toEqual({ unknown: "số ngày cấp giấy" });
  });

  it("takes only a detail that asks for the field that is asked for", () => {
    expect(ask("mất tiền thuê kiểm lâm đo vườn không")).toEqual({ detail: service.details[1] });
    expect(ask("nuôi ong tiêm phòng mấy ngày")).not.toHaveProperty("detail");
  });

  it("takes no detail of a year that is not asked for", () => {
    expect(ask("mức hỗ trợ năm 2024")).toEqual({ detail: service.details[2] });
    expect(ask("mức hỗ trợ năm 2026")).toBeUndefined();
  });

  it("never takes a detail that is not verified", () => {
    expect(ask("ong đốt người thì ai đền")).toBeUndefined();
  });
});

describe("nearDetail", () => {
  const near = (...clauses: string[]) =>
    nearDetail(
      service,
      clauses.map((text) => ({ words: reader.wordsOf(text), fields: reader.fieldsIn(reader.wordsOf(text)) })),
      reader,
    );

  it("finds the detail that one clause of a story comes near to", () => {
    expect(near("nhà tôi mới mua hai đàn về thả vườn nuôi ong phải đi tiêm phòng ngay không", "phải đi tiêm phòng ngay không")).toBe(service.details[0]);
  });

  it("tells nothing along where the whole is as near", () => {
    expect(near("giấy nuôi ong")).toBeUndefined();
  });
});
