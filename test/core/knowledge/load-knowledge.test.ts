import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashKnowledge } from "../../../src/core/knowledge/hash-knowledge.js";
import { loadKnowledge } from "../../../src/core/knowledge/load-knowledge.js";
import { CodedError } from "../../../src/errors.js";
import { smallArticle, smallDocument, smallKnowledge, smallService, writeKnowledgeFile } from "./small-knowledge.js";

async function faultOf(path: string, text: string): Promise<string> {
  const folder = await smallKnowledge({ [path]: text });
  const error: unknown = await loadKnowledge(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CodedError) || error.code !== "knowledge_invalid") throw new Error(`expected knowledge_invalid, got ${String(error)}`);
  return error.message;
}

describe("loadKnowledge", () => {
  it("reads every kind of source, with what a service stands for set apart from the register", async () => {
    const { documents, articles, services, register, servedNames, places } = await loadKnowledge(await smallKnowledge());
    expect(places.communes.map(({ name }) => name)).toEqual(["Tân Hòa"]);
    expect(documents.map(({ id }) => id)).toEqual(["van-ban-che"]);
    expect(articles.map(({ id }) => id)).toEqual(["tra-xanh"]);
    expect(services.map(({ id }) => id)).toEqual(["xin-giay-trong-che"]);
    expect(Object.fromEntries(servedNames)).toEqual({ "1.000001": "Cấp giấy trồng chè", "1.000002": "Cấp giấy trồng chè trên đồi" });
    expect([...register].map(({ id, variants, aliases }) => [id, variants.map(({ code }) => code), aliases])).toEqual([
      ["procedure/1.000004", ["1.000004", "1.000003"], []],
      ["procedure/1.000005", ["1.000005"], ["xin nuôi tằm tiếp"]],
    ]);
  });

  it("does not name the office of another province, which the register took from the row's author", async () => {
    const row = { code: "1.000007", name: "Nuôi gà", field: "Nông nghiệp", scope: "toàn quốc", submit: [] };
    const rows = [{ ...row, agency: "Sở Nông nghiệp - Tỉnh Sơn La" }, { ...row, code: "1.000008", name: "Nuôi vịt", agency: "Sở Nông nghiệp và Môi trường" }];
    const { register } = await loadKnowledge(await smallKnowledge({ "register/procedures.jsonl": rows.map((one) => JSON.stringify(one)).join("\n") }));
    expect([...register].map(({ variants }) => variants[0]?.agency)).toEqual([undefined, "Sở Nông nghiệp và Môi trường"]);
  });

  it("leaves out the rows of a field and prefix that were withdrawn together", async () => {
    const { register } = await loadKnowledge(await smallKnowledge({ "register/withdrawn.yaml": '- { prefix: "1.0000", field: Nông nghiệp, reason: thử }\n' }));
    expect([...register]).toEqual([]);
  });

  it("reads text in NFC, however the file was written", async () => {
    const { articles, services } = await loadKnowledge(
      await smallKnowledge({ "articles/tra-xanh.md": smallArticle.normalize("NFD"), "services/xin-giay-trong-che.yaml": smallService.normalize("NFD") }),
    );
    expect(articles[0]?.title).toBe("Trà xanh là gì".normalize("NFC"));
    expect(services[0]?.name).toBe("Cấp giấy trồng chè".normalize("NFC"));
  });

  describe("names the file and the field of a fault", () => {
    it.each<[fault: string, path: string, text: string, named: RegExp]>([
      ["a field that is missing", "articles/tra-xanh.md", smallArticle.replace(/^title:.*\n/mu, ""), /articles\/tra-xanh\.md: title: /u],
      ["a field that nobody knows", "articles/tra-xanh.md", smallArticle.replace("state:", "mood: vui\nstate:"), /articles\/tra-xanh\.md: .*"mood"/u],
      ["too few ways of asking", "articles/tra-xanh.md", smallArticle.replace(/^questions:.*/mu, "questions: [một]"), /articles\/tra-xanh\.md: questions: /u],
      ["a day that is none", "articles/tra-xanh.md", smallArticle.replace('checked: "2026-01-03"', 'checked: "3/1/2026"'), /articles\/tra-xanh\.md: checked: /u],
      ["a date inside a list", "articles/tra-xanh.md", smallArticle.replace('date: "2026-01"', "date: hôm qua"), /articles\/tra-xanh\.md: sources\.0\.date: /u],
      ["a document without an issuer", "documents/van-ban-che.md", smallDocument.replace(/^issuer:.*\n/mu, ""), /documents\/van-ban-che\.md: issuer: /u],
      ["an address that is none", "documents/van-ban-che.md", smallDocument.replace("https://example.vn/van-ban", "ở tủ"), /documents\/van-ban-che\.md: sourceUrl: /u],
      ["a territory that is not ours", "documents/van-ban-che.md", smallDocument.replace("toan-quoc", "son-la"), /documents\/van-ban-che\.md: territory: /u],
      ["a code that is none", "services/xin-giay-trong-che.yaml", smallService.replace('codes: ["1.000001"]', 'codes: ["123"]'), /services\/xin-giay-trong-che\.yaml: codes\.0: /u],
      ["an area that is none", "services/xin-giay-trong-che.yaml", smallService.replace("kinh-doanh", "vui-choi"), /services\/xin-giay-trong-che\.yaml: area: /u],
      ["a stated field without a source", "services/xin-giay-trong-che.yaml", smallService.replace(", state: verified, source: cong }", ", state: verified }"), /fields\.fee: a stated field names its source/u],
      ["a stated field that says nothing", "services/xin-giay-trong-che.yaml", smallService.replace('text: "Giấy trồng chè: 70.000 đồng.", ', ""), /fields\.fee: a stated field says something/u],
      ["a procedure of an unknown level", "register/procedures.jsonl", '{"code":"1.000001","name":"X","level":"huyện","field":"Y","scope":"toàn quốc","submit":[]}', /register\/procedures\.jsonl:1: level: /u],
      ["a negative fee", "register/procedures.jsonl", '{"code":"1.000001","name":"X","field":"Y","scope":"toàn quốc","submit":[{"via":"trực tiếp","fee":[-1]}]}', /register\/procedures\.jsonl:1: submit\.0\.fee\.0: /u],
      ["a reason that is missing", "register/withdrawn.yaml", '- { codes: ["1.000006"] }', /register\/withdrawn\.yaml: 0[.:]/u],
      ["a way of asking under no code", "register/aliases/nong-nghiep.yaml", "nuôi tằm: [xin nuôi tằm]", /register\/aliases\/nong-nghiep\.yaml: /u],
      [
        "a commune of no province of ours",
        "places.yaml",
        'source: https://example.vn\nchecked: "2026-01-03"\ncommunes: [{ code: "04792", kind: xã, name: X, former: Sơn La }]',
        /places\.yaml, communes\.0\.former: /u,
      ],
      ["a lexicon entry of the wrong form", "lexicon/synonyms.yaml", "- { say: [a], mean: [b], weight: 2 }", /lexicon\/synonyms\.yaml: 0\.weight: /u],
      ["an intent that is no field", "lexicon/intents.yaml", "weather: [nắng không]", /lexicon\/intents\.yaml: /u],
    ])("%s", async (_fault, path, text, named) => {
      expect(await faultOf(path, text)).toMatch(named);
    });
  });

  describe("refuses front matter that is not there once", () => {
    it.each<[fault: string, text: string, named: RegExp]>([
      ["none at all", "Chỉ có lời văn.\n", /articles\/tra-xanh\.md: no front matter/u],
      ["one that is not closed", smallArticle.replace(/\n---\n/u, "\n"), /articles\/tra-xanh\.md: no front matter/u],
      ["not at the beginning", `Lời đầu.\n${smallArticle}`, /articles\/tra-xanh\.md: no front matter/u],
      ["a field that is given twice", smallArticle.replace("state: verified", "state: verified\ntitle: Tên khác"), /articles\/tra-xanh\.md: .*unique/iu],
      ["YAML that cannot be read", smallArticle.replace("state: verified", "state: [verified"), /articles\/tra-xanh\.md: /u],
    ])("%s", async (_fault, text, named) => {
      expect(await faultOf("articles/tra-xanh.md", text)).toMatch(named);
    });

    it("a second block after the first", async () => {
      const block = /^---\n[\s\S]*?\n---\n/u.exec(smallArticle)?.[0] ?? "";
      expect(await faultOf("articles/tra-xanh.md", block + smallArticle)).toMatch(/articles\/tra-xanh\.md: /u);
    });
  });

  it("wants the id to be the file's name, so that an id stands once", async () => {
    expect(await faultOf("articles/ten-khac.md", smallArticle)).toMatch(/articles\/ten-khac\.md: id "tra-xanh" differs/u);
    expect(await faultOf("services/ten-khac.yaml", smallService)).toMatch(/services\/ten-khac\.yaml: id "xin-giay-trong-che" differs/u);
  });

  describe("refuses references to what is not there", () => {
    it.each<[fault: string, path: string, text: string, named: RegExp]>([
      ["an unknown document", "articles/tra-xanh.md", smallArticle.replace("document: van-ban-che", "document: van-ban-ma"), /tra-xanh\.md: unknown document "van-ban-ma"/u],
      ["an unknown section", "articles/tra-xanh.md", smallArticle.replace("section: Mùa vụ", "section: Mùa mưa"), /tra-xanh\.md: unknown section "Mùa mưa"/u],
      ["an unknown source after a heading", "articles/tra-xanh.md", smallArticle.replace("{bao vb}", "{bao dai}"), /tra-xanh\.md: unknown source "dai"/u],
      ["an unknown source of the lead", "articles/tra-xanh.md", smallArticle.replace("state:", "leadSources: [dai]\nstate:"), /tra-xanh\.md: unknown source "dai"/u],
      ["an article that has no lead", "articles/tra-xanh.md", smallArticle.replace(/\nTrà xanh.*\n/u, "\n"), /tra-xanh\.md: no lead before the first heading/u],
      ["an unknown source of a field", "services/xin-giay-trong-che.yaml", smallService.replace("verified, source: cong", "verified, source: dai"), /xin-giay-trong-che\.yaml: unknown source "dai"/u],
      ["an unknown source of a case", "services/xin-giay-trong-che.yaml", smallService.replace("việc., source: cong", "việc., source: dai"), /xin-giay-trong-che\.yaml: unknown source "dai"/u],
    ])("%s", async (_fault, path, text, named) => {
      expect(await faultOf(path, text)).toMatch(named);
    });
  });
});

