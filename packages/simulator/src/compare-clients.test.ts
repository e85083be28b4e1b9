import { digestOf, emptyMemory } from '@tributary/client';
import { decodeFrame, encodeFrame } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { type CompareOptions, compareClients } from './compare-clients.ts';
import type { Crew, ExampleSet, WorkOrder } from './crew.ts';
import { resultOf } from './testing/result-of.ts';

const manifest = [{ name: 'w', shape: [1] }];
const frameOf = (kind: 'weights' | 'delta', value: number): Uint8Array =>
  encodeFrame(kind, { manifest, values: Float32Array.of(value) });
const weightIn = (frame: Uint8Array): number => {
  const decoded = decodeFrame(frame, 'weights');
  if (!decoded.ok) throw new Error('no frame of weights');
  return decoded.weights.values[0] as number;
};

/**
 * A crew for a model of one weight, whose work can be done by hand: training adds 0.1 per epoch and
 * client (counted from 1), and a model's accuracy is its weight; on the test set it is half of that.
 */
const createSums = ({ declines = -1, predictsNumbers = false } = {}) => {
  const orders: WorkOrder[] = [];
  const published = new Map<string, Uint8Array>();
  const crew: Crew = {
    threads: 1,
    publish: (digest, frame) => void published.set(digest, frame),
    train: async (order) => {
      orders.push(order);
      const { client, plan } = order;
      if (!published.has(plan.checkpoint)) throw new Error('trained from what nobody published');
      if (client === declines) return { ok: false, reason: 'no' };
      const frame = frameOf('delta', 0.1 * plan.work.epochs * (client + 1));
      const metrics = { steps: 1, trainMs: 1, backend: 'cpu' };
      const digest = await digestOf(frame);
      const memory = { round: 1, before: emptyMemory, after: emptyMemory };
      const report = { numExamples: 5, metrics };
      return { ok: true, frame, digest, ...report, report, norm: 1, memory };
    },
    recycle: () => undefined,
    evaluate: async (model, set: ExampleSet) => {
      const frame = typeof model === 'string' ? published.get(model) : model;
      const score = weightIn(frame as Uint8Array) * (set.name === 'test' ? 0.5 : 1);
      const accuracy = predictsNumbers ? null : score;
      return { accuracy, loss: predictsNumbers ? score : 9, numExamples: 1 };
    },
    close: async () => {},
  };
  return { crew, orders };
};

const clients = [1, 2, 3].map((number) => ({ clientId: `client-${number}`, numExamples: number }));
const heldOut = [Int32Array.of(0, 1), new Int32Array(0), Int32Array.of(2)];
const { config } = resultOf([{ accuracies: [0.5] }]).runs[0] ?? { config: undefined };

const compare = (
  asked: CompareOptions['compare'],
  crew: Crew,
  changes: Partial<CompareOptions> = {},
) => {
  if (!config) throw new Error('no config');
  const [first, last] = [frameOf('weights', 0.2), frameOf('weights', 0.4)];
  return compareClients({
    config,
    compare: asked,
    clients,
    heldOut,
    crew,
    first,
    last,
    memories: new Map(),
    ...changes,
  });
};

