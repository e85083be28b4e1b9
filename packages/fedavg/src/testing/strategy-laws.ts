import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aggregateUpdates } from '../aggregate-updates.ts';
import { clientWorkSchema } from '../client-work.ts';
import { denseDelta } from '../delta-reader.ts';
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
        const updates = Array.from({ length: 3 }, () => ({
          delta: denseDelta(new Float32Array(size).fill(value)),
          ...{ numExamples: 10, steps: 5, lossBefore: 1, norm: Math.abs(value) * Math.sqrt(size) },
        }));
        const weights = new Float32Array(size).fill(1);
        return serverOptimizer.apply(
          weights,
          aggregateUpdates(aggregator, updates),
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
