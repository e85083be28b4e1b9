import type { AskedData } from '@tributary/local-data';
import type { TaskSpec } from '@tributary/protocol';
import type { Prediction } from '@tributary/trainer';
import { createNodeTrainer } from '@tributary/trainer/node';
import { openModel } from '@tributary/try-model/ask';

export interface Question {
  readonly task: TaskSpec;
  readonly weights: Float32Array;
  readonly examples: AskedData['examples'];
  /** Those of the checkpoint that a task's adapters are put on. */
  readonly weightsOf: (digest: string) => Promise<Float32Array>;
  readonly signal: AbortSignal;
}

/** Asks a model in a thread of its own, which ends with the answer. @throws the signal's reason when it aborts */
export const askModel = async ({
  task,
  weights,
  examples,
  weightsOf,
  signal,
}: Question): Promise<Prediction> => {
  const trainer = createNodeTrainer();
  const ask = async () => {
    const model = await openModel({ task, trainer, weightsOf });
    return model.ask(weights, examples);
  };
  try {
    return await Promise.race([ask(), whenAborted(signal)]);
  } finally {
    // Not waited for: where nobody wants the answer any more, the thread may be far from it.
    void trainer.close();
  }
};

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
