/** The text of a `.env` file with one variable set: in its line where it has one, else in a new one at the end. */
export function withSetting(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  const own = new RegExp(`^${name}=.*$`, "mu");
  if (own.test(text)) return text.replace(own, () => line);
  return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
}
