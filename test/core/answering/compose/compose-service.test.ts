import { describe, expect, it } from "vitest";
import { composeFields, composeForm, composeOverview, variantIn, type ServiceQuestion } from "../../../../src/core/answering/compose/compose-service.js";
import type { Service } from "../../../../src/core/knowledge/schema.js";
import { pointsIn } from "../../../../src/core/answering/points.js";
import { say } from "../../../../src/core/wording/answers.js";

const service = {
  id: "nuoi-ong",
  name: "Cấp giấy nuôi ong",
  everyday: "giấy nuôi ong",
  aliases: [],
  situations: [],
  area: "kinh-doanh",
  codes: ["1.000001"],
  main: "1.000001",
  url: "https://example.vn",
  checked: "2026-01-01",
  summary: "Xã cấp trong 3 ngày làm việc.",
  fields: {
    fee: {
      text: "Giấy nuôi ong: 70.000 đồng.",
      state: "verified",
      source: "cong",
      temporary: { text: "Đến hết 31/12/2026: 35.000 đồng.", until: "2026-12-31" },
    },
    documents: {
      text: "Mang theo căn cước.",
      cases: [
        { case: "Cá nhân", items: ["Tờ khai A"] },
        { case: "Hợp tác xã", items: ["Tờ khai B", "Điều lệ"] },
        { case: "Doanh nghiệp", items: ["Tờ khai C", "Điều lệ", "Giấy đăng ký", "Giấy ủy quyền", "Bản đồ"] },
      ],
      state: "verified",
      source: "bao",
    },
    online: { steps: ["Mở trang", "Gửi đơn"], state: "verified", source: "cong" },
    duration: { text: "Cổng ghi 3 ngày làm việc.", conflict: "Báo ghi 5 ngày làm việc.", state: "verified", source: "cong" },
    legal: { state: "unverified" },
  },
  variants: [
    {
      name: "Nuôi ong trong vườn quốc gia",
      aliases: ["ong vườn quốc gia"],
      codes: ["1.000002"],
      difference: "Phải hỏi kiểm lâm.",
      source: "bao",
      fields: { fee: { text: "Vườn quốc gia: 90.000 đồng.", state: "verified", source: "bao" } },
    },
  ],
  mistakes: [],
  details: [],
  unknown: [],
  related: [],
  sources: [
    { id: "cong", title: "Cổng", url: "https://example.vn/cong", date: "2026-07-19" },
    { id: "bao", title: "Báo", url: "https://example.vn/bao", date: "2026-02" },
  ],
} satisfies Service;

function question(own: Partial<ServiceQuestion> = {}): ServiceQuestion {
  return { fields: [], words: [], said: [], today: "2026-11-25", points: [], informationOf: () => 5, ...own };
}

const ask = (fields: ServiceQuestion["fields"], words: string[] = [], today = "2026-11-25") => composeFields(service, question({ fields, words, today }));

