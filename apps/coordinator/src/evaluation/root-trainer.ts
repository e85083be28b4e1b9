import { createRandom, deriveSeed } from '@tributary/fedavg';
import { preprocess, publicDataset, selectExamples, taskModel } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { type Digest, encodeFrame, type RunConfig } from '@tributary/protocol';
import type { Trainer } from '@tributary/trainer';
import { createNodeTrainer } from '@tributary/trainer/node';
import { createTurns } from '../turns.ts';
import type { EvaluatorOptions } from './evaluator.ts';
import { requestFor, weightsOf } from './prepare-request.ts';

/** Trains on examples that the coordinator has of its own, for rules that compare updates with that. */
export interface RootTrainer {
  /**
   * The coordinator's own delta from a round's first weights, as a frame.
   * @throws when the data set cannot be had or training fails
   */
  train(task: RootTask): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface RootTask {
  readonly config: RunConfig;
  readonly round: number;
  /** Where the round began. */
  readonly base: Digest;
}

/** One thread, started with the first task; one task at a time. */
export const createRootTrainer = (options: EvaluatorOptions): RootTrainer => {
  const turns = createTurns();
  let trainer: Trainer | undefined;
  let isClosed = false;
  /** What the thread is ready for. */
  let ready: string | undefined;

  const getReady = async ({ task, aggregation, seed }: RunConfig): Promise<Trainer> => {
    const key = JSON.stringify([task, aggregation.rootExamples, seed]);
    // Whoever waited for its turn while it was closed must start no thread that nobody ends.
    if (isClosed) throw new Error('The root trainer was closed.');
    trainer ??= createNodeTrainer();
    if (ready === key) return trainer;
    ready = undefined;
    const { dataset, source } = await openDataset(publicDataset(task.dataset), options);
    const examples = await dataset.loadTrain(source);
    const all = Int32Array.from({ length: examples.numExamples }, (_, index) => index);
    const chosen = createRandom(deriveSeed(seed, 'root'))
      .shuffle(all)
      .subarray(0, aggregation.rootExamples);
    await trainer.prepare(await requestFor(task, options.blobs));
    await trainer.load(preprocess(selectExamples(examples, chosen), dataset, task.preprocessing));
    ready = key;
    return trainer;
  };
  const reset = async (): Promise<void> => {
    const ending = trainer;
    [trainer, ready] = [undefined, undefined];
    await ending?.close();
  };
  const train = async ({ config, round, base }: RootTask): Promise<Uint8Array> => {
    const own = await getReady(config);
    const weights = await weightsOf(base, options.blobs);
    const { delta } = await own.train({
      ...{ weights, work: config.clientWork, scores: false },
      seed: deriveSeed(config.seed, 'root', round),
    });
    return encodeFrame('delta', { manifest: taskModel(config.task).manifest, values: delta });
  };
  return {
    train: (task) =>
      turns.take(() =>
        train(task).catch(async (error) => {
          // A thread that died is replaced for the next round.
          await reset();
          throw error;
        }),
      ),
    close: async () => {
      isClosed = true;
      await reset();
    },
  };
};
