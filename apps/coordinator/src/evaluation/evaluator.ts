import { availableParallelism } from 'node:os';
import {
  divideExamples,
  type Examples,
  poolScores,
  preprocess,
  publicDataset,
} from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import type { Digest, TaskSpec } from '@tributary/protocol';
import type { EvaluateRequest, Evaluation, PrepareRequest } from '@tributary/trainer';
import { createNodeTrainer } from '@tributary/trainer/node';
import type { BlobStore } from '../storage/blob-store.ts';
import { createTurns } from '../turns.ts';
import { requestFor, weightsOf } from './prepare-request.ts';

/** Tests checkpoints on the data set's own test examples, in worker threads. */
export interface Evaluator {
  /**
   * Mean cross-entropy (nats) and accuracy over the whole test set; of low-rank adapters, those of
   * the base with them on.
   * @throws when the test set or the base cannot be had or the worker fails.
   */
  evaluate(task: TaskSpec, checkpoint: Digest): Promise<TestScore>;
  /**
   * As {@link evaluate}, and what was taken for what; of classes only.
   * @throws as it does
   */
  confuse(task: TaskSpec, checkpoint: Digest): Promise<Confusion>;
  /** Loads the test set and the backend before they are needed. */
  prepare(task: TaskSpec): Promise<void>;
  /** Ends the threads until they are needed again. */
  rest(): Promise<void>;
  /** Ends the threads; what is asked of them, or will be, fails. */
  close(): Promise<void>;
}

/** Where data sets and models come from. */
export interface EvaluatorOptions {
  readonly blobs: BlobStore;
  readonly dataDir?: string | undefined;
  readonly offline: boolean;
  /** How many threads share the work. */
  readonly threads?: number | undefined;
}

/** Accuracy is null where numbers are predicted. */
export interface TestScore {
  readonly accuracy: number | null;
  readonly loss: number;
}

/** The score of a model that knows classes, and where it is wrong. */
export interface Confusion extends TestScore {
  /** [class × what it was taken for] numbers of labels. */
  readonly confusion: Uint32Array;
}

type Worker = ReturnType<typeof createNodeTrainer>;

/** The round waits for the test, and nobody trains meanwhile: two threads halve the wait. */
const THREADS = Math.min(2, availableParallelism());

/** One group of threads, prepared for the task that was last asked for; one request at a time. */
export const createEvaluator = ({
  blobs,
  dataDir,
  offline,
  threads = THREADS,
}: EvaluatorOptions): Evaluator => {
  let workers: readonly Worker[] = [];
  /** What the threads are ready for. */
  let ready: string | null = null;
  let isClosed = false;
  const turns = createTurns();

  const reset = async (): Promise<void> => {
    const ending = workers;
    [workers, ready] = [[], null];
    await Promise.all(ending.map((worker) => worker.close()));
  };
  /** A thread that died, or was never quite ready, is replaced for the next request. */
  const orReset = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch(async (error) => {
      await reset();
      throw error;
    });
  const getReady = async (request: PrepareRequest, parts: readonly Examples[]): Promise<void> => {
    // Whoever was still reading data when it was closed must start no thread that nobody ends.
    if (isClosed) throw new Error('The evaluator was closed.');
    // Threads outlive a task: starting one takes longer than most tests.
    if (workers.length === 0) workers = parts.map(() => createNodeTrainer());
    await Promise.all(workers.map((worker) => worker.prepare(request)));
    await Promise.all(parts.map((part, index) => workers[index]?.load(part)));
  };
  const workersFor = async (task: TaskSpec): Promise<readonly Worker[]> => {
    const key = JSON.stringify([task.dataset, task.model, task.preprocessing, task.adapter]);
    if (ready === key) return workers;
    const request = await requestFor(task, blobs);
    const { dataset, source } = await openDataset(publicDataset(task.dataset), {
      dataDir,
      offline,
    });
    const parts = divideExamples(await dataset.loadTest(source), threads).map((part) =>
      preprocess(part, dataset, task.preprocessing),
    );
    ready = null;
    await orReset(getReady(request, parts));
    ready = key;
    return workers;
  };
  const test = async (task: TaskSpec, request: EvaluateRequest): Promise<Evaluation[]> => {
    const crew = await workersFor(task);
    return orReset(Promise.all(crew.map((worker) => worker.evaluate(request))));
  };
  const testInTurn = (task: TaskSpec, request: EvaluateRequest): Promise<Evaluation[]> =>
    turns.take(() => test(task, request).catch(() => test(task, request)));

  return {
    prepare: async (task) => {
      await turns.take(() => workersFor(task));
    },
    evaluate: async (task, checkpoint) => {
      const weights = await weightsOf(checkpoint, blobs);
      const { accuracy, loss } = poolScores(await testInTurn(task, { weights }));
      return { accuracy, loss };
    },
    confuse: async (task, checkpoint) => {
      const weights = await weightsOf(checkpoint, blobs);
      const parts = await testInTurn(task, { weights, confusion: true });
      const { accuracy, loss } = poolScores(parts);
      return { accuracy, loss, confusion: sumOf(parts) };
    },
    rest: () => turns.take(reset),
    close: async () => {
      isClosed = true;
      await reset();
    },
  };
};

/** Parts without examples have counted nothing. */
const sumOf = (parts: readonly Evaluation[]): Uint32Array => {
  const counted = parts.flatMap(({ confusion }) => confusion ?? []);
  const sum = new Uint32Array(counted[0]?.length ?? 0);
  for (const part of counted)
    part.forEach((count, cell) => {
      sum[cell] = (sum[cell] ?? 0) + count;
    });
  return sum;
};
