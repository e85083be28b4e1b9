import {
  type BuiltModel,
  buildModel,
  modelOf,
  type Tensor,
  type Tf,
  withLora,
} from '@tributary/model-zoo';
import { selectBackend } from './backend.ts';
import type { BackendCandidate, BackendName } from './backend-candidate.ts';
import { evaluate } from './evaluate.ts';
import { assertExamplesHere, assertFeaturesHere, assertWeightsHere } from './handed-over.ts';
import { type SnapshotBox, type TrainResult, trainLocally } from './local-training.ts';
import { predict } from './predict.ts';
import type { LoadRequest, PrepareRequest, Trainer, TrainHooks, TrainRequest } from './trainer.ts';
import { TrainerError } from './trainer-error.ts';
import { toTensors } from './weights-bridge.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

/** Runs what it is given one after another; a failure does not hold up the next. */
const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
};

/**
 * A trainer in this very thread. A page uses it through a worker only, since a step blocks for
 * milliseconds.
 *
 * @param candidates the backends that this environment may have, in order of preference
 */
export const createTrainer = (tf: Tf, candidates: readonly BackendCandidate[]): Trainer => {
  const enqueue = createQueue();
  let prepared: PrepareRequest | undefined;
  let model: BuiltModel | undefined;
  let workbench: Workbench | undefined;
  /** The weights that adapters leave as they are, on the device. */
  let base: Tensor[] = [];
  /** Backends whose device was lost: they are not tried again. */
  const lost = new Set<BackendName>();
  let loaded: LoadRequest | undefined;
  let closed = false;

  const ready = (): BuiltModel => {
    if (closed) throw new TrainerError('trainer-died', 'This trainer was closed. Create another.');
    if (!model) {
      throw new TrainerError('not-prepared', 'Call prepare() with the name of a model first.');
    }
    return model;
  };
  const held = (): LoadRequest => {
    if (!loaded) throw new TrainerError('no-examples', 'Call load() with some examples first.');
    return loaded;
  };

  const leave = () => {
    workbench?.dispose();
    tf.dispose(base);
    [workbench, model, base] = [undefined, undefined, []];
  };
  const select = async ({ model: spec, input, backend, adapter }: PrepareRequest) => {
    const built = buildModel(modelOf(spec), input);
    const left = candidates.filter((candidate) => !lost.has(candidate.name));
    const forced = backend === undefined || lost.has(backend) ? {} : { forced: backend };
    // First, while the backend that holds it is the current one.
    leave();
    const choice = await selectBackend({ tf, candidates: left, model: built, input, ...forced });
    base = adapter ? toTensors(tf, built.manifest, adapter.base) : [];
    model = adapter ? withLora(built, base, adapter) : built;
    workbench = createWorkbench(tf, model);
    return choice;
  };
  /** Trains, and when the device is lost meanwhile goes on with the same work on the next backend. */
  const train = async (request: TrainRequest, hooks: TrainHooks): Promise<TrainResult> => {
    const snapshots: SnapshotBox = {};
    for (;;) {
      try {
        const given = { tf, model: ready(), ...held(), snapshots };
        const options = { ...given, ...(workbench && { workbench }) };
        return await trainLocally({ ...options, ...request, ...hooks });
      } catch (error) {
        const isLost = error instanceof TrainerError && error.code === 'device-lost';
        if (!isLost || !prepared) throw error;
        lost.add(tf.getBackend() as BackendName);
        await select(prepared);
      }
    }
  };

  return {
    prepare: (request) =>
      enqueue(async () => {
        const choice = await select(request);
        prepared = request;
        return choice;
      }),
    load: (examples, validation) =>
      enqueue(async () => {
        assertExamplesHere(examples);
        if (validation) assertExamplesHere(validation);
        loaded = { examples, ...(validation && { validation }) };
      }),
    train: (request, hooks = {}) =>
      enqueue(async () => {
        assertWeightsHere(request.weights, request.drift);
        return train(request, hooks);
      }),
    evaluate: ({ examples, ...request }) =>
      enqueue(async () => {
        assertWeightsHere(request.weights);
        if (examples) assertExamplesHere(examples);
        const given = { tf, model: ready(), examples: examples ?? held().examples };
        return evaluate({ ...given, ...request });
      }),
    predict: (request) =>
      enqueue(async () => {
        assertWeightsHere(request.weights);
        assertFeaturesHere(request.examples);
        return predict({ tf, model: ready(), ...request });
      }),
    close: () =>
      enqueue(async () => {
        closed = true;
        leave();
        loaded = undefined;
      }),
  };
};
