import { describe, expect, it } from 'vitest';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { buildStrategy } from '../build-strategy.ts';
import { readWhole } from '../delta-reader.ts';
import { federate } from '../testing/federate.ts';
import { type QuadraticClient, quadraticLoss } from '../testing/quadratic-client.ts';
import { someUpdates, updateOf } from '../testing/some-updates.ts';
import { createFairMean } from './q-fed-avg.ts';

describe('the fair mean', () => {
  it.each([0, 0.1, 1, 5])("is the paper's algorithm 2 for q = %d", (q) => {
    const updates = someUpdates(6, 30, 2);
    const lipschitz = 20;
    const deltas = updates.map(({ delta }) => readWhole(delta));
    // In the paper's words: Δw = L·(w − w̄) = −L·δ, Δₖ = F^q·Δw, w ← w − Σ Δₖ / Σ hₖ.
    const h = updates.reduce((sum, { lossBefore = 0 }, k) => {
      const squared = deltas[k]?.reduce((total, value) => total + (lipschitz * value) ** 2, 0) ?? 0;
      const loss = lossBefore + 1e-10;
      return sum + q * loss ** (q - 1) * squared + lipschitz * loss ** q;
    }, 0);
    const result = aggregateUpdates(createFairMean({ fairness: q, lipschitz }), updates);
    result.forEach((value, i) => {
      const moved = updates.reduce(
        (sum, { lossBefore = 0 }, k) =>
          sum + (lossBefore + 1e-10) ** q * -lipschitz * (deltas[k]?.[i] as number),
        0,
      );
      expect(value).toBeCloseTo(-moved / h, 6);
    });
  });

  it('is the plain mean for q = 0', () => {
    const updates = [
      updateOf(Float32Array.of(1), { numExamples: 1, lossBefore: 9 }),
      updateOf(Float32Array.of(0), { numExamples: 99, lossBefore: 0 }),
    ];
    expect([...aggregateUpdates(createFairMean({ fairness: 0, lipschitz: 10 }), updates)]).toEqual([
      0.5,
    ]);
  });

  it('takes a loss of 0, and cannot do without a loss or a norm', () => {
    const { weigh } = createFairMean({ fairness: 0.5, lipschitz: 10 });
    expect(weigh({ numExamples: 1, lossBefore: 0, norm: 1 })).toBeGreaterThan(0);
    expect(() => weigh({ numExamples: 1, norm: 1 })).toThrow(/"lossBefore"/);
    const update = { ...updateOf(Float32Array.of(1)), norm: undefined };
    const { norm: _norm, ...rest } = update;
    expect(() => aggregateUpdates(createFairMean({ fairness: 1, lipschitz: 1 }), [rest])).toThrow(
      /"norm"/,
    );
  });
});

describe('QFedAvg', () => {
  it('leaves the losses of clients closer together than FedAvg', async () => {
    const clients: QuadraticClient[] = [0, 0, 0, 3].map((optimum) => ({
      ...{ curvature: [1], optimum: [optimum], stepsPerEpoch: 5, numExamples: 10 },
    }));
    const spread = async (q: number) => {
      const strategy = buildStrategy({
        name: 'QFedAvg',
        hyperparams: { q, clientLearningRate: 0.1 },
      });
      const { weights } = await federate({
        ...{ strategy, clients, manifest: [{ name: 'w', shape: [1] }], start: new Float32Array(1) },
        ...{ learningRate: strategy.clientWork.learningRate ?? 0, epochs: 1, rounds: 300 },
      });
      const losses = clients.map((client) => quadraticLoss(client, weights));
      return Math.max(...losses) - Math.min(...losses);
    };
    const [plain, fair, fairer] = await Promise.all([0, 1, 5].map(spread));
    expect(fair).toBeLessThan(0.8 * (plain as number));
    expect(fairer).toBeLessThan(0.8 * (fair as number));
  });
});
