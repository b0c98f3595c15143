import { describe, expect, it } from "vitest";
import { isStated } from "../../../src/core/text/stated.js";

describe("isStated", () => {
  it.each([
    ["nộp trong 15 ngày", "15 ngày"],
    ["nộp trong mười lăm ngày", "15 ngày"],
    ["phí một trăm nghìn đồng", "100.000 đồng"],
    ["đạt 20% GRDP", "20%"],
    ["đạt hai mươi phần trăm", "20%"],
    ["từ ngày 1/7/2025", "1/7/2025"],
    ["tỉnh Hòa Bình (cũ)", "hòa bình"],
  ])("finds in “%s”: %s", (text, said) => {
    expect(isStated(text, said)).toBe(true);
  });

  it.each([
    ["nộp trong 115 ngày", "15 ngày"],
    ["nộp trong 15 tháng", "15 ngày"],
    ["đạt 120% GRDP", "20%"],
    ["từ ngày 11/7/2025", "1/7/2025"],
    ["phí 170.000 đồng", "70.000 đồng"],
    ["", "20%"],
  ])("does not find in “%s”: %s", (text, said) => {
    expect(isStated(text, said)).toBe(false);
  });
});
