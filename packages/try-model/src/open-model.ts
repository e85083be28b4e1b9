import { type DataSpec, describeData, preprocess, preprocessedInput } from '@tributary/model-zoo';
import type { TaskSpec } from '@tributary/protocol';
import type { Prediction, PrepareRequest, Trainer, UnlabelledExamples } from '@tributary/trainer';

/** A task's model, ready to be asked with any weights of it. */
export interface OpenModel {
  /** @param examples as people make them; the run's own steps are taken first */
  ask(weights: Float32Array, examples: UnlabelledExamples): Promise<Prediction>;
}

export interface OpenModelOptions {
  readonly task: TaskSpec;
  readonly trainer: Pick<Trainer, 'prepare' | 'predict'>;
  /** The weights of a checkpoint: those that a task's adapters are put on. */
  readonly weightsOf: (digest: string) => Promise<Float32Array>;
}

/**
 * @throws {TrainerError} `backend-unavailable`
 * @throws whatever `weightsOf` does
 */
export const openModel = async ({
  task,
  trainer,
  weightsOf,
}: OpenModelOptions): Promise<OpenModel> => {
  const { model, adapter } = task;
  const request: PrepareRequest = {
    model,
    input: preprocessedInput(task),
    ...(adapter && { adapter: { ...adapter, base: await weightsOf(adapter.base) } }),
  };
  // One example is no work for a GPU, and looking for the fastest backend takes longer than all answers.
  await trainer.prepare({ ...request, backend: 'wasm' }).catch(() => trainer.prepare(request));
  return {
    ask: (weights, examples) => trainer.predict({ weights, examples: prepared(examples, task) }),
  };
};

/** What a device does with its examples before it trains. */
const prepared = (
  examples: UnlabelledExamples,
  { dataset, preprocessing }: { readonly dataset: DataSpec } & Pick<TaskSpec, 'preprocessing'>,
): UnlabelledExamples => {
  const labels = new Int32Array(examples.numExamples);
  return preprocess({ ...examples, labels }, describeData(dataset), preprocessing);
};
