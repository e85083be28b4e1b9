import { aggregateUpdates } from '../../aggregate-updates.ts';
import { createWeightedMean } from '../../aggregators/weighted-mean.ts';
import { denseDelta } from '../../delta-reader.ts';
import { expectAllClose, FLOAT32, type Golden, type GoldenCheck } from './golden.ts';

type Nested = number | readonly Nested[];

interface AverageRow {
  readonly values?: readonly Nested[];
  readonly weights: readonly number[];
  readonly expected: Nested;
}

const flat = (nested: Nested): number[] =>
  typeof nested === 'number' ? [nested] : nested.flatMap(flat);

/** AVG: weighted means, of Flower and NVFlare. */
export const averageVectors = (golden: Golden): GoldenCheck[] => {
  const { id, rows } = golden.weighted_mean as { id: string; rows: readonly AverageRow[] };
  return rows.flatMap(({ values, weights, expected }, index) =>
    // The last row is about rounds, not means.
    values
      ? [
          {
            id: `${id}/${index}`,
            run: () => {
              // Weights are counts here, so halves are doubled.
              const numExamples = weights.map((weight) => weight * 2);
              const updates = values.map((value, client) => ({
                delta: denseDelta(Float32Array.from(flat(value))),
                numExamples: numExamples[client] as number,
              }));
              const mean = aggregateUpdates(createWeightedMean('num-examples'), updates);
              expectAllClose(mean, flat(expected), FLOAT32);
            },
          },
        ]
      : [],
  );
};
