/**
 * Says which of `names` is meant by each of `wanted`: equal but for case and punctuation first, then one that
 * begins with the other, then spelt alike. Each name is given once.
 * @returns for each that is wanted an index into `names`, or null
 */
export const matchNames = (
  wanted: readonly string[],
  names: readonly string[],
): (number | null)[] => {
  const left = names.map(plain);
  const matched: (number | null)[] = wanted.map(() => null);
  for (const least of LEVELS) {
    wanted.forEach((name, at) => {
      if (matched[at] !== null) return;
      const scores = left.map((candidate, index) =>
        matched.includes(index) ? 0 : likeness(plain(name), candidate),
      );
      const best = scores.reduce((top, score, i) => (score > (scores[top] ?? 0) ? i : top), 0);
      if ((scores[best] ?? 0) >= least) matched[at] = best;
    });
  }
  return matched;
};

/** Certain matches are made before less certain ones can take their names. */
const LEVELS = [1, 0.9, 0.82] as const;

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');

/** Shorter beginnings say too little: "a" begins "age". */
const LEAST_BEGINNING = 3;

/** From 0 to 1. */
const likeness = (a: string, b: string): number => {
  if (a === b) return a === '' ? 0 : 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= LEAST_BEGINNING && long.startsWith(short)) return 0.9;
  return sharedPairs(a, b);
};

/** Dice's coefficient of the pairs of letters that follow each other (Dice 1945). */
const sharedPairs = (a: string, b: string): number => {
  const [pairsOfA, pairsOfB] = [pairsOf(a), pairsOf(b)];
  const shared = pairsOfA.filter((pair) => pairsOfB.includes(pair)).length;
  return shared === 0 ? 0 : (2 * shared) / (pairsOfA.length + pairsOfB.length);
};

const pairsOf = (text: string): string[] => [
  ...new Set(
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)),
  ),
];
