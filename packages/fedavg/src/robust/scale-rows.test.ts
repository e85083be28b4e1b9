import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import type { RobustAggregator } from '../aggregator.ts';
import { aggregators } from '../aggregators/registry.generated.ts';
import { buildStrategy } from '../build-strategy.ts';
import { BLOCK_LENGTH } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { updateOf } from '../testing/some-updates.ts';
import { scaleBefore } from './scale-rows.ts';

const SIZE = BLOCK_LENGTH + 7;
const random = createRandom(5);
const updates = [1, 2, 3, 4].map((k) =>
  updateOf(
    Float32Array.from({ length: SIZE }, () => random.normal()),
    { numExamples: 10 * k, steps: 3 * k * k, staleness: k },
  ),
);
const infos = updates.map(({ delta: _delta, ...info }) => info);

describe.each([
  // By the median of the steps, 27, where its own has their mean by examples, 30.
  ['FedNova', 30 / 27],
  ['FedBuff', 1],
])('%s', (name, ratio) => {
  const { aggregator, scaling } = buildStrategy({ name, hyperparams: {} });
  if (!scaling) throw new Error(`${name} multiplies nothing`);

  it('points with its own aggregator where the mean of what it multiplies does', () => {
    const own = aggregateUpdates(aggregator, updates);
    const mean = aggregateUpdates(scaleBefore(scaling.mean, scaling.factors), updates);
    own.forEach((value, i) => {
      expect(ratio * (mean[i] as number)).toBeCloseTo(value, 5);
    });
  });

  it('shows another aggregator the updates multiplied', () => {
    const median = aggregators.get('CoordinateMedian').build({});
    const factors = scaling.factors(infos);
    const multiplied = updates.map(({ delta, ...info }, k) => {
      const values = new Float32Array(SIZE);
      delta.read(0, values);
      return updateOf(
        values.map((value) => value * (factors[k] as number)),
        info,
      );
    });
    expect(aggregateUpdates(scaleBefore(median, scaling.factors), updates)).toEqual(
      aggregateUpdates(median, multiplied),
    );
    expect(aggregateUpdates(median, updates)).not.toEqual(aggregateUpdates(median, multiplied));
  });
});

it('leaves the delta of the server as it is, and tells the norms multiplied', () => {
  const seen: unknown[] = [];
  const watcher: RobustAggregator = {
    name: 'watcher',
    additive: false,
    aggregate: ({ infos: told, read }) => {
      seen.push(told.map(({ norm }) => norm));
      const out = new Float32Array(2);
      read(0, 1, out);
      return out;
    },
  };
  const one = { ...updateOf(Float32Array.of(3)), norm: 3 };
  const { delta: root } = updateOf(Float32Array.of(5));
  const scaled = scaleBefore(watcher, () => Float64Array.of(2));
  expect([...aggregateUpdates(scaled, [one], root)]).toEqual([6, 5]);
  expect(seen).toEqual([[6]]);
});

it('lets no client lengthen the updates of others by what it says of its steps', () => {
  const { scaling } = buildStrategy({ name: 'FedNova', hyperparams: {} });
  if (!scaling) throw new Error('FedNova multiplies nothing');
  const rule = scaleBefore(aggregators.get('CoordinateMedian').build({}), scaling.factors);
  const honest = [1, 2, 3, 4].map((k) =>
    updateOf(Float32Array.of(1, k / 10), { numExamples: 100, steps: 10 }),
  );
  const liar = (steps: number) => updateOf(Float32Array.of(60, -60), { numExamples: 1e7, steps });
  const plain = aggregateUpdates(rule, honest);
  for (const steps of [1, 1e6]) {
    const [first = 0, second = 0] = aggregateUpdates(rule, [...honest, liar(steps)]);
    expect(first).toBeCloseTo(plain[0] as number, 5);
    expect(Math.abs(second)).toBeLessThan(0.5);
  }
});

it('keeps every value within what sums are made for', () => {
  const long = updateOf(Float32Array.of(50, -50, 1));
  const scaled = scaleBefore(aggregators.get('CoordinateMedian').build({}), () =>
    Float64Array.of(10),
  );
  expect([...aggregateUpdates(scaled, [long])]).toEqual([64, -64, 10]);
});
