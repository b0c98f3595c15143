import { expect, it } from "vitest";
import { hashWithDocuments } from "../../../src/core/knowledge/hash-knowledge.js";

const document = { id: "a", sections: [{ headingPath: ["Điều 1"], text: "Chè" }] };

it("is the same for documents that a database gave back with their keys in another order, and for no other", () => {
  const hash = hashWithDocuments("goc", [document]);
  expect(hashWithDocuments("goc", [{ sections: [{ text: "Chè", headingPath: ["Điều 1"] }], id: "a" }])).toBe(hash);
  expect(hashWithDocuments("goc", [{ ...document, id: "b" }])).not.toBe(hash);
  expect(hashWithDocuments("goc", [document, document])).not.toBe(hash);
});
