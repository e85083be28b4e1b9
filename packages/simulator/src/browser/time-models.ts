import * as tf from '@tensorflow/tfjs-core';
import type { ModelInput, ModelSpec } from '@tributary/model-zoo';
import { type BackendChoice, createTrainer } from '@tributary/trainer';
import { browserBackends, type WasmPaths } from '@tributary/trainer/browser-backends';

/** How fast a model trains in this browser. */
export interface ModelSpeed {
  /** Its place in the list. */
  readonly index: number;
  readonly backend: BackendChoice['backend'];
  /** Median ms of a training step on ten examples. */
  readonly stepMs: number;
}

export interface TimedModels {
  readonly models: readonly ModelSpec[];
  /** What their examples are. */
  readonly input: ModelInput;
  readonly wasmPaths: WasmPaths;
}

/**
 * Measures the models one after another, on the backend that suits the first of them: for a Web Worker.
 * @throws `TrainerError` when nothing here can train them
 */
export const timeModels = async (
  { models, input, wasmPaths }: TimedModels,
  onSpeed: (speed: ModelSpeed) => void,
): Promise<void> => {
  const trainer = createTrainer(tf, browserBackends(wasmPaths));
  let found: Pick<BackendChoice, 'backend'> | undefined;
  try {
    for (const [index, model] of models.entries()) {
      const choice = await trainer.prepare({
        model,
        input,
        ...(found && { backend: found.backend }),
      });
      found ??= choice;
      onSpeed({ index, backend: choice.backend, stepMs: choice.stepMs });
    }
  } finally {
    await trainer.close();
  }
};
