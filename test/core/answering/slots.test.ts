import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { namesDocument, SlotFinder, type NamedDocument, type Slots } from "../../../src/core/answering/slots.js";
import { loadLexicon, type Lexicon } from "../../../src/core/knowledge/lexicon.js";
import { fieldNames } from "../../../src/core/knowledge/schema.js";
import { tokenise } from "../../../src/core/text/tokenise.js";
import { fieldButton } from "../../../src/core/wording/answers.js";

let lexicon: Lexicon;
let finder: SlotFinder;
beforeAll(async () => {
  lexicon = await loadLexicon(fileURLToPath(new URL("../../../knowledge/lexicon/", import.meta.url)));
  finder = new SlotFinder(lexicon);
});

const find = (question: string): Slots => finder.find(tokenise(question));

describe("a law of which something is asked that only it has", () => {
  it.each([
    ["Luật Nhà ở 2023 có bao nhiêu điều", ["luật nhà ở 2023"]],
    ["luật giáo dục đại học sửa đổi có hiệu lực khi nào", ["luật giáo dục đại học sửa đổi"]],
    ["nghị định về cư trú ban hành ngày nào", ["nghị định về cư trú"]],
    ["theo luật cư trú thì tạm trú bao lâu", []],
    ["luật sư làm thẻ có bao nhiêu bước", []],
  ])("in “%s” is %j", (question, laws) => {
    expect(find(question).lawsAsked).toEqual(laws);
  });
});

describe("the years of a question", () => {
  it.each([
    ["đến năm 2030", ["2030"]],
    ["giai đoạn 2021-2025", ["2021", "2025"]],
    ["2025 và 2030", ["2025", "2030"]],
    ["ngày 26/12/2024", []],
    ["Luật 148/2025/QH15", []],
    ["con sinh năm 2019", []],
    ["xe đời 2015", []],
    ["2.030 đồng", []],
    ["năm 30", []],
  ])("“%s” names %j", (question, years) => {
    expect(find(question).years).toEqual(years);
  });
});

describe("the documents of a question", () => {
  it.each<[question: string, documents: NamedDocument[]]>([
    ["nghị quyết 57", [{ kind: "nghị quyết", number: "57" }]],
    ["Nghị quyết số 08-NQ/TU", [{ kind: "nghị quyết", number: "08-nq/tu" }]],
    ["57-NQ/TW", [{ kind: "", number: "57-nq/tw" }]],
    ["kết luận 2024 còn tính không", []],
    ["nghị định 118/2025/NĐ-CP", [{ kind: "nghị định", number: "118/2025/nđ-cp" }]],
    ["luật 134/2025/QH15", [{ kind: "luật", number: "134/2025/qh15" }]],
    [
      "quyết định 785 và nghị quyết 57",
      [
        { kind: "quyết định", number: "785" },
        { kind: "nghị quyết", number: "57" },
      ],
    ],
    ["nghị quyết 57 ngày 22/12/2024", [{ kind: "nghị quyết", number: "57" }]],
    ["quyết định 15 ngày làm việc", []],
    ["kết luận 26/12/2024", []],
    ["luật cho người từ 14 tuổi", []],
    ["luật căn cước", []],
  ])("“%s” names %j", (question, documents) => {
    expect(find(question).documents).toEqual(documents);
  });
});

describe("namesDocument", () => {
  it.each<[text: string, document: NamedDocument, named: boolean]>([
    ["Nghị quyết 57-NQ/TW", { kind: "nghị quyết", number: "57" }, true],
    ["Nghị quyết số 08-NQ/TU", { kind: "nghị quyết", number: "8" }, true],
    ["Nghị quyết số 08-NQ/TU", { kind: "nghị quyết", number: "08-nq/tu" }, true],
    ["57-NQ/TW", { kind: "nghị quyết", number: "57" }, true],
    ["Nghị định 118/2025/NĐ-CP", { kind: "nghị định", number: "118" }, true],
    ["Nghị quyết 157-NQ/TW", { kind: "nghị quyết", number: "57" }, false],
    ["Nghị quyết 570-NQ/TW", { kind: "nghị quyết", number: "57" }, false],
    ["Quyết định 57/QĐ-TTg", { kind: "nghị quyết", number: "57" }, false],
    ["Nghị quyết 57-NQ/TW", { kind: "", number: "58-nq/tw" }, false],
    ["Nghị quyết 157-NQ/TW", { kind: "", number: "57-nq/tw" }, false],
    ["Luật 134/2025/QH15", { kind: "luật", number: "134" }, true],
  ])("“%s” with %j: %s", (text, document, named) => {
    expect(namesDocument(text, document)).toBe(named);
  });
});