describe('a comparison of clients', () => {
  it('scores the last global model on what each keeps back, if it keeps anything back', async () => {
    const { crew, orders } = createSums();
    const { clients: rows, mean, globalOnTest } = await compare({}, crew);
    expect(rows.map(({ global }) => global?.accuracy?.toFixed(2) ?? null)).toEqual([
      '0.40',
      null,
      '0.40',
    ]);
    expect(rows.map(({ numExamples, heldOutExamples }) => [numExamples, heldOutExamples])).toEqual([
      [1, 2],
      [2, 0],
      [3, 1],
    ]);
    expect(mean.global).toBeCloseTo(0.4);
    expect(globalOnTest?.accuracy).toBeCloseTo(0.2);
    expect({ ...mean, global: 0 }).toEqual({
      ...{ global: 0, personal: null, local: null, localOnTest: null, personalised: null },
    });
    expect(orders).toEqual([]);
  });

  it('trains alone from the first model, and personalises the last one', async () => {
    const { crew, orders } = createSums();
    const asked = { local: { epochs: 2 }, personalised: { epochs: 1, learningRate: 0.03 } };
    const { clients: rows, mean } = await compare(asked, crew);
    const [one, two, three] = rows;
    // 0.2 + 0.1 · 2 · (client + 1), and 0.4 + 0.1 · (client + 1)
    expect(one?.local?.accuracy).toBeCloseTo(0.4);
    expect(three?.local?.accuracy).toBeCloseTo(0.8);
    expect(one?.personalised?.accuracy).toBeCloseTo(0.5);
    expect(three?.personalised?.accuracy).toBeCloseTo(0.7);
    expect(two).toMatchObject({ local: null, personalised: null });
    // Who keeps nothing back still has a model for the test set.
    expect(rows.map(({ localOnTest }) => localOnTest?.accuracy?.toFixed(2))).toEqual([
      '0.20',
      '0.30',
      '0.40',
    ]);
    expect(mean.local).toBeCloseTo(0.6);
    expect(mean.localOnTest).toBeCloseTo(0.3);
    expect(mean.personalised).toBeCloseTo(0.6);
    const rates = orders.map(({ plan }) => plan.work.learningRate);
    const rate = config?.clientWork.learningRate;
    expect(rates).toEqual([rate, rate, rate, 0.03, 0.03, 0.03]);
  });

  it("scores each client's own model where the strategy keeps one", async () => {
    if (!config) throw new Error('no config');
    const { crew, orders } = createSums();
    const own = { ...emptyMemory, method: Float32Array.of(0.9) };
    const memories = new Map([[2, own]]);
    const strategy = { name: 'Ditto', hyperparams: {} };
    const ditto = { memories, config: { ...config, strategy } };
    const { clients: rows, mean } = await compare({}, crew, ditto);
    // The first client was never asked, and has the global model.
    expect(rows.map(({ personal }) => personal?.accuracy?.toFixed(2) ?? null)).toEqual([
      ...['0.40', null, '0.90'],
    ]);
    expect(mean.personal).toBeCloseTo(0.65);
    expect(mean.global).toBeCloseTo(0.4);
    expect(orders).toEqual([]);
  });

  it('leaves out whoever cannot train', async () => {
    const { crew } = createSums({ declines: 2 });
    const { clients: rows, mean } = await compare({ local: { epochs: 1 } }, crew);
    expect(rows[2]).toMatchObject({ local: null, localOnTest: null });
    expect(mean.local).toBeCloseTo(0.3);
    expect(rows[2]?.global).not.toBeNull();
  });

  it('takes means of losses where numbers are predicted', async () => {
    const { crew } = createSums({ predictsNumbers: true });
    const { mean, globalOnTest } = await compare({ local: { epochs: 2 } }, crew);
    expect(globalOnTest).toMatchObject({ accuracy: null, loss: expect.closeTo(0.2) });
    expect(mean.local).toBeCloseTo(0.6);
  });

  it('holds the models of some clients at a time, in their order', async () => {
    const { crew, orders } = createSums();
    const many = Array.from({ length: 150 }, (_, index) => ({
      clientId: `client-${index}`,
      numExamples: 1,
    }));
    let [open, most] = [0, 0];
    const train: Crew['train'] = async (order) => {
      open++;
      most = Math.max(most, open);
      const outcome = await crew.train(order);
      open--;
      return outcome;
    };
    const asked = { local: { epochs: 1 } };
    const { clients: rows } = await compare(asked, { ...crew, train }, { clients: many });
    expect(orders.map(({ client }) => client)).toEqual(rows.map(({ client }) => client));
    expect(rows[149]?.localOnTest?.accuracy).toBeCloseTo(0.5 * (0.2 + 0.1 * 150));
    expect(most).toBeLessThanOrEqual(64);
  });

  it('gives each client orders of its own, and the same again', async () => {
    const seeds = async () => {
      const { crew, orders } = createSums();
      await compare({ local: { epochs: 1 } }, crew);
      return orders.map(({ plan }) => plan.seed);
    };
    expect(new Set(await seeds()).size).toBe(3);
    expect(await seeds()).toEqual(await seeds());
  });
});
