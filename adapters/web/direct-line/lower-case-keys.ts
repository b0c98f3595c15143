/** JSON with the names of its outer two levels in lower case: some official clients write `{"User":{"Id":…}}`. */
export function lowerCaseKeys(value: unknown, levels = 2): unknown {
  if (levels === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.toLowerCase(), lowerCaseKeys(item, levels - 1)]));
}