describe("hashKnowledge", () => {
  it("is the same for the same content, wherever the folder lies", async () => {
    expect(await hashKnowledge(await smallKnowledge())).toBe(await hashKnowledge(await smallKnowledge()));
  });

  it.each<[change: string, path: string, text: string | undefined]>([
    ["one letter of an article", "articles/tra-xanh.md", smallArticle.replace("mùa xuân", "mùa xuan")],
    ["the lexicon", "lexicon/teencode.yaml", "ko: không\nk: không\n"],
    ["a file more", "articles/moi.md", smallArticle],
    ["a file less", "services/xin-giay-trong-che.yaml", undefined],
  ])("changes with %s", async (_change, path, text) => {
    expect(await hashKnowledge(await smallKnowledge({ [path]: text }))).not.toBe(await hashKnowledge(await smallKnowledge()));
  });

  it("changes when a file is renamed, and not when it is written again as it was", async () => {
    const folder = await smallKnowledge();
    const before = await hashKnowledge(folder);
    await writeKnowledgeFile(folder, "articles/tra-xanh.md", smallArticle);
    expect(await hashKnowledge(folder)).toBe(before);
    const renamed = await smallKnowledge({ "articles/tra-xanh.md": undefined, "articles/tra-den.md": smallArticle });
    expect(await hashKnowledge(renamed)).not.toBe(before);
  });

  it("does not depend on how the folder is written", async () => {
    const folder = await smallKnowledge();
    expect(await hashKnowledge(join(folder, "articles", ".."))).toBe(await hashKnowledge(folder));
    expect(await hashKnowledge(`${folder}/`)).toBe(await hashKnowledge(folder));
  });
});
