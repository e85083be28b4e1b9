import { sameManifest } from '@tributary/fedavg';
import {
  describeData,
  type Examples,
  modelOf,
  preprocess,
  preprocessedInput,
  wholeModel,
} from '@tributary/model-zoo';
import { type Digest, describeRejection, frameBytes, type TaskSpec } from '@tributary/protocol';
import type { BackendChoice, Trainer } from '@tributary/trainer';
import type { FetchCheckpoint } from './download.ts';
import type { DataNeed, DataProvider } from './ports.ts';

interface PreparationOptions {
  readonly trainer: Trainer;
  readonly data: DataProvider;
  readonly fetchCheckpoint: FetchCheckpoint;
  /** Called with the bytes that come in. */
  readonly onBytes?: (bytes: number) => void;
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

export const createPreparation = ({
  trainer,
  data,
  fetchCheckpoint,
  onBytes = () => {},
  backend,
}: PreparationOptions): Preparation => {
  let chosen: { readonly task: string; readonly choice: Promise<BackendChoice> } | undefined;
  let loadedRun: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const chooseFor = async (task: TaskSpec): Promise<BackendChoice> => {
    const adapter = task.adapter && {
      ...task.adapter,
      base: await fetchBase(task, task.adapter.base, (request) =>
        fetchCheckpoint({ ...request, onProgress: onBytes }),
      ),
    };
    return trainer.prepare({
      model: task.model,
      input: preprocessedInput(task),
      ...(adapter && { adapter }),
      ...(backend && { backend }),
    });
  };
  /** Kept while it is under way: data that fail to come meanwhile are no reason to choose anew. */
  const choose = ({ task }: DataNeed): Promise<BackendChoice> => {
    const key = JSON.stringify(task);
    if (chosen?.task === key) return chosen.choice;
    const choice = chooseFor(task);
    const current = { task: key, choice };
    chosen = current;
    choice.catch(() => {
      if (chosen === current) chosen = undefined;
    });
    return choice;
  };
  const prepare = async (need: DataNeed): Promise<BackendChoice> => {
    if (loadedRun === need.runId) return choose(need);
    loadedRun = undefined;
    const [choice, brought] = await Promise.all([choose(need), data(need, { onBytes })]);
    const { dataset, preprocessing } = need.task;
    const prepared = (examples: Examples) =>
      preprocess(examples, describeData(dataset), preprocessing);
    if ('train' in brought) {
      await trainer.load(prepared(brought.train), prepared(brought.validation));
    } else {
      await trainer.load(prepared(brought));
    }
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

/** The weights that adapters are put on. @throws when they cannot be had or are another model's */
const fetchBase = async (
  task: TaskSpec,
  digest: Digest,
  fetchCheckpoint: FetchCheckpoint,
): Promise<Float32Array> => {
  const { manifest } = wholeModel(task);
  const modelBytes = frameBytes('weights', manifest);
  const checkpoint = await fetchCheckpoint({ digest, modelBytes });
  if (!checkpoint.ok) throw new Error(describeRejection(checkpoint));
  if (!sameManifest(manifest, checkpoint.weights.manifest)) {
    throw new Error(`The checkpoint that is to be adapted is no ${modelOf(task.model).name}.`);
  }
  return checkpoint.weights.values;
};
