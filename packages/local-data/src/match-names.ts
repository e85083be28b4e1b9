/**
 * Says which of `names` is meant by each of `wanted`: equal but for case and punctuation first, then one that
 * begins with the other, then spelt alike. Each name is given once.
 * @returns for each that is wanted an index into `names`, or null
 */
export const matchNames = (
  wanted: readonly string[],
  names: readonly string[],
): (number | null)[] => {
  const matched = matchEqualNames(wanted, names);
  const taken = new Set(matched);
  const candidates = names.flatMap((name, at) => (taken.has(at) ? [] : { at, ...spell(name) }));
  const open = wanted.flatMap((name, at) => (matched[at] === null ? { at, ...spell(name) } : []));
  for (const least of LEVELS) {
    for (const { at, ...spelling } of open) {
      if (matched[at] !== null) continue;
      let [best, score] = [-1, 0];
      for (const candidate of candidates) {
        const one = taken.has(candidate.at) ? 0 : likeness(spelling, candidate);
        if (one > score) [best, score] = [candidate.at, one];
      }
      if (score < least) continue;
      matched[at] = best;
      taken.add(best);
    }
  }
  return matched;
};

/** As {@link matchNames}, of names that are equal but for case and punctuation only. */
export const matchEqualNames = (
  wanted: readonly string[],
  names: readonly string[],
): (number | null)[] => {
  const places = new Map<string, number[]>();
  names.forEach((name, at) => {
    const key = plain(name);
    if (key !== '') places.set(key, [...(places.get(key) ?? []), at]);
  });
  return wanted.map((name) => places.get(plain(name))?.shift() ?? null);
};

/** Certain matches are made before less certain ones can take their names. */
const LEAST_ALIKE = 0.82;
const LEVELS = [0.9, LEAST_ALIKE] as const;

/** A name as it is compared. */
interface Spelling {
  readonly text: string;
  readonly pairs: ReadonlySet<string>;
}

const spell = (name: string): Spelling => {
  const text = plain(name);
  return { text, pairs: pairsOf(text) };
};

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');

/** Shorter beginnings say too little: "a" begins "age". */
const LEAST_BEGINNING = 3;

/** From 0 to 1. */
const likeness = (a: Spelling, b: Spelling): number => {
  const [short, long] = a.text.length < b.text.length ? [a, b] : [b, a];
  if (short.text.length >= LEAST_BEGINNING && long.text.startsWith(short.text)) return 0.9;
  return sharedPairs(short.pairs, long.pairs);
};

/** Dice's coefficient of the pairs of letters that follow each other (Dice 1945), or 0 where it is too low. */
const sharedPairs = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const both = a.size + b.size;
  // Thousands of names are compared with thousands: most cannot be alike by their lengths alone.
  if ((2 * Math.min(a.size, b.size)) / both < LEAST_ALIKE) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return shared === 0 ? 0 : (2 * shared) / both;
};

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
