import { z } from 'zod';
import { norm2 } from '../../vector.ts';
import { defineTransform, unreadable } from '../compressor.ts';
import { indicesOfLargest } from '../largest-values.ts';
import { decodeIndices, encodeIndices, maxIndexBytes } from '../rice-code.ts';
import { sparseDelta } from '../sparse-delta.ts';

const keptCount = (size: number, fraction: number): number =>
  Math.max(1, Math.min(size, Math.round(size * fraction)));

/** Side information: where the kept values stood (see `rice-code.ts`). */
export const topK = defineTransform({
  name: 'top-k',
  summary: 'Keeps the largest values and their places; all others count as 0.',
  paper: 'Aji and Heafield 2017, Sparse Communication for Distributed Gradient Descent',
  formula: 'x ≈ x where |x| is among the k largest, else 0; k = fraction·d',
  cost: 'Places take about 8.1 bits for each kept value at 1 % (8.6 at most), 4.8 at 10 %; O(d) time, 4·k bytes of memory to decode',
  combines:
    'In front of any codec, with error feedback. Not behind "rotate" or "low-rank", which leave no value larger than the others.',
  lossless: false,
  params: z.object({
    fraction: z.number().min(0.00001).max(0.5).default(0.01).meta({
      title: 'Fraction',
      description:
        'How much of all values is kept; more than a half would cost more than it saves.',
    }),
  }),
  unbiased: () => false,
  refuse: (_, before) => {
    const evened = before.find((name) => name === 'rotate' || name === 'low-rank');
    return evened === undefined
      ? undefined
      : `Behind "${evened}" no value is larger than the others, so "top-k" has nothing to choose by. Leave out one of the two.`;
  },
  // The k largest squares are at least their share of the sum of all squares.
  errorBound: (values, { fraction }) =>
    norm2(values) * Math.sqrt(1 - keptCount(values.length, fraction) / values.length),
  restLength: ({ size, params: { fraction } }) => keptCount(size, fraction),
  maxSideBytes: ({ size, params: { fraction } }) => maxIndexBytes(keptCount(size, fraction), size),
  encode: (values, { params: { fraction } }) => {
    const indices = indicesOfLargest(values, keptCount(values.length, fraction));
    const rest = new Float32Array(indices.length);
    for (let i = 0; i < rest.length; i++) rest[i] = values[indices[i] as number] as number;
    return { side: encodeIndices(indices), rest };
  },
  decode: (side, rest, { size }) => {
    const indices = decodeIndices(side, { count: rest.size, size });
    return typeof indices === 'string'
      ? unreadable(indices)
      : { ok: true, delta: sparseDelta(size, indices, rest) };
  },
});
