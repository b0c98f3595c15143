/**
 * `npm run --silent import:gift -- FILE.gift`: prints the questions of a Moodle question bank as items of a lesson, to be completed by an
 * editor. What cannot be taken over is named on standard error with its line; then it ends with 1.
 */
import { readFile } from "node:fs/promises";
import { giftItems } from "../core/training/gift-items.js";
import { parseGift } from "../core/training/parse-gift.js";
import { giftWording as say, usage } from "./wording.js";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error(usage("npm run --silent import:gift -- CÂU-HỎI.gift"));
  process.exit(2);
}

const text = await readFile(file, "utf8").catch((error: unknown) => {
  console.error(say.unreadable(file, error instanceof Error ? error.message : String(error)));
  process.exit(2);
});
const { questions, faults } = parseGift(text);
for (const { line, message } of faults) console.error(`${file}:${line}: ${message}`);
console.error(say.summary(questions.length, faults.length));
if (questions.length > 0) console.log(giftItems(questions).trimEnd());
process.exitCode = faults.length === 0 ? 0 : 1;
