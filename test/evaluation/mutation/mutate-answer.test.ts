import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { seededRandom } from "../../../src/core/retrieval/seeded-random.js";
import { normalise } from "../../../src/core/text/normalise.js";
import { mutate } from "../../../src/evaluation/mutation/mutate-answer.js";
import { mutationKinds, targetsIn } from "../../../src/evaluation/mutation/mutation-targets.js";
import { placesOf } from "../../../src/evaluation/mutation/places-of.js";

const places = ["Hòa Bình", "Phú Thọ", "Mường Bi"];
const body =
  "1. Từ 1/7/2025 tỉnh Hòa Bình nhập vào Phú Thọ theo Nghị quyết 202/2025/QH15.\n2. Phí 70.000 đồng (mã 1.001193), giảm 50%, trong 3 ngày, đến năm 2030.\n10. Kết luận 26/12/2024, tháng 9/2025, 57-NQ/TW.\n" +
  "Xã trả trong hai ngày làm việc, không thu phí, trừ khi tỉnh thu 15.000 đồng.";

function textsOf(kind: string): string[] {
  return targetsIn(body, places)
    .filter((target) => target.kind === kind)
    .map(({ text }) => text);
}

describe("targetsIn", () => {
  it("finds dates, months and years, but not those inside a document's number", () => {
    expect(textsOf("date")).toEqual(["1/7/2025", "2030", "26/12/2024", "9/2025"]);
  });

  it("finds amounts by what they count", () => {
    expect(textsOf("amount")).toEqual(["70.000", "50", "3", "15.000"]);
  });

  it("finds numbers of documents and codes of procedures", () => {
    expect(textsOf("document_number")).toEqual(["202/2025/QH15", "1.001193", "57-NQ/TW"]);
  });

  it("finds names of places as whole words", () => {
    expect(textsOf("place")).toEqual(["Hòa Bình", "Phú Thọ"]);
    expect(targetsIn("Hòa Bìnhh", places)).toEqual([]);
  });

  it("finds negations and exceptions, units behind numbers, offices and number words", () => {
    expect(textsOf("negation")).toEqual(["không ", "trừ "]);
    expect(textsOf("unit")).toEqual(["đồng", "ngày", "ngày làm việc", "đồng"]);
    expect(textsOf("level")).toEqual(["tỉnh", "Xã", "tỉnh"]);
    expect(textsOf("number_word")).toEqual(["hai"]);
  });

  it("finds two figures that follow one another and differ", () => {
    const swaps = targetsIn("Từ 20% đến 30%, năm 2025, 2025 và 9/2025.", []).filter(({ kind }) => kind === "swap");
    expect(swaps.map(({ text }) => text)).toEqual(["20% đến 30", "2025 và 9/2025"]);
  });
});

describe("mutate", () => {
  const targets = targetsIn(body, places);

  it("changes the target into something else of its kind, and nothing around it", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...targets), (seed, target) => {
        const { before, after, body: changed } = mutate(body, target, places, seededRandom(seed));
        expect(before).toBe(target.text);
        expect(normalise(after)).not.toBe(normalise(before));
        expect(changed).toBe(body.slice(0, target.start) + after + body.slice(target.start + before.length));
        if (target.kind === "place") expect(places).toContain(after);
        if (target.kind === "digit") expect(after).toMatch(/^\d$/u);
        if (target.kind === "date") expect(after.split("/")).toHaveLength(before.split("/").length);
        if (target.kind === "amount") expect(after).toMatch(/^\d+(?:\.\d{3})*$/u);
        if (target.kind === "negation") expect(after).toBe("");
        if (target.kind === "swap") expect(after.match(/\d/gu)?.sort()).toEqual(before.match(/\d/gu)?.sort());
        if (target.kind === "level") expect(after.charAt(0) === after.charAt(0).toUpperCase()).toBe(before.charAt(0) === before.charAt(0).toUpperCase());
      }),
    );
  });

  it("has a target of every kind in this text", () => {
    expect(new Set(targets.map(({ kind }) => kind))).toEqual(new Set(mutationKinds));
  });
});

describe("placesOf", () => {
  it("writes places as a text does and leaves out ways of typing", () => {
    const lexicon = { places: { own: ["hòa bình"], ownDistricts: ["đà bắc"], provinces: ["huế", "hcm", "bà rịa"], countries: [], notPlaces: [] } };
    expect(placesOf({ lexicon, places: { communes: [{ name: "Mường Bi" }, { name: "Đà Bắc" }] } } as unknown as Parameters<typeof placesOf>[0])).toEqual([
      "Hòa Bình",
      "Đà Bắc",
      "Huế",
      "Bà Rịa",
      "Mường Bi",
    ]);
  });
});
