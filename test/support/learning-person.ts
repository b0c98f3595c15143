/** The letters under which a text shows its choices. */
export function lettersIn(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^([A-E])\. (.*)$/gmu)].map(([, letter = "", choice = ""]) => [choice, letter]));
}

const keys = ["Ba", "Chính quyền số", "Xã hội số", "Ý đúng"];

/** What to type for the item of the test courses that a text puts, rightly or not. */
export function answerTo(text: string, isRight: boolean): string {
  const lettered = lettersIn(text);
  if (text.includes("đúng hay sai")) return isRight ? "sai" : "đúng";
  if (text.includes("Gõ một con số")) return isRight ? "2020" : "2019";
  if (text.includes("đúng thứ tự")) return (isRight ? ["Trước", "Giữa", "Sau"] : ["Sau", "Giữa", "Trước"]).map((step) => lettered.get(step)).join(" ");
  const marks = [...lettered].filter(([choice]) => keys.includes(choice) === isRight).map(([, letter]) => letter);
  return text.includes("nhiều ý đúng") ? marks.join(" ") : (marks[0] ?? "");
}
