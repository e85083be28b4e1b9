import { availableParallelism } from 'node:os';
import { type Examples, preprocess, preprocessedInput, selectExamples } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { type Digest, decodeFrame, type TaskSpec } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import type { BlobStore } from '../storage/blob-store.ts';
import { createTurns } from '../turns.ts';

/** Tests checkpoints on the data set's own test examples, in worker threads. */
export interface Evaluator {
  /**
   * Mean cross-entropy (nats) and accuracy over the whole test set.
   * @throws when the test set cannot be had or the worker fails.
   */
  evaluate(task: TaskSpec, checkpoint: Digest): Promise<TestScore>;
  /** Loads the test set and the backend before they are needed. */
  prepare(task: TaskSpec): Promise<void>;
  close(): Promise<void>;
}

export interface EvaluatorOptions {
  readonly blobs: BlobStore;
  readonly dataDir?: string | undefined;
  readonly offline: boolean;
}

/** Accuracy is null where numbers are predicted. */
export interface TestScore {
  readonly accuracy: number | null;
  readonly loss: number;
}

type Worker = ReturnType<typeof createNodeTrainer>;

/** The round waits for the test, and nobody trains meanwhile: two threads halve the wait. */
const THREADS = Math.min(2, availableParallelism());

/** One group of threads, prepared for the task that was last asked for; one request at a time. */
export const createEvaluator = ({ blobs, dataDir, offline }: EvaluatorOptions): Evaluator => {
  let current: { readonly key: string; readonly workers: readonly Worker[] } | null = null;
  const turns = createTurns();

  const reset = async (): Promise<void> => {
    const workers = current?.workers ?? [];
    current = null;
    await Promise.all(workers.map((worker) => worker.close()));
  };
  const workersFor = async (task: TaskSpec): Promise<readonly Worker[]> => {
    const key = JSON.stringify([task.dataset, task.model, task.preprocessing]);
    if (current?.key === key) return current.workers;
    await reset();
    const { dataset, source } = await openDataset(task.dataset, { dataDir, offline });
    const input = preprocessedInput(task);
    const parts = divide(await dataset.loadTest(source), THREADS).map((part) =>
      preprocess(part, dataset, task.preprocessing),
    );
    const workers = parts.map(() => createNodeTrainer());
    current = { key, workers };
    await Promise.all(workers.map((worker) => worker.prepare({ model: task.model, input })));
    await Promise.all(parts.map((part, index) => workers[index]?.load(part)));
    return workers;
  };
  const test = async (task: TaskSpec, weights: Float32Array) => {
    const workers = await workersFor(task);
    return pooled(await Promise.all(workers.map((worker) => worker.evaluate({ weights }))));
  };
  /** A thread that died, or was never quite ready, is replaced for the next request. */
  const orReset = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch(async (error) => {
      await reset();
      throw error;
    });

  return {
    prepare: async (task) => {
      await turns.take(() => orReset(workersFor(task)));
    },
    evaluate: async (task, checkpoint) => {
      const frame = decodeFrame(await blobs.get(checkpoint), 'weights');
      if (!frame.ok) throw new Error(`The checkpoint ${checkpoint} is damaged: ${frame.message}`);
      const { values } = frame.weights;
      return turns.take(() => orReset(test(task, values)).catch(() => orReset(test(task, values))));
    },
    close: reset,
  };
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
const pooled = (parts: readonly Score[]): TestScore => {
  const total = parts.reduce((sum, { numExamples }) => sum + numExamples, 0);
  const mean = (of: (part: Score) => number) =>
    parts.reduce((sum, part) => sum + of(part) * part.numExamples, 0) / total;
  const isScored = parts.every(({ accuracy }) => accuracy !== null);
  return {
    accuracy: isScored ? mean(({ accuracy }) => accuracy ?? 0) : null,
    loss: mean(({ loss }) => loss),
  };
};

type Score = Awaited<ReturnType<Worker['evaluate']>>;