describe("composeFields", () => {
  it("says the field, with a reduction while it lasts", () => {
    expect(ask(["fee"])?.lines).toEqual(["Giấy nuôi ong: 70.000 đồng.", "Đến hết 31/12/2026: 35.000 đồng."]);
    expect(ask(["fee"], [], "2026-12-31")?.lines).toHaveLength(2);
    expect(ask(["fee"], [], "2027-01-01")?.lines).toEqual(["Giấy nuôi ong: 70.000 đồng.", say.reductionOver]);
  });

  it("numbers steps, and tells both of what differs", () => {
    expect(ask(["online"])?.lines).toEqual(["1. Mở trang", "2. Gửi đơn"]);
    expect(ask(["duration"])?.lines).toEqual(["Cổng ghi 3 ngày làm việc.", "Báo ghi 5 ngày làm việc."]);
  });

  it("lists the papers of as many cases as fit, and offers the others", () => {
    const draft = ask(["documents"]);
    expect(draft?.lines).toEqual(["Mang theo căn cước.", "Cá nhân:", "- Tờ khai A", "Hợp tác xã:", "- Tờ khai B", "- Điều lệ", say.moreCases]);
    expect(draft?.suggestions[0]).toMatchObject({ label: "Doanh nghiệp", unitId: "service/nuoi-ong", field: "documents" });
  });

  it("lists the papers of the case that is named, alone", () => {
    const lines = ask(["documents"], ["doanh", "nghiệp"])?.lines ?? [];
    expect(lines).toContain("Doanh nghiệp:");
    expect(lines).not.toContain("Cá nhân:");
  });

  it("answers two fields at once, and no more", () => {
    const draft = ask(["fee", "duration", "online"]);
    expect(draft?.lines.join(" ")).toMatch(/70\.000.*3 ngày/u);
    expect(draft?.lines.join(" ")).not.toMatch(/Mở trang/u);
    expect(draft?.citations).toHaveLength(2);
  });

  it.each([[["legal"] as const], [["who"] as const], [["result", "legal"] as const]])("has nothing to say where none is verified: %j", (fields) => {
    expect(ask([...fields])).toBeUndefined();
  });

  it("says what is verified where another field that was asked is not", () => {
    const draft = ask(["legal", "fee"]);
    expect(draft?.lines[0]).toBe("Giấy nuôi ong: 70.000 đồng.");
  });

  it("tells that it has no sure source for the other field that was asked", () => {
    const { lines = [] } = ask(["legal", "fee"]) ?? {};
    expect(lines.find((line) => line.includes("căn cứ pháp lý"))).toContain(service.url);
  });

  it("gives a special case its own field, and the difference where it has none", () => {
    const words = ["vườn", "quốc", "gia"];
    expect(ask(["fee"], words)?.lines).toEqual(["Vườn quốc gia: 90.000 đồng."]);
    expect(ask(["duration"], words)?.lines).toEqual(["Phải hỏi kiểm lâm.", "Cổng ghi 3 ngày làm việc.", "Báo ghi 5 ngày làm việc."]);
    expect(ask(["fee"], words)?.citations[0]).toMatchObject({ codes: ["1.000002"], title: "Báo" });
  });

  it("cites the source of each field, with its codes and what it says", () => {
    expect(ask(["fee"])?.citations).toEqual([
      {
        documentId: "service/nuoi-ong",
        title: "Cổng",
        section: "Lệ phí bao nhiêu",
        quote: "Giấy nuôi ong: 70.000 đồng.\nĐến hết 31/12/2026: 35.000 đồng.",
        quoteKind: "summary" as const,
        url: "https://example.vn/cong",
        issued: "2026-07-19",
        codes: ["1.000001"],
      },
    ]);
  });

  it("offers three things at most, none that was just told and none that is unverified", () => {
    const labels = ask(["fee"])?.suggestions.map(({ field }) => field);
    expect(labels).toEqual(["documents", "online", "duration"]);
  });

  it("quotes every line that it says", () => {
    const { lines = [], citations = [] } = ask(["documents"]) ?? {};
    const quoted = citations.flatMap(({ quote }) => quote.split("\n"));
    expect(quoted).toEqual(expect.arrayContaining(lines.filter((one) => one !== say.moreCases)));
  });
});

