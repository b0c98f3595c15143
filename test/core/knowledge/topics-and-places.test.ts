import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hashKnowledge } from "../../../src/core/knowledge/hash-knowledge.js";
import { loadDocuments } from "../../../src/core/knowledge/load-knowledge.js";
import { loadPlaces } from "../../../src/core/places/load-places.js";
import { loadTopics } from "../../../src/core/knowledge/load-topics.js";
import { smallKnowledge, writeKnowledgeFile } from "./small-knowledge.js";

const folder = fileURLToPath(new URL("../../../knowledge", import.meta.url));
const topic = (changed = ""): string =>
  `- { id: mot, name: Một, about: Việc một., audience: everyone, source: { document: van-ban-che, section: "Điều 1" }${changed} }\n`;
const documents = [{ id: "van-ban-che", sections: [{ headingPath: ["Chương I", "Điều 1"], level: 2, tags: [], text: "Trồng chè." }] }];
const former = (code = "04792"): string =>
  `source: https://example.vn/xa\ntitle: Nghị quyết\nissued: "2025-06-16"\nchecked: "2026-01-03"\ncommunes: [{ code: "${code}", districts: [thành phố Hòa Bình], communes: [xã Yên Mông] }]\n`;

describe("the topics of announcements", () => {
  it("are five to seven, named for a button, and each rests on a task of the Conclusion", async () => {
    const topics = await loadTopics(folder, await loadDocuments(folder));
    expect(topics.length).toBeGreaterThanOrEqual(5);
    expect(topics.length).toBeLessThanOrEqual(7);
    expect(new Set(topics.map(({ name }) => name)).size).toBe(topics.length);
    expect(topics.every(({ source }) => source.document === "ket-luan-26-12-2024")).toBe(true);
  });

  it.each([
    ["a section that is not there", topic().replace("Điều 1", "Điều 9"), /topics\.yaml, mot: unknown section "Điều 9"/u],
    ["an id that stands there twice", topic() + topic(), /"mot" stands there twice/u],
    ["an audience that is none", topic().replace("everyone", "nobody"), /topics\.yaml, 0\.audience: /u],
    ["a field that nobody knows", topic(", mood: vui"), /topics\.yaml, 0: .*"mood"/u],
    ["no topic at all", "[]", /topics\.yaml, : /u],
  ])("are refused with %s", async (_fault, text, named) => {
    await expect(loadTopics(await smallKnowledge({ "topics.yaml": text }), documents)).rejects.toThrow(named);
  });
});

describe("the places", () => {
  it("are the 148 communes and wards, each with what it was before", async () => {
    const { communes: places } = await loadPlaces(folder);
    expect(places).toHaveLength(148);
    expect(new Set(places.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(148);
    const count = (province: string): number => places.filter(({ formerProvince }) => formerProvince === province).length;
    expect(["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"].map(count)).toEqual([46, 66, 36]);
    const ofLacSon = places.filter(({ formerDistricts }) => formerDistricts.includes("huyện Lạc Sơn"));
    expect(ofLacSon.map(({ name }) => name).sort()).toEqual(
      ["Đại Đồng", "Lạc Sơn", "Mường Vang", "Ngọc Sơn", "Nhân Nghĩa", "Quyết Thắng", "Thượng Cốc", "Yên Phú"].sort(),
    );
    // Three provinces had 151, 207 and 121 communes; three of them were divided.
    expect(places.flatMap(({ formerCommunes }) => formerCommunes)).toHaveLength(151 + 207 + 121 + 3);
  });

  it("are refused where a commune lacks what it was before, or has no place", async () => {
    await expect(loadPlaces(await smallKnowledge({ "former-places.yaml": former("05266") }))).rejects.toThrow(/"04792" is missing/u);
    const none = former().replace(/\[\{ code.*/u, "[]");
    await expect(loadPlaces(await smallKnowledge({ "former-places.yaml": none }))).rejects.toThrow(/0 communes, places\.yaml has 1/u);
    expect(await loadPlaces(await smallKnowledge({ "former-places.yaml": former() }))).toMatchObject({
      communes: [{ name: "Tân Hòa", formerCommunes: ["xã Yên Mông"] }],
    });
  });

  it("are a source of answers, and topics are none: the index does not depend on them", async () => {
    const small = await smallKnowledge();
    const before = await hashKnowledge(small);
    await writeKnowledgeFile(small, "topics.yaml", topic());
    expect(await hashKnowledge(small)).toBe(before);
  });
});
