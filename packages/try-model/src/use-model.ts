import type { TaskSpec } from '@tributary/protocol';
import type { Trainer } from '@tributary/trainer';
import { createBrowserTrainer, type WasmPaths } from '@tributary/trainer/browser';
import { useEffect, useMemo } from 'react';
import { fewWeights } from './few-weights.ts';
import { type OpenModel, openModel } from './open-model.ts';

export interface ModelSource {
  readonly task: TaskSpec;
  /** Fetches the weights of a checkpoint; asked once for each. */
  readonly weightsOf: (digest: string) => Promise<Float32Array>;
  readonly wasmPaths: WasmPaths;
}

/** A model that is loaded when it is first asked, and not before. */
export interface LazyModel {
  open(): Promise<OpenModel>;
  weights(digest: string): Promise<Float32Array>;
  close(): void;
}

/** The worker, and tfjs in it, are there from the first question until the component goes. */
export const useModel = ({ task, weightsOf, wasmPaths }: ModelSource): LazyModel => {
  // By what it says: a run's summary comes anew with every round, the same task in it. How to fetch stays the same.
  const key = JSON.stringify(task);
  const model = useMemo(() => lazyModel({ task, weightsOf, wasmPaths }), [key]);
  useEffect(() => () => model.close(), [model]);
  return model;
};

/** The two that are compared, what adapters are put on, and one to go back to. */
const KEPT = 4;

const lazyModel = ({ task, weightsOf, wasmPaths }: ModelSource): LazyModel => {
  const weights = fewWeights(weightsOf, KEPT);
  let trainer: Trainer | undefined;
  let opening: Promise<OpenModel> | undefined;
  const close = (): void => {
    void trainer?.close();
    [trainer, opening] = [undefined, undefined];
  };
  const open = (): Promise<OpenModel> => {
    if (opening) return opening;
    trainer = createBrowserTrainer({ wasmPaths });
    opening = openModel({ task, trainer, weightsOf: weights });
    opening.catch(close);
    return opening;
  };
  return { weights, open, close };
};
