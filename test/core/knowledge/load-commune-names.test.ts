import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadCommuneNames } from "../../../src/core/knowledge/load-commune-names.js";

it("names communes and wards with their kind, none longer than announcements keep room for", async () => {
  const names = await loadCommuneNames(fileURLToPath(new URL("../../../knowledge", import.meta.url)));
  expect([names.get("04831"), names.get("04795")]).toEqual(["xã Đà Bắc", "phường Hòa Bình"]);
  expect(Math.max(...[...names.values()].map(({ length }) => length))).toBeLessThanOrEqual(40);
});
