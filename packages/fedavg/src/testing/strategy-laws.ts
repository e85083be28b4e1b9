import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientWorkSchema } from '../client-work.ts';
import type { Strategy } from '../strategy.ts';

/** What every strategy in the registry must do. */
export const strategyLaws = (strategy: Strategy): void => {
  describe(`${strategy.name} obeys the strategy laws`, () => {
    const built = strategy.build(strategy.hyperparams.parse({}));

    it('has a default for every hyperparameter, and says what each one is', () => {
      const schema = z.toJSONSchema(strategy.hyperparams, { io: 'input' });
      for (const property of Object.values(schema.properties ?? {})) {
        expect(property).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
          default: expect.anything(),
        });
      }
    });

    it('asks clients only for work that there is', () => {
      expect(clientWorkSchema.partial().strict().safeParse(built.clientWork).success).toBe(true);
    });

    it('moves the weights towards a delta that all clients agree on, and stands still without one', () => {
      const { aggregator, serverOptimizer } = built;
      const size = 5;
      const round = (value: number) => {
        let state = aggregator.init({ size, totalExamples: 30, maxUpdates: 3 });
        for (let client = 0; client < 3; client++) {
          const delta = new Float32Array(size).fill(value);
          state = aggregator.accumulate(state, { delta, numExamples: 10 });
        }
        const weights = new Float32Array(size).fill(1);
        return serverOptimizer.apply(
          weights,
          aggregator.finalize(state),
          serverOptimizer.init(size),
        );
      };
      for (const weight of round(0.25).weights) expect(weight).toBeGreaterThan(1);
      for (const weight of round(-0.25).weights) expect(weight).toBeLessThan(1);
      expect([...round(0).weights]).toEqual([1, 1, 1, 1, 1]);
    });

    it('keeps its optimizer state in vectors of the size of the model', () => {
      for (const vector of built.serverOptimizer.init(7)) expect(vector).toHaveLength(7);
    });
  });
};
