import { describe, expect, it } from "vitest";
import { choosePassages } from "../../../../src/core/answering/compose/choose-passage.js";
import type { Unit } from "../../../../src/core/retrieval/unit.js";
import { yearsOf } from "../../../../src/core/text/figures.js";
import { tokenise } from "../../../../src/core/text/tokenise.js";

const unit: Unit = {
  id: "x",
  kind: "article",
  documentId: "x",
  title: "Mục tiêu kinh tế số",
  aliases: [],
  keywords: [],
  territory: "hoa-binh",
  related: [],
  passages: [
    { heading: [], text: "Đến năm 2030 đạt 30% GRDP. Mức năm 2025 là 20%." },
    { heading: ["Đến năm 2025"], text: "Đến năm 2025 phấn đấu 20% GRDP." },
    { heading: ["Năng suất lao động"], text: "Năng suất lao động tăng 8% mỗi năm." },
    { heading: ["Vì sao đặt mục tiêu"], text: "Vì tỉnh muốn tăng trưởng nhanh." },
    { heading: ["Ban hành"], text: "Ban hành ngày 26/12/2024." },
  ],
};

function chosen(question: string, of = unit): string[] {
  const query = tokenise(question);
  const words = query.filter((word) => !["là", "gì", "bao", "nhiêu", "của", "thế", "nào"].includes(word));
  return choosePassages(of, { query, words, years: yearsOf(question) }, () => 5).map(({ heading }) => heading[0] ?? "lead");
}

describe("choosePassages", () => {
  it.each([
    ["mục tiêu kinh tế số là gì", "lead"],
    ["mục tiêu kinh tế số năm 2030 là bao nhiêu", "lead"],
    ["mục tiêu kinh tế số năm 2025 là bao nhiêu", "Đến năm 2025"],
    ["năng suất lao động tăng bao nhiêu", "Năng suất lao động"],
    ["vì sao đặt mục tiêu kinh tế số", "Vì sao đặt mục tiêu"],
    ["mục tiêu kinh tế số ban hành ngày nào", "Ban hành"],
    ["kinh tế số", "lead"],
  ])("gives for “%s” first the passage under “%s”", (question, heading) => {
    expect(chosen(question)[0]).toBe(heading);
  });

  it("adds a short passage that fits nearly as well, and no other", () => {
    expect(chosen("mục tiêu kinh tế số năm 2030 là bao nhiêu")).toHaveLength(1);
    const [lead, ...others] = unit.passages as [Unit["passages"][number], ...Unit["passages"]];
    const near = { heading: ["Gần"], text: "Mức tối thiểu của từng ngành là 20%." };
    const long = { heading: ["Dài"], text: `Mức tối thiểu của từng ngành là 20%. ${"Từ ".repeat(90)}` };
    expect(chosen("mức của từng ngành", { ...unit, passages: [lead, near, ...others] })).toContain("Gần");
    expect(chosen("mức từng ngành", { ...unit, passages: [near, { heading: ["Cũng gần"], text: "Mức của từng ngành là 8%." }] })).toHaveLength(2);
    expect(chosen("mức từng ngành", { ...unit, passages: [near, long] })).toHaveLength(1);
    expect(chosen("mức từng ngành", { ...unit, passages: [near, { ...near, text: `${near.text}\nKhác.` }] })).toHaveLength(1);
  });

  it("gives the only passage that there is", () => {
    const single = { ...unit, passages: unit.passages.slice(2, 3) };
    expect(chosen("khác 2040", single)).toEqual(["Năng suất lao động"]);
  });
});
