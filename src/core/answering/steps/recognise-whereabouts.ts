import type { Step } from "../pipeline.js";

/** The article that tells where dossiers are handed in. */
const placeArticle = "noi-lam-thu-tuc";

/** "Tôi ở Lạc Sơn thì nộp ở đâu": who names nothing but a place of ours asks where any dossier is handed in there. After a service, it is still asked of that. */
export const recogniseWhereabouts: Step = (context, { places, reactions, slots, retriever }) => {
  const { tokens } = context.reading;
  if (context.memory.focus !== undefined || !slots.fieldsIn(tokens).includes("where") || !places.has(tokens)) return undefined;
  const besides = ["filler", "process"].reduce((words, name) => reactions.without(name, words), slots.withoutFields(places.find(tokens).rest));
  if (besides.some((word) => !retriever.isWeak(word) && !ranks.has(word)) || retriever.unit(placeArticle) === undefined) return undefined;
  context.unitId = placeArticle;
  return undefined;
};

/** Words around the name of a place. */
const ranks: ReadonlySet<string> = new Set([
  "huyện",
  "xã",
  "phường",
  "tỉnh",
  "thành",
  "phố",
  "thị",
  "trấn",
  "cũ",
  "quê",
  "nhà",
  "sống",
  "hồ",
  "sơ",
  "nộp",
  "giấy",
  "tờ",
  "thủ",
  "tục",
  "chỗ",
  "nơi",
  "làm",
]);