describe("composeOverview", () => {
  it("says who and how long, the papers, and the fee with its reduction", () => {
    const { lines, status } = composeOverview(service, question());
    expect(status).toBe("answered_service_overview");
    expect(lines).toEqual([
      "Xã cấp trong 3 ngày làm việc.",
      "Mang theo căn cước.",
      "Cá nhân:",
      "- Tờ khai A",
      "Giấy nuôi ong: 70.000 đồng.",
      "Đến hết 31/12/2026: 35.000 đồng.",
    ]);
  });

  it("leaves out what does not fit, the list of papers last, and offers it", () => {
    const wordy = (words: number): string => `${"lời ".repeat(words)}dài.`;
    const long = { ...service, fields: { ...service.fields, documents: { ...service.fields.documents, text: wordy(100) } } } satisfies Service;
    expect(composeOverview(long, question()).lines).toEqual(composeOverview(service, question()).lines.filter((line) => line !== "Mang theo căn cước."));
    const costly = { ...service, fields: { ...service.fields, fee: { text: wordy(120), state: "verified", source: "cong" } } } satisfies Service;
    const { lines, suggestions } = composeOverview(costly, question());
    expect(lines).toContain("- Tờ khai A");
    expect(lines.join(" ")).not.toContain("lời");
    expect(suggestions.map(({ field }) => field)).toContain("fee");
  });

  it("quotes what it says, the summary too", () => {
    const { citations } = composeOverview(service, question());
    expect(citations.map(({ quote }) => quote).join("\n")).toContain("3 ngày làm việc");
  });

  it("says the summary alone where nothing else is verified", () => {
    const bare = { ...service, fields: {}, variants: [] } satisfies Service;
    const { lines, citations } = composeOverview(bare, question());
    expect(lines).toEqual([service.summary]);
    expect(citations[0].quote).toBe(service.summary);
  });
});

describe("variantIn", () => {
  it("is the case whose words all stand in the question, beyond those of the service", () => {
    expect(variantIn(service, { words: ["nuôi", "ong", "vườn", "quốc", "gia"], said: ["nuôi", "ong", "vườn", "quốc", "gia"] })?.codes).toEqual(["1.000002"]);
    expect(variantIn(service, { words: ["vườn", "quốc", "gia"], said: ["vườn", "quốc", "gia"] })?.codes).toEqual(["1.000002"]);
    expect(variantIn(service, { words: ["vườn"], said: ["vườn"] })).toBeUndefined();
    expect(variantIn(service, { words: ["nuôi", "ong"], said: ["nuôi", "ong"] })).toBeUndefined();
  });
});

describe("a point that is asked for", () => {
  const withDuties = {
    ...service,
    variants: [{ name: "Nuôi thuê", aliases: [], codes: [], difference: "Nuôi thuê không báo bị phạt 2 triệu đồng.", source: "bao" }],
    mistakes: [
      { text: "Trại lớn phải khai báo trong 90 ngày kể từ khi mở trại.", state: "verified", source: "bao" },
      { text: "Phải khai báo trong 30 ngày kể từ khi nuôi.", state: "verified", source: "bao" },
    ],
  } satisfies Service;
  const asked = (text: string): Partial<ServiceQuestion> => ({ points: pointsIn(text), said: text.split(" "), words: text.split(" ") });

  it("is told once where the special case is nothing but it, with the source that has it", () => {
    const { lines, citations } = composeOverview(withDuties, question(asked("nuôi thuê không báo bị phạt bao nhiêu")));
    expect(lines.filter((line) => line.includes("2 triệu"))).toHaveLength(1);
    expect(citations[0]).toMatchObject({ title: "Báo", quote: "Nuôi thuê không báo bị phạt 2 triệu đồng." });
  });

  it("is by when something must be done, not how long the office takes, and nobody else's duty", () => {
    const draft = composeFields(withDuties, question({ fields: ["duration"], ...asked("nuôi ong bao lâu thì phải khai") }));
    expect(draft?.lines).toEqual(["Phải khai báo trong 30 ngày kể từ khi nuôi."]);
    expect(composeFields(service, question({ fields: ["duration"], ...asked("nuôi ong bao lâu thì phải khai") }))).toBeUndefined();
  });

  it("is the form alone, under its case", () => {
    expect(composeForm(service, question({ words: ["doanh", "nghiệp"] }))?.lines).toEqual(["Doanh nghiệp:", "- Tờ khai C", say.moreCases]);
    expect(composeForm({ ...service, fields: {} }, question())).toBeUndefined();
  });
});
