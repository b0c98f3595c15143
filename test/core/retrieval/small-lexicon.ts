import type { Lexicon } from "../../../src/core/knowledge/lexicon.js";

/** A lexicon of a few words of each kind. */
export const smallLexicon = {
  abbreviations: { cccd: "căn cước công dân", gp: "giấy phép" },
  teencode: { ko: "không", dc: "được", gp: "góp" },
  weakWords: ["là", "gì", "ở", "đâu", "bao", "nhiêu", "không", "cần"],
  intents: {
    documents: ["cần giấy tờ gì"],
    fee: ["lệ phí", "mất bao nhiêu tiền"],
    duration: ["mất bao lâu"],
    where: ["nộp ở đâu"],
    online: ["nộp qua mạng"],
    who: ["ai được làm"],
    result: ["nhận được gì"],
    legal: ["căn cứ pháp lý"],
  },
  actions: {
    issue: { names: ["cấp"], say: ["xin cấp", "xin giấy"] },
    reissue: { names: ["cấp lại"], say: ["làm lại", "bị mất", "mất"] },
    renew: { names: ["gia hạn"], say: ["gia hạn", "hết hạn"] },
    revoke: { names: ["thu hồi"], say: ["thu hồi"] },
  },
  synonyms: [
    { say: ["mở tiệm"], mean: ["đăng ký kinh doanh"], weight: 0.4 },
    { say: ["tiệm cầm đồ", "mở tiệm cầm đồ"], mean: ["dịch vụ cầm đồ", "an ninh trật tự"], weight: 0.6 },
    { say: ["sổ đỏ"], mean: ["giấy chứng nhận quyền sử dụng đất"], weight: 0.5 },
  ],
  places: { own: ["phú thọ", "hòa bình"], ownDistricts: ["lạc sơn"], provinces: ["sơn la", "hà nội"], countries: ["nước lào"], notPlaces: [] },
  bodies: ["sở y tế"],
  circles: [{ names: ["quân nhân"], say: ["bộ đội"] }],
  groups: [["người nước ngoài", "việt kiều"]],
  fields: {
    procedures: ["thủ tục"],
    list: ["gồm"],
    whole: ["hết"],
    online: ["trên mạng"],
    onlineFrame: ["nộp"],
    onePaper: ["cần"],
    commune: ["xã"],
    topics: [],
  },
  frames: ["cho tôi hỏi"],
  reactions: { greeting: { say: ["xin chào"] }, filler: { say: ["ạ"] } },
} satisfies Lexicon;
