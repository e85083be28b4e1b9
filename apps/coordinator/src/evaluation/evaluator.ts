import { availableParallelism } from 'node:os';
import { type Dataset, datasets, type Examples, selectExamples } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { type Digest, decodeFrame, type TaskSpec } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import type { BlobStore } from '../storage/blob-store.ts';

/** Tests checkpoints on the data set's own test examples, in worker threads. */
export interface Evaluator {
  /**
   * Mean cross-entropy (nats) and accuracy over the whole test set.
   * @throws when the test set cannot be had or the worker fails.
   */
  evaluate(task: TaskSpec, checkpoint: Digest): Promise<{ accuracy: number; loss: number }>;
  /** Loads the test set and the backend before they are needed. */
  prepare(task: TaskSpec): Promise<void>;
  close(): Promise<void>;
}

export interface EvaluatorOptions {
  readonly blobs: BlobStore;
  readonly dataDir?: string | undefined;
  readonly offline: boolean;
}

type Worker = ReturnType<typeof createNodeTrainer>;

/** The round waits for the test, and nobody trains meanwhile: two threads halve the wait. */
const THREADS = Math.min(2, availableParallelism());

/** One group of threads at a time, prepared for the task that was last asked for. */
export const createEvaluator = ({ blobs, dataDir, offline }: EvaluatorOptions): Evaluator => {
  let current: { readonly key: string; readonly workers: Promise<Worker[]> } | null = null;

  const workersFor = (task: TaskSpec): Promise<Worker[]> => {
    const key = `${task.dataset}/${task.model}`;
    if (current?.key === key) return current.workers;
    const previous = current?.workers;
    const workers = closeAll(previous).then(() => startWorkers(task));
    const started = { key, workers };
    current = started;
    // What failed to start is tried afresh the next time.
    workers.catch(() => {
      if (current === started) current = null;
    });
    return workers;
  };

  const startWorkers = async (task: TaskSpec): Promise<Worker[]> => {
    const { dataset, source } = await openDataset(task.dataset, { dataDir, offline });
    const parts = divide(await dataset.loadTest(source), THREADS);
    const workers = parts.map(() => createNodeTrainer());
    try {
      const input = inputOf(datasets.get(task.dataset));
      await Promise.all(workers.map((worker) => worker.prepare({ model: task.model, input })));
      await Promise.all(parts.map((part, index) => workers[index]?.load(part)));
      return workers;
    } catch (error) {
      await closeAll(Promise.resolve(workers));
      throw error;
    }
  };

  return {
    prepare: async (task) => {
      await workersFor(task);
    },
    evaluate: async (task, checkpoint) => {
      const workers = await workersFor(task);
      const frame = decodeFrame(await blobs.get(checkpoint), 'weights');
      if (!frame.ok) throw new Error(`The checkpoint ${checkpoint} is damaged: ${frame.message}`);
      const weights = frame.weights.values;
      return pooled(await Promise.all(workers.map((worker) => worker.evaluate({ weights }))));
    },
    close: () => closeAll(current?.workers),
  };
};

const closeAll = async (workers: Promise<Worker[]> | undefined): Promise<void> => {
  const started = await workers?.catch(() => []);
  await Promise.all((started ?? []).map((worker) => worker.close()));
};

/** Every n-th example to each of n parts. */
const divide = (examples: Examples, count: number): Examples[] =>
  Array.from({ length: count }, (_, part) => {
    const length = Math.ceil((examples.numExamples - part) / count);
    return selectExamples(
      examples,
      Int32Array.from({ length }, (_unused, index) => part + index * count),
    );
  });

/** The scores of the whole from the scores of its parts. */
const pooled = (parts: readonly Score[]): { accuracy: number; loss: number } => {
  const total = parts.reduce((sum, { numExamples }) => sum + numExamples, 0);
  const mean = (of: (part: Score) => number) =>
    parts.reduce((sum, part) => sum + of(part) * part.numExamples, 0) / total;
  return { accuracy: mean(({ accuracy }) => accuracy), loss: mean(({ loss }) => loss) };
};

type Score = Awaited<ReturnType<Worker['evaluate']>>;

const inputOf = ({ featureShape, numClasses }: Dataset) => ({ featureShape, numClasses });
