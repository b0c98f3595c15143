import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { loadKnowledge, readProcedures } from "../../core/knowledge/load-knowledge.js";
import { essentialName } from "../../core/knowledge/merge-variants.js";
import type { Procedure } from "../../core/knowledge/schema.js";
import { seededRandom } from "../../core/retrieval/seeded-random.js";
import { unitsOfKnowledge } from "../../core/retrieval/units-of-knowledge.js";

/**
 * Copies a knowledge folder and grows its register until the whole holds so many passages. The new procedures are those of the register under
 * a narrower name, or what is done to one thing said of another: as near to the real ones as another province's would be. The same seed makes
 * the same procedures.
 * @returns the number of passages before and after.
 */
export async function growKnowledge(from: string, to: string, passages: number, seed = 1): Promise<{ before: number; after: number }> {
  await cp(from, to, { recursive: true });
  const before = unitsOfKnowledge(await loadKnowledge(from)).reduce((sum, unit) => sum + Math.max(1, unit.passages.length), 0);
  const path = join(to, "register/procedures.jsonl");
  const grown = grownProcedures(await readProcedures(path), Math.max(0, passages - before), seed);
  await appendFile(path, grown.map((procedure) => `${JSON.stringify(procedure)}\n`).join(""));
  return { before, after: before + grown.length };
}

/** Procedures like those given, none by the name of one of them. */
export function grownProcedures(procedures: readonly Procedure[], count: number, seed: number): Procedure[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const names = new Set(procedures.map(({ name }) => essentialName(name)));
  const grown: Procedure[] = [];
  while (grown.length < count) {
    const [model, other] = [pick(procedures), pick(procedures)];
    const name = random() < 0.5 ? narrowed(model, other, random()) : recombined(model, other);
    if (name === undefined || names.has(essentialName(name))) continue;
    names.add(essentialName(name));
    // Fields keep their numbers: what is grown is in fields of its own.
    grown.push({ ...model, code: `9.${String(grown.length).padStart(6, "0")}`, name, field: `${model.field} mở rộng` });
  }
  return grown;
}

/** The name with a condition behind it: "… thuộc lĩnh vực Thú y". */
function narrowed(model: Procedure, other: Procedure, choice: number): string {
  const object = objectOf(other.name);
  if (choice < 0.4 || object === undefined) return `${model.name} thuộc lĩnh vực ${other.field}`;
  return choice < 0.7 ? `${model.name} đối với ${object}` : `${model.name} kèm theo ${object}`;
}

/** What is done to one thing, said of another: "Gia hạn" and "giấy phép bán lẻ rượu". */
function recombined(model: Procedure, other: Procedure): string | undefined {
  const [action] = actionAtHead.exec(model.name) ?? [];
  const object = objectOf(other.name);
  return action === undefined || object === undefined ? undefined : `${action.trim()} ${object}`;
}

const actionAtHead =
  /^(?:Thủ tục )?(?:cấp lại|cấp đổi|cấp mới|cấp|gia hạn|điều chỉnh|bổ sung|thu hồi|đăng ký lại|đăng ký|thông báo|xác nhận|phê duyệt|công nhận|thẩm định|đề nghị|sửa đổi|chấm dứt|giải quyết|hỗ trợ)(?= )/iu;

function objectOf(name: string): string | undefined {
  const match = actionAtHead.exec(name);
  const rest =
    match === null
      ? ""
      : name
          .slice(match[0].length)
          .replace(/\s*\([^)]*\)/gu, "")
          .trim();
  return rest === "" ? undefined : rest;
}
