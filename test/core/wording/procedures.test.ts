import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../../src/core/knowledge/load-knowledge.js";
import type { Procedure } from "../../../src/core/knowledge/schema.js";
import { money, procedureClosing, procedureSentences } from "../../../src/core/wording/procedures.js";

type Submission = Procedure["submit"][number];

function procedure(submit: Submission[], own: Partial<Procedure> = {}): Procedure {
  return { code: "1.000001", name: "Cấp giấy", field: "Nông nghiệp", scope: "toàn quốc", submit, ...own };
}

const online = { via: "trực tuyến" } satisfies Submission;
const counter = { via: "trực tiếp" } satisfies Submission;
const provincial = "tỉnh quy định phí, thời hạn";

describe("money", () => {
  it.each([
    [0, "0 đồng"],
    [500, "500 đồng"],
    [70000, "70.000 đồng"],
    [1500000, "1.500.000 đồng"],
  ])("%i is written as %s", (amount, written) => {
    expect(money(amount)).toBe(written);
  });

  it("can be read back", () => {
    fc.assert(fc.property(fc.nat(), (amount) => Number(money(amount).replace(/\D/gu, "")) === amount));
  });
});

describe("the fee of a procedure", () => {
  const fee = (submit: Submission[], own: Partial<Procedure> = {}): string => procedureSentences(procedure(submit, own)).fee;

  it.each<[what: string, submit: Submission[], own: Partial<Procedure>, sentence: string]>([
    [
      "one amount",
      [
        { ...online, fee: [70000] },
        { ...counter, fee: [70000] },
      ],
      {},
      "Lệ phí: 70.000 đồng.",
    ],
    [
      "amounts by way",
      [
        { ...online, fee: [35000] },
        { ...counter, fee: [70000] },
      ],
      {},
      "Lệ phí: trực tuyến 35.000 đồng; trực tiếp 70.000 đồng.",
    ],
    ["amounts by case", [{ ...online, fee: [10000, 20000] }], {}, "Lệ phí: 10.000 đồng, 20.000 đồng tùy trường hợp."],
    ["a condition", [{ ...online, fee: [70000], feeNote: true }], {}, "Lệ phí: 70.000 đồng (có điều kiện kèm theo, xem trang của thủ tục)."],
    [
      "free in every way",
      [
        { ...online, fee: [0] },
        { ...counter, fee: [0] },
      ],
      {},
      "Lệ phí: Cổng ghi miễn phí ở mọi cách nộp.",
    ],
    ["nothing", [online, counter], {}, "Cổng chưa ghi mức phí."],
    ["a note only", [{ ...online, feeNote: true }], {}, "Phí tùy trường hợp; Cổng chưa ghi số tiền."],
    ["what the province sets", [online], { scope: provincial }, "Phí do tỉnh quy định, Cổng chưa ghi mức của tỉnh."],
    ["no way to submit", [], {}, "Cổng chưa ghi mức phí."],
  ])("is said as it is recorded: %s", (_what, submit, own, sentence) => {
    expect(fee(submit, own)).toBe(sentence);
  });

  it("is called free only where every way is recorded as free", () => {
    const way = fc.record(
      {
        via: fc.constantFrom("trực tuyến" as const, "trực tiếp" as const, "bưu chính" as const),
        fee: fc.array(fc.constantFrom(0, 0, 5000, 70000), { minLength: 1, maxLength: 2 }),
        feeNote: fc.constant(true),
      },
      { requiredKeys: ["via"] },
    );
    fc.assert(
      fc.property(fc.array(way, { maxLength: 3 }), fc.constantFrom("toàn quốc", provincial), (submit, scope) => {
        const isFree = submit.length > 0 && submit.every((one) => one.fee?.every((amount) => amount === 0));
        if (!isFree) expect(fee(submit, { scope })).not.toMatch(/miễn phí|không mất phí/u);
        for (const amount of submit.flatMap((one) => one.fee ?? []).filter((one) => one > 0)) expect(fee(submit, { scope })).toContain(money(amount));
      }),
    );
  });
});

