import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aggregateUpdates } from '../aggregate-updates.ts';
import type { UpdateScalar } from '../client-update.ts';
import { roundWorkSchema } from '../client-work.ts';
import { denseDelta } from '../delta-reader.ts';
import type { Strategy } from '../strategy.ts';
import { methodOf } from '../travelling-weights.ts';
import { concatenate, norm2 } from '../vector.ts';

const SIZE = 5;
/** As many as the most demanding rule needs at its defaults. */
const CLIENTS = 9;

/** What every strategy in the registry must do. */
export const strategyLaws = (strategy: Strategy): void => {
  describe(`${strategy.name} obeys the strategy laws`, () => {
    const built = strategy.build(strategy.hyperparams.parse({}));
    const { aggregator, serverOptimizer, sharedVariate, needs = [] } = built;
    const facts = { round: 1, numUpdates: CLIENTS, numClients: 2 * CLIENTS };

    /** All clients' deltas have this value everywhere; control variates do not change. */
    const aggregate = (value: number): Float32Array => {
      const delta = new Float32Array(SIZE).fill(value);
      const values = sharedVariate ? concatenate(delta, new Float32Array(SIZE)) : delta;
      const all: Record<UpdateScalar, number> = {
        ...{ steps: 5, lossBefore: 1, staleness: 0, norm: norm2(values) },
      };
      const told = Object.fromEntries(
        needs.flatMap((scalar) => (scalar === 'root' ? [] : [[scalar, all[scalar]]])),
      );
      const updates = Array.from({ length: CLIENTS }, () => ({
        ...{ delta: denseDelta(values), numExamples: 10 },
        ...told,
      }));
      return aggregateUpdates(aggregator, updates);
    };
    const round = (value: number) =>
      serverOptimizer.apply(
        new Float32Array(SIZE).fill(1),
        aggregate(value),
        serverOptimizer.init(SIZE),
        facts,
      );

    it('says what it is, whose it is, what it computes and what it costs', () => {
      for (const text of [strategy.name, strategy.summary, strategy.paper, strategy.formula]) {
        expect(text.length).toBeGreaterThan(3);
      }
      expect(strategy.summary).toMatch(/\.$/);
      expect(strategy.paper).toMatch(/ (19|20)\d\d, /);
      expect(strategy.cost).toMatch(/\.$/);
    });

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
      expect(roundWorkSchema.partial().strict().safeParse(built.clientWork).success).toBe(true);
    });

    it('shares a vector of its state exactly where its clients send control variates', () => {
      const sends = methodOf(built).name === 'scaffold';
      const zeros = sends ? new Float32Array(SIZE) : undefined;
      expect(sharedVariate?.(serverOptimizer.init(SIZE), facts)).toEqual(zeros);
    });

    it('moves the weights towards a delta that all clients agree on, told no more than it needs, and stands still without one', () => {
      for (const weight of round(0.25).weights) expect(weight).toBeGreaterThan(1);
      for (const weight of round(-0.25).weights) expect(weight).toBeLessThan(1);
      expect([...round(0).weights]).toEqual([1, 1, 1, 1, 1]);
    });

    it('keeps its optimizer state in vectors of the size of the model, always as many', () => {
      const before = serverOptimizer.init(SIZE);
      const { state } = round(0.25);
      for (const vector of [...before, ...state]) expect(vector).toHaveLength(SIZE);
      expect(state).toHaveLength(before.length);
    });

    it('changes nothing that it is given, and gives the same again from a state that was stored', () => {
      const weights = new Float32Array(SIZE).fill(1);
      const delta = aggregate(0.25);
      const { state } = round(-0.125);
      const copies = structuredClone([weights, delta, ...state]);
      const second = { ...facts, round: 2, numClients: CLIENTS };
      const step = serverOptimizer.apply(weights, delta, state, second);
      expect([weights, delta, ...state]).toEqual(copies);
      expect(serverOptimizer.apply(weights, delta, structuredClone(state), second)).toEqual(step);
    });

    it('steps within finite bounds however few take part', () => {
      for (const numClients of [CLIENTS, 2 * CLIENTS, 1e7]) {
        const { weights, state } = serverOptimizer.apply(
          new Float32Array(SIZE),
          aggregate(0.25),
          serverOptimizer.init(SIZE),
          { ...facts, numClients },
        );
        for (const vector of [weights, ...state]) expect(vector.every(Number.isFinite)).toBe(true);
      }
    });
  });
};
