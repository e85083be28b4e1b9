import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { MAX_ABS_DELTA } from '../client-update.ts';
import { BLOCK_LENGTH, denseDelta, readWhole } from '../delta-reader.ts';
import { fedAsync } from '../strategies/fed-async.ts';
import { fedBuff } from '../strategies/fed-buff.ts';
import type { BuiltStrategy } from '../strategy.ts';
import { updateOf } from '../testing/some-updates.ts';
import { subtract } from '../vector.ts';
import { rebaseDelta } from './rebase-delta.ts';

const step = (
  { aggregator, serverOptimizer }: BuiltStrategy,
  weights: Float32Array,
  updates: Parameters<typeof aggregateUpdates>[1],
) =>
  serverOptimizer.apply(
    weights,
    aggregateUpdates(aggregator, updates),
    serverOptimizer.init(weights.length),
  ).weights;

describe('FedAsync', () => {
  it("mixes a late client's weights as in the paper: (1 − αₜ)·w + αₜ·wₖ", () => {
    const staleness = { rule: 'hinge', a: 10, b: 1 } as const;
    const strategy = fedAsync.build(fedAsync.hyperparams.parse({ mixing: 0.6, staleness }));
    const startedFrom = Float32Array.of(1, -2);
    const current = Float32Array.of(2, 5);
    const trained = Float32Array.of(0.5, -3);
    for (const [late, alpha] of [
      [0, 0.6],
      [1, 0.6],
      [3, 0.6 / 21],
    ] as const) {
      const delta = rebaseDelta(denseDelta(subtract(trained, startedFrom)), startedFrom, current);
      const weights = step(strategy, current, [
        { ...updateOf(new Float32Array(2), { staleness: late }), delta },
      ]);
      weights.forEach((weight, i) => {
        const mixed = (1 - alpha) * (current[i] as number) + alpha * (trained[i] as number);
        expect(weight).toBeCloseTo(mixed, 6);
      });
    }
  });
});

describe('FedBuff', () => {
  it('moves by the mean of the buffer, in which late updates count less', () => {
    const strategy = fedBuff.build(fedBuff.hyperparams.parse({ serverLearningRate: 0.5 }));
    const weights = step(strategy, Float32Array.of(1), [
      updateOf(Float32Array.of(0.5), { staleness: 0, numExamples: 1000 }),
      updateOf(Float32Array.of(2), { staleness: 3 }),
    ]);
    // 1 + 0.5·(1·0.5 + ½·2) / 2
    expect(weights[0]).toBeCloseTo(1.375, 6);
  });

  it('moves less when the whole buffer is late', () => {
    const strategy = fedBuff.build(fedBuff.hyperparams.parse({}));
    const late = [3, 3].map((staleness) => updateOf(Float32Array.of(1), { staleness }));
    expect(step(strategy, Float32Array.of(0), late)[0]).toBeCloseTo(0.5, 6);
  });
});

describe('rebaseDelta', () => {
  it('reads the delta from the weights of the moment, block by block', () => {
    const size = BLOCK_LENGTH + 3;
    const vector = (scale: number) =>
      Float32Array.from({ length: size }, (_, i) => scale * (i % 7));
    const rebased = rebaseDelta(denseDelta(vector(1)), vector(4), vector(2));
    expect(readWhole(rebased)).toEqual(vector(3));
  });

  it('goes no further than an update may, however far the model has moved', () => {
    const rebased = rebaseDelta(
      denseDelta(Float32Array.of(60, -60, 1)),
      Float32Array.of(10, -10, 0),
      Float32Array.of(0, 0, 500),
    );
    expect([...readWhole(rebased)]).toEqual([MAX_ABS_DELTA, -MAX_ABS_DELTA, -MAX_ABS_DELTA]);
  });

  it('refuses models of another size', () => {
    const delta = denseDelta(new Float32Array(2));
    expect(() => rebaseDelta(delta, new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
  });
});