describe("the term of a procedure", () => {
  const duration = (submit: Submission[], own: Partial<Procedure> = {}): string => procedureSentences(procedure(submit, own)).duration;

  it.each<[what: string, submit: Submission[], own: Partial<Procedure>, sentence: string]>([
    [
      "one term",
      [
        { ...online, time: "5 ngày làm việc" },
        { ...counter, time: "5 ngày làm việc" },
      ],
      {},
      "Thời hạn: 5 ngày làm việc.",
    ],
    [
      "several by case",
      [
        { ...online, time: "5 ngày" },
        { ...online, time: "7 ngày" },
      ],
      {},
      "Thời hạn tùy trường hợp: 5 ngày hoặc 7 ngày.",
    ],
    [
      "several by way",
      [
        { ...online, time: "5 ngày" },
        { ...counter, time: "7 ngày" },
      ],
      {},
      "Cổng ghi nhiều thời hạn mà không nói rõ trường hợp nào: 5 ngày; 7 ngày.",
    ],
    ["one day, which offices enter where they know none", [{ ...online, time: "1 ngày làm việc" }], {}, "Cổng chưa ghi rõ thời hạn."],
    ["eleven days, which is no such entry", [{ ...online, time: "11 ngày" }], {}, "Thời hạn: 11 ngày."],
    ["nothing", [online], {}, "Cổng chưa ghi thời hạn."],
    ["what the province sets", [online], { scope: provincial }, "Thời hạn do tỉnh quy định, Cổng chưa ghi mức của tỉnh."],
  ])("is said as it is recorded: %s", (_what, submit, own, sentence) => {
    expect(duration(submit, own)).toBe(sentence);
  });
});

describe("the ways to submit", () => {
  it.each<[submit: Submission[], sentence: string]>([
    [[online, counter, counter], "Nhận hồ sơ: trực tuyến, trực tiếp."],
    [[counter], "Chỉ nhận hồ sơ trực tiếp; Cổng không ghi cách nộp trực tuyến."],
    [[], "Cổng chưa ghi cách nộp."],
  ])("are said as they are recorded", (submit, sentence) => {
    expect(procedureSentences(procedure(submit)).online).toBe(sentence);
  });
});

describe("the office of a procedure", () => {
  it.each<[own: Partial<Procedure>, sentence: string]>([
    [{ agency: "Sở Y tế. " }, "Nơi giải quyết: Sở Y tế."],
    [{ agency: "Ủy ban nhân dân xã, phường, thị trấn" }, "Nơi giải quyết: Ủy ban nhân dân xã, phường."],
    [{ level: "tỉnh" }, "Cấp tỉnh giải quyết; Cổng chưa ghi tên cơ quan."],
    [{}, "Cổng chưa ghi nơi giải quyết."],
  ])("is named as it is recorded", (own, sentence) => {
    expect(procedureSentences(procedure([], own)).where).toBe(sentence);
  });
});

describe("the page of a procedure", () => {
  it("is named, or how to find it", () => {
    expect(procedureClosing(procedure([], { url: "https://dichvucong.gov.vn/x" }))).toContain("https://dichvucong.gov.vn/x");
    expect(procedureClosing(procedure([]))).toContain("gõ mã 1.000001");
  });
});

describe("the sentences of the whole register", () => {
  let all: Procedure[];
  beforeAll(async () => {
    const { register } = await loadKnowledge(fileURLToPath(new URL("../../../knowledge/", import.meta.url)));
    all = [...register].flatMap(({ variants }) => variants);
  });

  it("are whole sentences without gaps", () => {
    const faults = all.flatMap((one) =>
      Object.values<string>({ ...procedureSentences(one) })
        .filter((sentence) => !/^\p{Lu}.*\.$/su.test(sentence) || /undefined|NaN| {2}|: \.|\.\.$/u.test(sentence))
        .map((sentence) => `${one.code}: ${sentence}`),
    );
    expect(faults).toEqual([]);
  });

  it("send nobody to a district, nor to another province", () => {
    const faults = all.flatMap((one) => {
      const { where } = procedureSentences(one);
      return /(?<!\p{L})(?:huyện|quận)(?!\p{L})|tỉnh (?:Đắk Lắk|Sơn La|Hà Nam|Nghệ An|Lào Cai|Thanh Hóa)/iu.test(where) ? [`${one.code}: ${where}`] : [];
    });
    expect(faults).toEqual([]);
  });
});
