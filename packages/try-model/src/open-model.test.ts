import { beginningOf } from '@tributary/local-data';
import { type NextCharacterSchema, taskModel } from '@tributary/model-zoo';
import { type TaskSpec, taskSpecSchema } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import { afterAll, expect, it } from 'vitest';
import { continueText } from './continue-text.ts';
import { openModel } from './open-model.ts';
import { textExample } from './text-example.ts';

const trainer = createNodeTrainer();
afterAll(() => trainer.close());

const open = (task: TaskSpec, bases: Readonly<Record<string, Float32Array>> = {}) =>
  openModel({
    ...{ task, trainer },
    weightsOf: async (digest) => bases[digest] ?? Promise.reject(new Error('no such checkpoint')),
  });
const expectClose = (values: Iterable<number>, expected: ArrayLike<number>): void => {
  for (const [at, value] of [...values].entries()) expect(value).toBeCloseTo(expected[at] ?? 0, 5);
};
const digits: TaskSpec = { dataset: 'synthetic-digits', model: 'mlp-2nn', preprocessing: [] };
const picture = {
  ...{ numExamples: 1, featureShape: [28, 28, 1] },
  features: Uint8Array.from({ length: 784 }, (_, pixel) => (pixel % 28 > 14 ? 200 : 0)),
};

it('asks adapters on their base, as the whole model would answer', async () => {
  const whole = taskModel(digits).init(3);
  const { outputs } = await (await open(digits)).ask(whole, picture);
  expect(outputs).toHaveLength(10);
  const base = `sha256:${'b'.repeat(64)}`;
  const adapted = { ...digits, adapter: { rank: 2, alpha: 4, targets: ['dense'], base } };
  const model = await open(adapted, { [base]: whole });
  // New adapters change nothing.
  const answer = await model.ask(taskModel(adapted).init(1), picture);
  expectClose(answer.outputs, outputs);
  await expect(open(adapted)).rejects.toThrow('no such checkpoint');
});

it('takes an example through the run’s steps first, all but those for training', async () => {
  const schema = { kind: 'texts', title: 'Notes', classes: ['a', 'b'], length: 40 } as const;
  const task = taskSpecSchema.parse({
    ...{ dataset: schema, model: 'text-embedding' },
    preprocessing: [{ name: 'tokenise', params: { length: 8, buckets: 50 } }],
  });
  const model = await open(task);
  const weights = taskModel(task)
    .init(1)
    .map((_, at) => Math.sin(at));
  const ask = async (text: string) => (await model.ask(weights, textExample(schema, text))).outputs;
  expect(await ask('Good day')).toEqual(await ask('good DAY'));
  expect(await ask('Good day')).not.toEqual(await ask('bad night'));
});

it('goes on with a text, and what stands behind the end changes nothing', async () => {
  const schema: NextCharacterSchema = {
    ...{ kind: 'next-character', title: 'Notes', alphabet: 'abcd ', length: 12 },
  };
  const task: TaskSpec = { dataset: schema, model: 'char-lstm', preprocessing: [] };
  const model = await open(task);
  const weights = taskModel(task)
    .init(2)
    .map((weight) => 8 * weight);
  const { example, position } = beginningOf(schema, 'abca');
  const rowOf = async (features: Int32Array) => {
    const { outputs, width } = await model.ask(weights, { ...example, features });
    return [...outputs.subarray(position * width, (position + 1) * width)];
  };
  const filled = Int32Array.from(example.features, (token, at) => (at > position ? 3 : token));
  const [plain, other] = [await rowOf(example.features as Int32Array), await rowOf(filled)];
  expectClose(plain, other);

  const write = async (temperature: number, chance: () => number) => {
    let text = '';
    const options = { schema, model, weights, temperature, chance };
    for await (const next of continueText('abca', options)) {
      text += next;
      if (text.length === 20) return text;
    }
    return text;
  };
  const coldest = await write(0, () => 0.99);
  expect(coldest).toBe(await write(0, () => 0.01));
  expect(coldest).toMatch(/^[abcd ]{20}$/);
  // The last of all classes is drawn at the end of chance, however unlikely it is.
  expect(await write(1, () => 1 - 1e-9)).toBe(' '.repeat(20));
});
