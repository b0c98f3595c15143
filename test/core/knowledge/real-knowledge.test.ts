import { readFile, readdir } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadKnowledge, type Knowledge } from "../../../src/core/knowledge/load-knowledge.js";
import { fieldNames, places, withdrawnProcedures, type Procedure, type Service } from "../../../src/core/knowledge/schema.js";
import { normalise } from "../../../src/core/text/normalise.js";
import { tokenise } from "../../../src/core/text/tokenise.js";

const folder = fileURLToPath(new URL("../../../knowledge/", import.meta.url));

let knowledge: Knowledge;
let procedures: Procedure[];

beforeAll(async () => {
  knowledge = await loadKnowledge(folder);
  procedures = (await readFile(`${folder}/register/procedures.jsonl`, "utf8")).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Procedure);
});

/** Every e-service that was asked for, in the order of `eservices.yaml`'s areas. */
const serviceIds = (
  "dinh-danh-vneid-muc-2 dinh-danh-to-chuc lien-thong-khai-sinh dang-ky-khai-sinh lien-thong-khai-tu dang-ky-khai-tu dang-ky-ket-hon xac-nhan-tinh-trang-hon-nhan " +
  "trich-luc-ho-tich thay-doi-cai-chinh-ho-tich chung-thuc-ban-sao-dien-tu chung-thuc-chu-ky-ban-sao phieu-ly-lich-tu-phap cap-the-can-cuoc doi-the-can-cuoc " +
  "cap-lai-the-can-cuoc can-cuoc-tre-duoi-6 can-cuoc-tre-6-14 xac-nhan-so-cmnd dang-ky-thuong-tru dang-ky-tam-tru gia-han-tam-tru khai-bao-tam-vang thong-bao-luu-tru " +
  "xac-nhan-thong-tin-cu-tru tach-ho xoa-dang-ky-thuong-tru ho-chieu-pho-thong ho-chieu-tre-em doi-giay-phep-lai-xe cap-lai-giay-phep-lai-xe dang-ky-xe-lan-dau " +
  "sang-ten-xe le-phi-truoc-ba-xe nop-phat-giao-thong dang-ky-bien-dong-dat-dai cap-so-do-lan-dau cap-doi-cap-lai-so-do tach-thua-hop-thua chuyen-muc-dich-su-dung-dat " +
  "nop-nghia-vu-tai-chinh-dat giay-phep-xay-dung-nha-o dang-ky-thue-ca-nhan quyet-toan-thue-tncn dang-ky-nguoi-phu-thuoc thue-ho-kinh-doanh cap-the-bhyt " +
  "gia-han-bhyt-ho-gia-dinh bhxh-mot-lan bhxh-tu-nguyen tro-cap-that-nghiep tro-cap-huu-tri-xa-hoi tro-cap-xa-hoi-hang-thang xac-dinh-muc-do-khuyet-tat mai-tang-phi-bao-tro " +
  "nguoi-co-cong cong-nhan-ho-ngheo tai-khoan-an-sinh-xa-hoi cap-dien-moi doi-chu-the-hop-dong-dien lap-dat-nuoc-sach dang-ky-ho-kinh-doanh thay-doi-cham-dut-ho-kinh-doanh " +
  "dang-ky-doanh-nghiep giay-phep-ban-le-ruou attp-giay-chung-nhan thong-bao-khuyen-mai dang-ky-mau-con-dau tuyen-sinh-dau-cap dang-ky-thi-tot-nghiep-thpt xet-tuyen-dai-hoc " +
  "cap-ban-sao-van-bang dang-ky-nghia-vu-quan-su phan-anh-kien-nghi tra-cuu-ho-so thanh-toan-phi-truc-tuyen"
).split(" ");

function codesOf({ codes, variants }: Service): string[] {
  return [...codes, ...variants.flatMap((variant) => variant.codes)];
}

/** All that a service says, sentence by sentence. */
function sentencesOfService(service: Service): string[] {
  const texts = (value: unknown): string[] => (typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : []);
  const { summary, fields, variants, mistakes, details } = service;
  return texts([summary, fields, variants, mistakes, details.map(({ text }) => text)]).flatMap((text) => text.split(/(?<=[.;])\s+/u));
}

function phrasesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(phrasesIn) : [];
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe("the ids of the knowledge", () => {
  it("are unique over documents, articles and services", () => {
    const { documents, articles, services } = knowledge;
    expect(repeated([...documents, ...articles, ...services].map(({ id }) => id))).toEqual([]);
  });

  it("are unique among the units of the register and their procedures", () => {
    expect(repeated([...knowledge.register].map(({ id }) => id))).toEqual([]);
    expect(repeated([...knowledge.register].flatMap(({ variants }) => variants.map(({ code }) => code)))).toEqual([]);
  });

  it("that are said to be related exist", () => {
    const articles = new Set(knowledge.articles.map(({ id }) => id));
    const services = new Set(knowledge.services.map(({ id }) => id));
    const lost = [
      ...knowledge.articles.flatMap(({ id, related }) =>
        related.filter((one) => !articles.has(one) && !services.has(one.replace(/^service\//u, ""))).map((one) => `${id} → ${one}`),
      ),
      ...knowledge.services.flatMap(({ id, related }) => related.filter((one) => !services.has(one)).map((one) => `${id} → ${one}`)),
    ];
    expect(lost).toEqual([]);
  });

  it("that replace a document exist", () => {
    const known = new Set([...knowledge.documents, ...knowledge.articles].map(({ id }) => id));
    expect(knowledge.documents.flatMap(({ supersededBy }) => supersededBy ?? []).filter((id) => !known.has(id))).toEqual([]);
  });

  it("are related to others, never to themselves", () => {
    expect([...knowledge.articles, ...knowledge.services].filter(({ id, related }) => related.includes(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe("the sources of the knowledge", () => {
  it("have unique ids in each article and service", () => {
    expect([...knowledge.articles, ...knowledge.services].filter(({ sources }) => repeated(sources.map(({ id }) => id)).length > 0).map(({ id }) => id)).toEqual([]);
  });

  it("can be looked up: an address or a document of ours", () => {
    expect(knowledge.articles.flatMap(({ id, sources }) => sources.filter(({ url, document }) => url === undefined && document === undefined).map((source) => `${id}: ${source.id}`))).toEqual([]);
  });

  it("are no younger than the day on which they were checked", () => {
    const all = [...knowledge.articles, ...knowledge.services];
    expect(all.flatMap(({ id, checked, sources }) => sources.filter(({ date }) => date > checked.slice(0, date.length)).map((source) => `${id}: ${source.id}`))).toEqual([]);
  });
});

describe("the services", () => {
  it("are all there, each in the file of its id", async () => {
    const ids = knowledge.services.map(({ id }) => id);
    expect(serviceIds.filter((id) => !ids.includes(id))).toEqual([]);
    const files = (await readdir(`${folder}/services`)).filter((name) => name.endsWith(".yaml")).map((name) => basename(name, ".yaml"));
    expect(files.sort()).toEqual(ids);
  });

  it("name only codes of the register", () => {
    const known = new Set(procedures.map(({ code }) => code));
    expect(knowledge.services.flatMap((service) => codesOf(service).filter((code) => !known.has(code)).map((code) => `${service.id}: ${code}`))).toEqual([]);
  });

  it("say that a row is an old one where they name a row that must not be used", () => {
    const usable = new Set([...[...knowledge.register].flatMap(({ variants }) => variants.map(({ code }) => code)), ...knowledge.servedNames.keys()]);
    const unexplained = knowledge.services.flatMap((service) =>
      codesOf(service)
        .filter((code) => !usable.has(code))
        .filter((code) => !service.variants.some(({ codes, difference }) => codes.includes(code) && difference.includes(code) && /hàng cũ/u.test(difference)))
        .map((code) => `${service.id}: ${code}`),
    );
    expect(unexplained).toEqual([]);
  });

  it("count their main procedure among their own, and it may be used", () => {
    const served = knowledge.servedNames;
    expect(knowledge.services.filter(({ main, codes }) => main !== null && (!codes.includes(main) || !served.has(main))).map(({ id }) => id)).toEqual([]);
  });

  it("send nobody to a district: that level is gone", () => {
    const isHistory = (sentence: string): boolean => /(?<!\p{L})cũ(?!\p{L})|bỏ cấp huyện|không còn/u.test(sentence);
    const sent = knowledge.services.flatMap((service) =>
      sentencesOfService(service)
        .filter((sentence) => /(?<!\p{L})(?:huyện|quận|thị xã)(?!\p{L})/iu.test(sentence) && !isHistory(sentence))
        .map((sentence) => `${service.id}: ${sentence}`),
    );
    expect(sent).toEqual([]);
  });

  it("assert nothing that nobody proved: an unverified field has no figure", () => {
    const asserted = knowledge.services.flatMap((service) =>
      fieldNames.filter((name) => service.fields[name]?.state === "unverified" && /\d/u.test(JSON.stringify(service.fields[name]))).map((name) => `${service.id}: ${name}`),
    );
    expect(asserted).toEqual([]);
  });

  it("name the last day of a reduction in its sentence", () => {
    const reductions = knowledge.services.flatMap(({ id, fields }) => Object.values(fields).flatMap((field) => (field.temporary === undefined ? [] : [{ id, ...field.temporary }])));
    expect(reductions.length).toBeGreaterThan(0);
    for (const { text, until } of reductions) expect(text).toContain(until.split("-").reverse().map(Number).join("/"));
  });
});

describe("the register", () => {
  it("is whole: every procedure is in one unit, belongs to a service, or was withdrawn for a reason", async () => {
    const rules = withdrawnProcedures.parse(parse(await readFile(`${folder}/register/withdrawn.yaml`, "utf8")));
    const isWithdrawn = ({ code, field }: Procedure): boolean =>
      rules.some((rule) => ("codes" in rule ? rule.codes.includes(code) : rule.field === field && code.startsWith(rule.prefix)));
    const inUnits = [...knowledge.register].flatMap(({ variants }) => variants.map(({ code }) => code));
    const used = new Set([...inUnits, ...knowledge.servedNames.keys()]);
    expect(procedures).toHaveLength(4856);
    expect(inUnits.filter((code) => knowledge.servedNames.has(code))).toEqual([]);
    expect(procedures.filter((procedure) => used.has(procedure.code) === isWithdrawn(procedure)).map(({ code }) => code)).toEqual([]);
  });

  it("shouts no name in capitals", () => {
    expect([...knowledge.register].filter(({ name }) => /^\p{Lu}{2,}(?: [\p{Lu},;]{2,}){3}/u.test(name)).map(({ name }) => name)).toEqual([]);
  });
});

describe("the communes and wards", () => {
  it("are those of the province since 1/7/2025: 133 communes and 15 wards, 46 of them on the land of Hòa Bình", async () => {
    const { communes } = places.parse(parse(await readFile(`${folder}/places.yaml`, "utf8")));
    expect(repeated(communes.map(({ code }) => code))).toEqual([]);
    expect(communes.filter(({ kind }) => kind === "xã")).toHaveLength(133);
    expect(communes.filter(({ kind }) => kind === "phường")).toHaveLength(15);
    expect(communes.filter(({ former }) => former === "Hòa Bình")).toHaveLength(46);
  });
});

describe("the lexicon", () => {
  it("has all its phrases in the form in which text is compared", () => {
    const { fields, ...others } = knowledge.lexicon;
    const { topics, ...frame } = fields;
    const phrases = phrasesIn([others, frame, topics.map(({ say }) => say)]);
    expect(phrases.filter((phrase) => normalise(phrase) !== phrase)).toEqual([]);
  });

  it("names fields that the register has, and calls each by words of its own", () => {
    const { topics } = knowledge.lexicon.fields;
    const known = new Set(procedures.map(({ field }) => field));
    expect(topics.flatMap(({ fields }) => fields).filter((field) => !known.has(field))).toEqual([]);
    expect(repeated(topics.flatMap(({ say }) => say))).toEqual([]);
    expect(knowledge.fields.filter(({ counts }) => counts.all === 0).map(({ id }) => id)).toEqual([]);
  });

  it("has abbreviations of one token each, or they would never be found", () => {
    const keys = [...Object.keys(knowledge.lexicon.abbreviations), ...Object.keys(knowledge.lexicon.teencode)];
    expect(keys.filter((key) => tokenise(key).join(" ") !== key || tokenise(key).length !== 1)).toEqual([]);
  });

  it("spells abbreviations out in what is compared with questions, where they are spelled out before", () => {
    const { abbreviations, teencode, synonyms, intents, actions, reactions, frames, fields } = knowledge.lexicon;
    const short = new Set([...Object.keys(abbreviations), ...Object.keys(teencode)]);
    // Guardrails and small talk are compared with the words as typed too.
    const compared = phrasesIn([synonyms.map(({ say }) => say), intents, actions, frames, fields.topics.map(({ say }) => say), Object.values(reactions).map(({ say }) => say.filter((phrase) => tokenise(phrase).length > 2))]);
    expect(compared.filter((phrase) => tokenise(phrase).some((token) => short.has(token)))).toEqual([]);
  });

  it("says each phrase for one field only", () => {
    expect(repeated(Object.values(knowledge.lexicon.intents).flat())).toEqual([]);
  });

  it("says each citizen's phrase once", () => {
    expect(repeated(knowledge.lexicon.synonyms.flatMap(({ say }) => say))).toEqual([]);
  });

  it("counts no province as own and as another", () => {
    const { own, provinces } = knowledge.lexicon.places;
    expect(provinces.filter((place) => own.includes(place))).toEqual([]);
  });

  it("knows every reaction that the steps ask for", () => {
    const asked = "greeting thanks farewell acknowledge identity ability human help menu restart abuse injection illegal victim own_dossier owner dossier_state waiting filler pointer continuation confirmation process";
    expect(Object.keys(knowledge.lexicon.reactions)).toEqual(expect.arrayContaining(asked.split(" ")));
  });
});
