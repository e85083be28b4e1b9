import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { buildStrategy } from '../build-strategy.ts';
import { readWhole } from '../delta-reader.ts';
import { federate } from '../testing/federate.ts';
import type { QuadraticClient } from '../testing/quadratic-client.ts';
import { someUpdates, updateOf } from '../testing/some-updates.ts';
import { createNormalisedMean } from './fed-nova.ts';

describe('the normalised mean', () => {
  it("is the paper's equation 6: τ_eff · Σ p·δ/τ", () => {
    const updates = someUpdates(7, 40, 1);
    const total = updates.reduce((sum, { numExamples }) => sum + numExamples, 0);
    const share = (n: number) => n / total;
    const effective = updates.reduce(
      (sum, { numExamples, steps = 0 }) => sum + share(numExamples) * steps,
      0,
    );
    const deltas = updates.map(({ delta }) => readWhole(delta));
    aggregateUpdates(createNormalisedMean(), updates).forEach((value, i) => {
      const direction = updates.reduce(
        (sum, { numExamples, steps = 0 }, k) =>
          sum + (share(numExamples) * (deltas[k]?.[i] as number)) / steps,
        0,
      );
      expect(value).toBeCloseTo(effective * direction, 6);
    });
  });

  it('is the weighted mean where all take as many steps, or none', () => {
    for (const steps of [3, 0]) {
      const updates = [
        updateOf(Float32Array.of(1, 0), { numExamples: 3, steps }),
        updateOf(Float32Array.of(0, 2), { numExamples: 1, steps }),
      ];
      expect([...aggregateUpdates(createNormalisedMean(), updates)]).toEqual([0.75, 0.5]);
    }
  });

  it('cannot do without the number of steps', () => {
    expect(() => createNormalisedMean().weigh({ numExamples: 1 })).toThrow(/"steps"/);
  });
});

describe('FedNova', () => {
  const clients: QuadraticClient[] = [
    { curvature: [1], optimum: [0], stepsPerEpoch: 2, numExamples: 10 },
    { curvature: [1], optimum: [1], stepsPerEpoch: 20, numExamples: 30 },
  ];
  const settle = async (name: string) => {
    const strategy = buildStrategy({ name, hyperparams: {} });
    const { weights } = await federate({
      ...{ strategy, clients, manifest: [{ name: 'w', shape: [1] }], start: new Float32Array(1) },
      ...{ learningRate: 0.005, epochs: 1, rounds: 400 },
    });
    return weights[0] as number;
  };

  it('settles near the optimum of all examples, whoever takes more steps', async () => {
    // 30 of 40 examples want 1. FedAvg also counts the steps: 600 of 620.
    expect(Math.abs((await settle('FedNova')) - 0.75)).toBeLessThan(0.015);
    expect(await settle('FedAvg')).toBeGreaterThan(0.95);
  });
});
