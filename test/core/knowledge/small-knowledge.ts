import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryDirectory } from "../../support/temporary-directory.js";

const lead = "Trà xanh Tân Cương hái vào mùa xuân. Mỗi năm có hai vụ.";

export const smallArticle = `---
id: tra-xanh
title: Trà xanh là gì
questions: [trà xanh là gì, chè xanh là gì, uống trà xanh, trà xanh ở đâu, mùa hái trà, trà Tân Cương]
sources:
  - { id: bao, title: Báo Chè, url: "https://example.vn/che", date: "2026-01" }
  - { id: vb, title: Văn bản về chè, document: van-ban-che, section: Mùa vụ, date: "2026-01-02" }
state: verified
territory: toan-quoc
checked: "2026-01-03"
---
${lead}

## Pha thế nào {bao vb}
Đun nước sôi rồi để nguội bớt.
`;

export const smallDocument = `---
id: van-ban-che
title: Văn bản về trồng chè
shortTitle: Văn bản về chè
issuer: Hội Chè
issued: "2026-01-02"
territory: toan-quoc
sourceUrl: https://example.vn/van-ban
checked: "2026-01-03"
---
## Mùa vụ
Chè được hái hai vụ một năm.

- Vụ xuân hái vào tháng hai.
- Vụ thu hái vào tháng chín.
`;

export const smallService = `id: xin-giay-trong-che
name: Cấp giấy trồng chè
everyday: giấy trồng chè
aliases: [giấy trồng chè, xin giấy trồng chè, làm giấy chè, giấy chè, giay trong che, trồng chè xin giấy, đăng ký trồng chè, xin trồng chè, chè cần giấy gì, giấy phép chè]
area: kinh-doanh
codes: ["1.000001"]
main: "1.000001"
url: https://example.vn/thu-tuc
checked: "2026-01-03"
summary: Ủy ban nhân dân xã cấp trong 3 ngày làm việc.
fields:
  fee: { text: "Giấy trồng chè: 70.000 đồng.", state: verified, source: cong }
  documents: { state: unverified }
variants:
  - { name: Chè trồng trên đồi, codes: ["1.000002"], difference: Trên đồi thì cấp trong 5 ngày làm việc., source: cong }
sources: [{ id: cong, title: Cổng Dịch vụ công, url: "https://example.vn", date: "2026-01-02" }]
`;

const procedures = [
  { code: "1.000001", name: "Cấp giấy trồng chè", level: "xã" },
  { code: "1.000002", name: "Cấp giấy trồng chè trên đồi", level: "xã" },
  { code: "1.000003", name: "Cấp lại giấy phép chế biến mật ong (cấp tỉnh)", level: "tỉnh" },
  { code: "1.000004", name: "Cấp lại giấy phép chế biến mật ong (cấp xã)", level: "xã" },
  { code: "1.000005", name: "Gia hạn giấy phép nuôi tằm", level: "bộ" },
  { code: "1.000006", name: "Thu hồi giấy phép nuôi tằm", level: "bộ" },
].map((own) => JSON.stringify({ ...own, field: "Nông nghiệp", scope: "toàn quốc", submit: [{ via: "trực tiếp", time: "3 ngày làm việc" }] }));

const files: Record<string, string> = {
  "places.yaml": 'source: https://example.vn/xa\nchecked: "2026-01-03"\ncommunes: [{ code: "04792", kind: phường, name: Tân Hòa, former: Hòa Bình }]\n',
  "former-places.yaml":
    'source: https://example.vn/xa\ntitle: Nghị quyết về xã\nissued: "2025-06-16"\nchecked: "2026-01-03"\ncommunes: [{ code: "04792", districts: [thành phố Hòa Bình], communes: [xã Yên Mông] }]\n',
  "articles/tra-xanh.md": smallArticle,
  "documents/van-ban-che.md": smallDocument,
  "services/xin-giay-trong-che.yaml": smallService,
  "register/procedures.jsonl": procedures.join("\n"),
  "register/withdrawn.yaml": '- { codes: ["1.000006"], reason: thử }\n',
  "register/aliases/nong-nghiep.yaml": '"1.000005": [xin nuôi tằm tiếp]\n',
  "lexicon/abbreviations.yaml": "gp: giấy phép\n",
  "lexicon/fields.yaml":
    "procedures: [thủ tục]\nlist: [gồm]\nwhole: [hết]\nonline: [trên mạng]\nonlineFrame: [nộp]\nonePaper: [cần]\ncommune: [xã]\ntopics: [{ id: trong-che, name: trồng chè, fields: [Trồng trọt], areas: [], say: [trồng chè] }]\n",
  "lexicon/teencode.yaml": "ko: không\n",
  "lexicon/weak-words.yaml": "[là, gì, thế, nào, ở, đâu]\n",
  "lexicon/intents.yaml":
    "documents: [giấy tờ gì]\nfee: [lệ phí]\nduration: [bao lâu]\nwhere: [ở đâu]\nonline: [qua mạng]\nwho: [ai được làm]\nresult: [nhận được gì]\nlegal: [căn cứ]\n",
  "lexicon/actions.yaml": "reissue: { names: [cấp lại], say: [làm lại] }\nrenew: { names: [gia hạn], say: [gia hạn] }\n",
  "lexicon/synonyms.yaml": "- { say: [làm tương ong], mean: [chế biến mật ong], weight: 0.6 }\n",
  "lexicon/places.yaml": "{ own: [phú thọ], ownDistricts: [lạc sơn], provinces: [sơn la], countries: [nước lào], notPlaces: [] }\n",
  "lexicon/bodies.yaml": "[sở y tế]\n",
  "lexicon/groups.yaml": "[[người nước ngoài]]\n",
  "lexicon/circles.yaml": "- { names: [quân nhân], say: [bộ đội] }\n",
  "lexicon/frames.yaml": "[cho tôi hỏi]\n",
  "lexicon/reactions.yaml": "greeting: { say: [xin chào] }\n",
};

/**
 * A knowledge folder with one of everything, taken away when the test ends.
 * @param changed files by path that are other than usual; `undefined` leaves one out.
 */
export async function smallKnowledge(changed: Record<string, string | undefined> = {}): Promise<string> {
  const folder = await temporaryFolder();
  await writeSmallKnowledge(folder, changed);
  return folder;
}

/** The same in a folder that is there already. */
export async function writeSmallKnowledge(folder: string, changed: Record<string, string | undefined> = {}): Promise<void> {
  for (const [path, text] of Object.entries({ ...files, ...changed })) if (text !== undefined) await writeKnowledgeFile(folder, path, text);
}

export async function writeKnowledgeFile(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** A new directory, taken away when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await temporaryDirectory();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
