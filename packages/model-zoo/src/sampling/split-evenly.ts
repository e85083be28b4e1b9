/**
 * Cuts a list into consecutive parts whose lengths differ by at most one, the longer ones first.
 * @param parts at least 1
 */
export const splitEvenly = (items: Int32Array, parts: number): Int32Array[] => {
  const shortest = Math.floor(items.length / parts);
  const longer = items.length % parts;
  return Array.from({ length: parts }, (_, part) => {
    const start = part * shortest + Math.min(part, longer);
    return items.slice(start, start + shortest + (part < longer ? 1 : 0));
  });
};
