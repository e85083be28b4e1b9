import type { Digest } from '@tributary/protocol';
import type { SimulatedRun } from '../simulation-config.ts';

/** What a pre-training brought. */
export interface Pretrained {
  readonly digest: Digest;
  readonly frame: Uint8Array;
}

/** The run as it begins: the pretrained model, now that it is there, is the base of its adapters. */
export const startFrom = (run: SimulatedRun, model: Pretrained | undefined): SimulatedRun => {
  if (!run.adapter || !model) return run;
  const adapter = { ...run.adapter, base: model.digest };
  return { ...run, config: { ...run.config, task: { ...run.config.task, adapter } } };
};
