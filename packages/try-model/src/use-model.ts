import type { TaskSpec } from '@tributary/protocol';
import type { Trainer } from '@tributary/trainer';
import { createBrowserTrainer, type WasmPaths } from '@tributary/trainer/browser';
import { useEffect, useMemo } from 'react';
import { type OpenModel, openModel } from './open-model.ts';
import { shownWeights } from './shown-weights.ts';

export interface ModelSource {
  readonly task: TaskSpec;
  /** Fetches the weights of a checkpoint; asked once for each while it is shown. */
  readonly weightsOf: (digest: string) => Promise<Float32Array>;
  readonly wasmPaths: WasmPaths;
}

/** A model that is loaded when it is first asked, and not before. */
export interface LazyModel {
  open(): Promise<OpenModel>;
  weights(digest: string): Promise<Float32Array>;
  /** Lets the weights of all other checkpoints go. */
  keepOnly(digests: readonly string[]): void;
  close(): void;
}

/**
 * The worker, and tfjs in it, are there from the first question until the component goes; a checkpoint's weights, as
 * long as it is shown.
 */
export const useModel = (
  { task, weightsOf, wasmPaths }: ModelSource,
  shown: readonly string[],
): LazyModel => {
  // By what it says: a run's summary comes anew with every round, the same task in it. How to fetch stays the same.
  const key = JSON.stringify(task);
  const model = useMemo(() => lazyModel({ task, weightsOf, wasmPaths }), [key]);
  useEffect(() => () => model.close(), [model]);
  useEffect(() => model.keepOnly(shown), [model, shown.join()]);
  return model;
};

const lazyModel = ({ task, weightsOf, wasmPaths }: ModelSource): LazyModel => {
  const weights = shownWeights(weightsOf);
  let trainer: Trainer | undefined;
  let opening: Promise<OpenModel> | undefined;
  const close = (): void => {
    void trainer?.close();
    [trainer, opening] = [undefined, undefined];
  };
  const open = (): Promise<OpenModel> => {
    if (opening) return opening;
    trainer = createBrowserTrainer({ wasmPaths });
    opening = openModel({ task, trainer, weightsOf });
    opening.catch(close);
    return opening;
  };
  return { weights: weights.of, keepOnly: weights.keepOnly, open, close };
};
