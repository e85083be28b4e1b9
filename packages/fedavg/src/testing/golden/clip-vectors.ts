import { aggregateUpdates } from '../../aggregate-updates.ts';
import { normClipping } from '../../aggregators/norm-clipping.ts';
import { updateOf } from '../some-updates.ts';
import { expectAllClose, expectSame, FLOAT32, type Golden, type GoldenCheck } from './golden.ts';
import { flatten, type Nested } from './nested.ts';

interface ClipRow {
  readonly op: string;
  readonly C?: number;
  readonly threshold?: number;
  readonly values: readonly Nested[];
  readonly weights?: readonly number[];
  readonly result?: Nested;
  readonly results?: readonly number[];
  readonly atol?: number;
  readonly clipped?: number;
  readonly zeroed?: number | readonly number[];
}

type Excess = 'clip' | 'zero';

/** What comes of clipping or zeroing, and how many updates were changed by it. */
const clip = (row: ClipRow, excess: Excess, clipNorm: number) => {
  const { op, values, weights } = row;
  const length = op.endsWith('struct4') ? 4 : 1;
  const updates = values.map((value, client) => {
    const numbers = flatten(value);
    const repeated = Array.from({ length }, () => numbers).flat();
    return updateOf(Float32Array.from(repeated), { numExamples: weights?.[client] ?? 1 });
  });
  const aggregator = normClipping.build({ clipNorm, excess, weightedBy: 'num-examples' });
  if (!aggregator.additive) throw new Error('clipping is not additive');
  const changed = updates.filter((info) => aggregator.weigh(info) < info.numExamples).length;
  // Sums are means over clients that weigh the same, times their number.
  const factor = op.includes('mean') ? 1 : updates.length;
  return { changed, result: aggregateUpdates(aggregator, updates).map((mean) => mean * factor) };
};

const checkRow = (row: ClipRow): void => {
  const { op, C, threshold, result, results, atol = 0, clipped, zeroed } = row;
  if (results) {
    // The threshold rises from round to round.
    results.forEach((wanted, round) => {
      const got = clip(row, 'zero', round + 1);
      expectAllClose(got.result, [wanted], FLOAT32);
      expectSame(got.changed, (zeroed as readonly number[])[round]);
    });
    return;
  }
  const got = clip(row, op.startsWith('zero') ? 'zero' : 'clip', (C ?? threshold) as number);
  const wanted = flatten(result as Nested);
  const repeated = op.endsWith('struct4') ? Array(4).fill(wanted[0]) : wanted;
  expectAllClose(got.result, repeated, { ...FLOAT32, atol });
  if ((clipped ?? zeroed) !== undefined) expectSame(got.changed, clipped ?? zeroed);
};

/** CLIP: clipping and zeroing by norm, of TensorFlow Federated. */
export const clipVectors = (golden: Golden): GoldenCheck[] => {
  const { id, rows } = golden.clip_literals as { id: string; rows: readonly ClipRow[] };
  return rows.map((row, index) => ({ id: `${id}/${index}`, run: () => checkRow(row) }));
};
