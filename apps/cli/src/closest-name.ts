/**
 * The name that was probably meant: the one with the fewest letters to change, if those are few, or
 * the only one that begins so.
 */
export const closestName = (given: string, names: readonly string[]): string | undefined => {
  const begun = names.filter((name) => given.length > 1 && name.startsWith(given));
  if (begun.length === 1) return begun[0];
  const near = names
    .map((name) => ({ name, changes: countChanges(given.toLowerCase(), name.toLowerCase()) }))
    .filter(
      ({ name, changes }) => changes < name.length && changes <= Math.max(2, name.length / 3),
    );
  return near.sort((a, b) => a.changes - b.changes)[0]?.name;
};

/** Letters to put in, take out or replace (Levenshtein 1966). */
const countChanges = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
};
