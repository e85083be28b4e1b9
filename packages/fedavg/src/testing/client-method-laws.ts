import { describe, expect, it } from 'vitest';
import type { ClientMethodContext, TrainingPass } from '../client-methods/client-method.ts';
import { runClientMethod, updateManifest } from '../client-methods/run-client-method.ts';
import { countWeights } from '../flat-weights.ts';
import { createRandom } from '../random.ts';
import type { BuiltStrategy } from '../strategy.ts';
import { methodOf } from '../travelling-weights.ts';
import { type QuadraticPass, quadraticTrainer } from './quadratic-client.ts';

const manifest = [
  { name: 'dense1/kernel', shape: [2, 3] },
  { name: 'dense1/bias', shape: [3] },
  { name: 'dense2/kernel', shape: [3] },
  { name: 'dense2/bias', shape: [] },
];
const size = countWeights(manifest);
const learningRate = 0.1;

const random = (seed: number): Float32Array => {
  const { normal } = createRandom(seed);
  return Float32Array.from({ length: size }, normal);
};

/** What the client's part of a round must do under any strategy. */
export const clientMethodLaws = (name: string, strategy: BuiltStrategy): void => {
  describe(`${name}'s client obeys the client method laws`, () => {
    const method = methodOf(strategy);
    const client = {
      curvature: [...random(1)].map((value) => 0.5 + Math.abs(value)),
      optimum: [...random(2)],
      stepsPerEpoch: 4,
      numExamples: 10,
    };
    const exact = quadraticTrainer(client, { manifest, learningRate, epochs: 2 });
    const context = (
      given: Partial<ClientMethodContext<QuadraticPass>> = {},
    ): ClientMethodContext<QuadraticPass> => ({
      ...{ global: random(3), shared: null, memory: null, manifest, learningRate, train: exact },
      ...given,
    });
    const second = async (given: Partial<ClientMethodContext<QuadraticPass>> = {}) => {
      const { memory } = await runClientMethod(method, context());
      const shared = strategy.sharedVariate ? random(5) : null;
      return { ...context({ global: random(4), shared, memory }), ...given };
    };

    it('sends the tensors that the strategy says, in its first round and after', async () => {
      const length = countWeights(updateManifest(manifest, method));
      expect((await runClientMethod(method, context())).update).toHaveLength(length);
      expect((await runClientMethod(method, await second())).update).toHaveLength(length);
    });

    it('gives the same again, from a memory that has been stored', async () => {
      const given = await second();
      const first = await runClientMethod(method, given);
      const again = await runClientMethod(method, {
        ...given,
        memory: structuredClone(given.memory),
      });
      expect(again).toEqual(first);
    });

    it('keeps a memory of the same length from round to round', async () => {
      const given = await second();
      const { memory } = await runClientMethod(method, given);
      expect(memory?.length).toBe(given.memory?.length);
    });

    it('changes neither the weights nor the variate nor the memory that it is given', async () => {
      const given = await second();
      const copies = structuredClone([given.global, given.shared, given.memory]);
      const starts: [Float32Array, Float32Array][] = [];
      const train = (pass: TrainingPass) => {
        starts.push([pass.start, pass.start.slice()]);
        return exact(pass);
      };
      await runClientMethod(method, { ...given, train });
      expect([given.global, given.shared, given.memory]).toEqual(copies);
      for (const [start, copy] of starts) expect(start).toEqual(copy);
    });

    it('sends nothing but zeros when training changes nothing, and then what it keeps stays', async () => {
      const idle = async (pass: TrainingPass): Promise<QuadraticPass> => ({
        delta: new Float32Array(pass.start.length),
        steps: 0,
        lossBefore: 0,
      });
      const given = await second({ train: idle });
      const { update, memory } = await runClientMethod(method, given);
      expect(update.every((value) => value === 0)).toBe(true);
      expect(memory).toEqual(given.memory);
    });

    it('sends and keeps finite numbers for a model that solves for its weights', async () => {
      const solve = async (pass: TrainingPass): Promise<QuadraticPass> => ({
        ...(await exact({ start: pass.start })),
        steps: 0,
      });
      const { update, memory } = await runClientMethod(method, await second({ train: solve }));
      expect(update.every(Number.isFinite)).toBe(true);
      expect(memory?.every(Number.isFinite) ?? true).toBe(true);
    });
  });
};