describe("the places of a question", () => {
  it.each<[question: string, own: Partial<Slots>]>([
    ["Sơn La đặt mục tiêu gì", { otherPlaces: ["sơn la"], placesOfDoing: [], ownTerritories: [] }],
    ["đăng ký ở Hà Nội", { otherPlaces: ["hà nội"], placesOfDoing: ["hà nội"] }],
    ["của tỉnh Yên Bái", { otherPlaces: ["yên bái"], placesOfDoing: ["yên bái"] }],
    ["tỉnh Phú Thọ và Hoà Bình", { otherPlaces: [], ownTerritories: ["hoa-binh", "phu-tho"] }],
    ["người Việt Nam định cư ở nước ngoài", { otherPlaces: [] }],
    ["công an quận Đống Đa làm căn cước", { otherPlaces: ["quận đống đa"], placesOfDoing: ["quận đống đa"] }],
    ["nhà tôi ở quận 7", { otherPlaces: ["quận 7"] }],
    ["quận nào làm", { otherPlaces: [] }],
    ["bỏ cấp quận huyện chưa", { otherPlaces: [] }],
  ])("“%s”", (question, own) => {
    expect(find(question)).toMatchObject(own);
  });
});

describe("the groups of people of a question", () => {
  it.each<[question: string, groups: (string | undefined)[]]>([
    ["làm thẻ căn cước cho người nước ngoài", ["người nước ngoài"]],
    ["Việt kiều về quê làm hộ chiếu", ["việt kiều"]],
    ["làm căn cước cho người đã mất", ["cho người đã mất"]],
    ["con tôi đi nước ngoài", []],
  ])("in “%s” are %j", (question, groups) => {
    expect(find(question).groups.map(([said]) => said)).toEqual(groups);
  });
});

describe("the political documents of a question", () => {
  it.each([
    ["Kết luận 26/12/2024 nói gì", ["kết luận"]],
    ["bao lâu thì có kết luận", []],
    ["có kết luận 26 chưa", ["kết luận"]],
    ["nghị quyết có gì mới", ["nghị quyết"]],
  ])("in “%s” are %j", (question, policies) => {
    expect(find(question).policies).toEqual(policies);
  });
});

describe("the district level", () => {
  it.each(["lên huyện nộp được không", "công an huyện làm căn cước", "ủy ban nhân dân huyện Lạc Sơn", "phòng tư pháp huyện ở đâu"])(
    "is known in “%s”",
    (question) => {
      expect(find(question).namesDistrict).toBe(true);
    },
  );

  it.each(["công an xã", "tên huyện ghi trong giấy khai sinh cũ", "huyền"])("is not seen in “%s”", (question) => {
    expect(find(question).namesDistrict).toBe(false);
  });
});

describe("what a question states", () => {
  it.each<[question: string, own: Partial<Slots>]>([
    ["50% đúng không", { percentages: ["50%"], asksConfirmation: true }],
    ["50 phần trăm", { percentages: ["50%"], asksConfirmation: false }],
    ["lệ phí 300k phải không", { amounts: ["300.000 đồng"], asksConfirmation: true }],
    ["500 nghìn", { amounts: ["500.000 đồng"] }],
    ["1 triệu", { amounts: ["1.000.000 đồng"] }],
    ["70.000 đồng", { amounts: ["70.000 đồng"] }],
    ["mất 15 ngày à", { amounts: ["15 ngày"] }],
    ["ngày 15 tháng 3", { amounts: [] }],
    ["mất bằng b2 giờ làm sao", { amounts: [] }],
    ["cháu 8 tuổi", { ages: [8], amounts: [] }],
  ])("“%s”", (question, own) => {
    expect(find(question)).toMatchObject(own);
  });
});

describe("the fields of a question", () => {
  it("are known by the words of each button", () => {
    const unknown = fieldNames.filter((name) => find(fieldButton[name]).fields.join() !== name);
    expect(unknown.map((name) => fieldButton[name])).toEqual([]);
  });

  it("leave nothing of a button's words that could be taken for a matter", () => {
    const weak = new Set([...lexicon.weakWords, ...(lexicon.reactions.process?.say ?? [])]);
    const rests = fieldNames.map((name) =>
      finder
        .withoutFields(tokenise(fieldButton[name]))
        .filter((word) => !weak.has(word))
        .join(" "),
    );
    expect(rests).toEqual(fieldNames.map(() => ""));
  });

  it.each([
    ["cần giấy tờ gì", ["documents"]],
    ["mất bao nhiêu tiền", ["fee"]],
    ["mất bao lâu", ["duration"]],
    ["nộp ở đâu", ["where"]],
    ["nộp qua mạng được không", ["online"]],
    ["ai được làm", ["who"]],
    ["khai sinh", []],
  ])("“%s” asks for %j", (question, fields) => {
    expect(find(question).fields).toEqual(fields);
  });

  it("are taken out, so that what is left names the matter", () => {
    expect(finder.withoutFields(tokenise("lệ phí làm hộ chiếu"))).toEqual(["làm", "hộ", "chiếu"]);
  });
});
