import { emptyMemory, packUpdate } from '@tributary/client';
import { attacks, norm2, poisonsUpdates } from '@tributary/fedavg';
import { decodeFrame, type RoundPlan } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { createBadClients } from './bad-clients.ts';
import type { FinishedWork, WorkOrder } from './crew.ts';

const manifest = [{ name: 'w', shape: [50] }];
const upload = { noise: null, stages: [{ name: 'float32', params: {} }], errorFeedback: false };
const work = { method: { name: 'sgd' } };
const orderOf = (client: number, round = 1): WorkOrder => ({
  client,
  plan: { round, attempt: 1, seed: 7 + client, upload, work } as unknown as RoundPlan,
});
const workOf = async (value: number): Promise<FinishedWork> => {
  const delta = { manifest, values: new Float32Array(50).fill(value) };
  const packed = await packUpdate(delta, { upload, seed: 1, memory: emptyMemory });
  const metrics = { steps: 1, trainMs: 1, backend: 'wasm' };
  return {
    ...{ ...packed, ok: true as const, numExamples: 5, norm: norm2(delta.values) },
    ...{ metrics, report: { numExamples: 5, metrics } },
    memory: { round: 1, before: emptyMemory, after: emptyMemory },
  };
};
const valuesOf = (work: unknown): Float32Array => {
  const decoded = decodeFrame((work as FinishedWork).frame, 'delta');
  if (!decoded.ok) throw new Error(decoded.message);
  return decoded.weights.values;
};
const badOf = (name: string) =>
  createBadClients({ name, params: {}, fraction: 0.2 }, { clients: 50, seed: 3 });
const everyone = Array.from({ length: 50 }, (_, client) => client);

describe('bad clients', () => {
  it('are as many as they should be, the same for every attack, and others for another seed', () => {
    const bad = everyone.filter(badOf('SignFlip').includes);
    expect(bad).toHaveLength(10);
    expect(everyone.filter(badOf('LabelFlip').includes)).toEqual(bad);
    const other = createBadClients(
      { name: 'SignFlip', params: {}, fraction: 0.2 },
      { clients: 50, seed: 4 },
    );
    expect(everyone.filter(other.includes)).not.toEqual(bad);
    expect(everyone.filter(createBadClients(undefined, { clients: 50, seed: 3 }).includes)).toEqual(
      [],
    );
  });

  it.each(attacks.entries.filter(poisonsUpdates).map(({ name }) => name))(
    'send what they will, and honest ones what they learnt: %s',
    async (name) => {
      const bad = badOf(name);
      const cohort = [
        ...everyone.filter(bad.includes).slice(0, 2),
        ...everyone.filter((client) => !bad.includes(client)).slice(0, 6),
      ];
      const works = await Promise.all(cohort.map((_, index) => workOf(1 + index / 10)));
      cohort.forEach((client, index) => {
        bad.observe(orderOf(client), Promise.resolve(works[index] as FinishedWork));
      });
      const answers = await Promise.all(
        cohort.map((client, index) => bad.answer(orderOf(client), works[index] as FinishedWork)),
      );
      expect(answers.slice(2)).toEqual(works.slice(2));
      for (const answer of answers.slice(0, 2)) {
        if (name === 'NotANumber') expect(answer).toMatchObject({ ok: false, code: 'not-finite' });
        else expect(valuesOf(answer)).not.toEqual(valuesOf(works[0]));
      }
    },
  );

  it('know the honest updates of their own round alone', async () => {
    const bad = badOf('InnerProductManipulation');
    const [villain] = everyone.filter(bad.includes) as [number];
    const [honest] = everyone.filter((client) => !bad.includes(client)) as [number];
    for (const [round, value] of [
      [1, 1],
      [2, 5],
    ] as const) {
      bad.observe(orderOf(honest, round), workOf(value));
      bad.observe(orderOf(villain, round), workOf(9));
    }
    const [first] = valuesOf(await bad.answer(orderOf(villain, 1), await workOf(9)));
    const [second] = valuesOf(await bad.answer(orderOf(villain, 2), await workOf(9)));
    expect((second as number) / (first as number)).toBeCloseTo(5, 5);
    expect(first).toBeLessThan(0);
  });
});
