import {
  BLOCK_LENGTH,
  type DeltaReader,
  denseDelta,
  forEachBlock,
  type UpdateInfo,
} from '@tributary/fedavg';
import type { Digest } from '@tributary/protocol';

/** An update to be compared; read when its turn comes. */
export interface Comparable extends UpdateInfo {
  readonly digest: Digest;
}

interface Comparison<Update extends Comparable> {
  readonly updates: readonly Update[];
  /** What the round made of all of them. */
  readonly aggregate: Float32Array;
  /** How many of the first values move the model: those that are compared. */
  readonly moves: number;
  readonly read: (update: Update) => Promise<DeltaReader>;
}

/** Enough to tell who points elsewhere, and short in a log. */
const DIGITS = 1e4;

/**
 * The cosine of each update and what the round made of all, by digest; rounded, always the same for the same
 * round. One update is in memory at a time. A vector of zeros points nowhere and has none.
 */
export const cosinesTo = async <Update extends Comparable>({
  updates,
  aggregate,
  moves,
  read,
}: Comparison<Update>): Promise<Readonly<Record<Digest, number>>> => {
  const ours = denseDelta(aggregate);
  const cosines: Record<Digest, number> = {};
  for (const update of updates) {
    const cosine = cosineOf(await read(update), ours, moves);
    if (cosine !== null) cosines[update.digest] = Math.round(cosine * DIGITS) / DIGITS;
  }
  return cosines;
};

const cosineOf = (a: DeltaReader, b: DeltaReader, count: number): number | null => {
  const [one, other] = [new Float32Array(BLOCK_LENGTH), new Float32Array(BLOCK_LENGTH)];
  let [product, squaresA, squaresB] = [0, 0, 0];
  forEachBlock(a.size, (begin, length) => {
    const counted = Math.min(length, count - begin);
    if (counted <= 0) return;
    const [x, y] = [one.subarray(0, length), other.subarray(0, length)];
    a.read(begin, x);
    b.read(begin, y);
    for (let i = 0; i < counted; i++) {
      const [xi, yi] = [x[i] as number, y[i] as number];
      product += xi * yi;
      squaresA += xi * xi;
      squaresB += yi * yi;
    }
  });
  const lengths = Math.sqrt(squaresA) * Math.sqrt(squaresB);
  return lengths > 0 ? Math.max(-1, Math.min(1, product / lengths)) : null;
};
