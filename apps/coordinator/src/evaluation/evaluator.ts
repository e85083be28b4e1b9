import { type Dataset, datasets } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { type Digest, decodeFrame, type TaskSpec } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import type { BlobStore } from '../storage/blob-store.ts';

/** Tests checkpoints on the data set's own test examples, in a worker thread. */
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

type EvaluationWorker = ReturnType<typeof createNodeTrainer>;

/** One worker at a time, prepared for the task that was last asked for. */
export const createEvaluator = ({ blobs, dataDir, offline }: EvaluatorOptions): Evaluator => {
  let current: { key: string; worker: Promise<EvaluationWorker> } | null = null;

  const workerFor = (task: TaskSpec): Promise<EvaluationWorker> => {
    const key = `${task.dataset}/${task.model}`;
    if (current?.key === key) return current.worker;
    const previous = current?.worker;
    const worker = (async () => {
      await previous?.then((old) => old.close()).catch(() => undefined);
      return startWorker(task);
    })();
    const started = { key, worker };
    current = started;
    // What failed to start is tried afresh the next time.
    worker.catch(() => {
      if (current === started) current = null;
    });
    return worker;
  };

  const startWorker = async (task: TaskSpec): Promise<EvaluationWorker> => {
    const { dataset, source } = await openDataset(task.dataset, { dataDir, offline });
    const worker = createNodeTrainer();
    try {
      await worker.prepare({ model: task.model, input: inputOf(datasets.get(task.dataset)) });
      await worker.load(await dataset.loadTest(source));
      return worker;
    } catch (error) {
      await worker.close();
      throw error;
    }
  };

  return {
    prepare: async (task) => {
      await workerFor(task);
    },
    evaluate: async (task, checkpoint) => {
      const worker = await workerFor(task);
      const frame = decodeFrame(await blobs.get(checkpoint), 'weights');
      if (!frame.ok) throw new Error(`The checkpoint ${checkpoint} is damaged: ${frame.message}`);
      const { accuracy, loss } = await worker.evaluate({ weights: frame.weights.values });
      return { accuracy, loss };
    },
    close: async () => {
      await current?.worker.then((worker) => worker.close()).catch(() => undefined);
    },
  };
};

const inputOf = ({ featureShape, numClasses }: Dataset) => ({ featureShape, numClasses });
