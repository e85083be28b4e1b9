import { datasets, preprocess, preprocessedInput } from '@tributary/model-zoo';
import type { BackendChoice, Trainer } from '@tributary/trainer';
import type { DataNeed, DataProvider } from './ports.ts';

interface PreparationOptions {
  readonly trainer: Trainer;
  readonly data: DataProvider;
  /** Forces a backend. */
  readonly backend?: BackendChoice['backend'];
}

/** Gets the device ready for a run. */
export interface Preparation {
  /**
   * Chooses a backend (once for each model) and hands the run's examples, preprocessed, to the trainer
   * (when it holds another run's). Calls queue up; one for what is ready already resolves at once.
   * @throws when there is no such data set or step, the data cannot be had or no backend works.
   */
  prepare(need: DataNeed): Promise<BackendChoice>;
  /** Chooses and loads anew next time: what was ready has failed. */
  reset(): void;
}

export const createPreparation = ({ trainer, data, backend }: PreparationOptions): Preparation => {
  let chosen: { readonly task: string; readonly choice: Promise<BackendChoice> } | undefined;
  let loadedRun: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Kept while it is under way: data that fail to come meanwhile are no reason to choose anew. */
  const choose = ({
    task: { model, dataset, preprocessing },
  }: DataNeed): Promise<BackendChoice> => {
    const task = JSON.stringify([model, dataset, preprocessing]);
    if (chosen?.task === task) return chosen.choice;
    const input = preprocessedInput({ dataset, preprocessing });
    const choice = trainer.prepare({ model, input, ...(backend && { backend }) });
    const current = { task, choice };
    chosen = current;
    choice.catch(() => {
      if (chosen === current) chosen = undefined;
    });
    return choice;
  };
  const prepare = async (need: DataNeed): Promise<BackendChoice> => {
    if (loadedRun === need.runId) return choose(need);
    loadedRun = undefined;
    const [choice, examples] = await Promise.all([choose(need), data(need)]);
    const { dataset, preprocessing } = need.task;
    await trainer.load(preprocess(examples, datasets.get(dataset), preprocessing));
    loadedRun = need.runId;
    return choice;
  };
  return {
    prepare: (need) => {
      const next = last.then(() => prepare(need));
      last = next.catch(() => undefined);
      return next;
    },
    reset: () => {
      chosen = undefined;
      loadedRun = undefined;
    },
  };
};
