import { buildModel, modelOf, preprocessedInput } from '@tributary/model-zoo';
import { decodeFrame, type RoundPlan, type TaskSpec } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createVolatileMemories } from './client-memory.ts';
import { createCheckpointFetcher, type FetchCheckpoint } from './download.ts';
import { createPreparation } from './preparation.ts';
import { createStepTrainer, globalModel, roundPlan, someExamples } from './testing/fixtures.ts';
import { serve } from './testing/serve.ts';
import { trainOnPlan } from './train-on-plan.ts';

const noCheckpoints: FetchCheckpoint = () => Promise.reject(new Error('nobody asks for one'));

const resizing = { name: 'resize', params: { height: 7, width: 7 } };
const taskWith = (...preprocessing: TaskSpec['preprocessing']): TaskSpec => ({
  dataset: 'synthetic-digits',
  model: 'logistic-regression',
  preprocessing,
});

const speckled = () => {
  const examples = someExamples(12);
  examples.features.forEach((_, at) => {
    examples.features[at] = (at * at * 31) % 256;
  });
  return examples;
};

describe('preparation', () => {
  it('hands the trainer examples that have been through the steps, and tells it so', async () => {
    const trainer = createStepTrainer();
    const seen: unknown[] = [];
    const { prepare } = createPreparation({
      fetchCheckpoint: noCheckpoints,
      trainer: {
        ...trainer,
        prepare: (request) => {
          seen.push(request.input);
          return trainer.prepare(request);
        },
        load: async ({ featureShape, features, numExamples }) => {
          seen.push([numExamples, featureShape, features.length]);
        },
      },
      data: async () => speckled(),
    });
    await prepare(roundPlan({ task: taskWith(resizing) }));
    expect(seen).toEqual([{ featureShape: [7, 7, 1], numClasses: 10 }, [12, [7, 7, 1], 588]]);
    // Another run, another model: the steps are part of what it is chosen for.
    await prepare(roundPlan({ runId: 'run-two', task: taskWith() }));
    expect(seen.slice(2)).toEqual([
      { featureShape: [28, 28, 1], numClasses: 10 },
      [12, [28, 28, 1], 9408],
    ]);
  });

  it('fails with the step that does not fit', async () => {
    const { prepare } = createPreparation({
      fetchCheckpoint: noCheckpoints,
      trainer: createStepTrainer(),
      data: async () => speckled(),
    });
    const unfit = taskWith({ name: 'tokenise', params: {} });
    await expect(prepare(roundPlan({ task: unfit }))).rejects.toThrow(
      'Step 1 of the preprocessing, "tokenise": the examples are no plain text.',
    );
  });
});

describe('preparation for adapters', () => {
  let close = async (): Promise<unknown> => undefined;
  afterEach(() => close());

  /** A preparation whose coordinator answers every download with these bytes. */
  const preparationFrom = async (bytes: Uint8Array) => {
    const downloads: (string | undefined)[] = [];
    const server = await serve(({ url }, response) => {
      downloads.push(url);
      response.end(bytes);
    });
    close = server.close;
    const trainer = createStepTrainer();
    const bases: (Float32Array | undefined)[] = [];
    const { prepare } = createPreparation({
      fetchCheckpoint: createCheckpointFetcher(server.url),
      trainer: {
        ...trainer,
        prepare: (request) => {
          bases.push(request.adapter?.base);
          return trainer.prepare(request);
        },
      },
      data: async () => speckled(),
    });
    return { prepare, downloads, bases };
  };
  const adapting = (model: string, targets = ['dense']): TaskSpec => ({
    ...taskWith(),
    model,
    adapter: { rank: 2, alpha: 4, targets, base: globalModel.digest },
  });
  const plan = roundPlan({ task: adapting('mlp-2nn') });

  it('fetches the base once for a run, and hands its weights to the trainer', async () => {
    const { prepare, downloads, bases } = await preparationFrom(globalModel.frame);
    for (const _ of [1, 2]) await prepare(plan);
    expect(downloads).toEqual([`/api/checkpoints/${globalModel.digest}`]);
    expect(
      bases.map((base) => base?.every((value, at) => value === globalModel.values[at])),
    ).toEqual([true]);
    // The same base under other adapters is there already.
    const other = { ...plan, runId: 'run-two', task: adapting('mlp-2nn', ['dense1']) };
    await prepare(other);
    expect(downloads).toHaveLength(1);
    expect(bases).toHaveLength(2);
  });

  it('refuses bytes that are not those of the digest, and asks anew the next time', async () => {
    const damaged = globalModel.frame.slice();
    damaged.set([(damaged.at(-1) ?? 0) ^ 1], damaged.length - 1);
    const { prepare, downloads, bases } = await preparationFrom(damaged);
    for (const tries of [1, 2]) {
      await expect(prepare(plan)).rejects.toThrow('(checkpoint)');
      expect(downloads).toHaveLength(tries);
    }
    expect(bases).toEqual([]);
  });

  it('refuses the base of another model', async () => {
    const { prepare, bases } = await preparationFrom(globalModel.frame);
    const unfit = roundPlan({ task: adapting('cnn') });
    await expect(prepare(unfit)).rejects.toThrow('The checkpoint that is to be adapted is no cnn.');
    expect(bases).toEqual([]);
  });
});

describe('a round with preprocessing', () => {
  const trainer = createNodeTrainer();
  afterAll(() => trainer.close());

  const train = async (task: TaskSpec, checkpointOf: TaskSpec) => {
    const { manifest, init } = buildModel(modelOf(task.model), preprocessedInput(checkpointOf));
    const preparation = createPreparation({
      fetchCheckpoint: noCheckpoints,
      trainer,
      data: async () => speckled(),
      backend: 'cpu',
    });
    const plan: RoundPlan = roundPlan({ task });
    const weights = { manifest, values: init(1) };
    const tools = {
      trainer,
      prepare: preparation.prepare,
      fetchCheckpoint: async () => ({ ok: true, weights }) as const,
      memories: createVolatileMemories(),
      onProgress: () => {},
      onBytes: () => {},
    };
    return trainOnPlan(plan, tools, new AbortController().signal);
  };
  const deltaOf = async (task: TaskSpec): Promise<Float32Array> => {
    const update = await train(task, task);
    if (!('frame' in update)) throw new Error(update.message);
    const frame = decodeFrame(update.frame, 'delta');
    if (!frame.ok) throw new Error(frame.message);
    return frame.weights.values;
  };

  it('trains the model of the smaller pictures, and draws them anew where a step says so', async () => {
    const plain = await deltaOf(taskWith(resizing));
    expect(plain.length).toBe(7 * 7 * 10 + 10);
    const moving = taskWith(resizing, { name: 'random-crop', params: { padding: 2 } });
    const moved = await deltaOf(moving);
    expect(moved).not.toEqual(plain);
    expect(await deltaOf(moving)).toEqual(moved);
  });

  it('refuses a checkpoint of the model without the steps', async () => {
    expect(await train(taskWith(resizing), taskWith())).toMatchObject({ code: 'wrong-shape' });
  });
});
