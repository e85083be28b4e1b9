import { type Gram, squaredDistance } from './gram.ts';

/**
 * The `keep` rows whose largest distance from one another is the least, exactly.
 *
 * For a given diameter the rows to leave out are a vertex cover of the graph of all pairs that lie
 * further apart, so that a search over at most 2^(n − keep) branches finds them; the diameter itself
 * is found by bisection. Lower indices are kept where there is a choice.
 */
export const smallestDiameter = (gram: Gram, clients: number, keep: number): number[] => {
  const diameters: number[] = [0];
  for (let a = 0; a < clients; a++) {
    for (let b = a + 1; b < clients; b++) diameters.push(squaredDistance(gram, a, b));
  }
  diameters.sort((a, b) => a - b);
  const everyone = Array.from({ length: clients }, (_, row) => row);
  const within = (diameter: number) => {
    const tooFar = (a: number, b: number) => squaredDistance(gram, a, b) > diameter;
    return leaveOut(everyone, tooFar, clients - keep);
  };
  let low = 0;
  let high = diameters.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (within(diameters[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return (within(diameters[low] as number) ?? everyone).slice(0, keep);
};

/** What is left when at most `most` rows go, so that no two are too far apart; nothing if it cannot be. */
const leaveOut = (
  rows: readonly number[],
  tooFar: (a: number, b: number) => boolean,
  most: number,
): readonly number[] | undefined => {
  for (const [at, a] of rows.entries()) {
    const b = rows.slice(at + 1).find((other) => tooFar(a, other));
    if (b === undefined) continue;
    if (most === 0) return undefined;
    const without = (gone: number) => rows.filter((row) => row !== gone);
    return leaveOut(without(b), tooFar, most - 1) ?? leaveOut(without(a), tooFar, most - 1);
  }
  return rows;
};
