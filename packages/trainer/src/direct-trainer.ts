import { type BuiltModel, buildModel, type Examples, models, type Tf } from '@tributary/model-zoo';
import { selectBackend } from './backend.ts';
import type { BackendCandidate } from './backend-candidate.ts';
import { evaluate } from './evaluate.ts';
import { trainLocally } from './local-training.ts';
import type { Trainer } from './trainer.ts';
import { TrainerError } from './trainer-error.ts';

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
  let model: BuiltModel | undefined;
  let loaded: Examples | undefined;
  let closed = false;

  const ready = (): BuiltModel => {
    if (closed) throw new TrainerError('trainer-died', 'This trainer was closed. Create another.');
    if (!model) {
      throw new TrainerError('not-prepared', 'Call prepare() with the name of a model first.');
    }
    return model;
  };
  const chosen = (examples: Examples | undefined): Examples => {
    if (!examples) throw new TrainerError('no-examples', 'Call load() with some examples first.');
    return examples;
  };

  return {
    prepare: ({ model: name, input, backend }) =>
      enqueue(async () => {
        const built = buildModel(models.get(name), input);
        const forced = backend === undefined ? {} : { forced: backend };
        const choice = await selectBackend({ tf, candidates, model: built, input, ...forced });
        model = built;
        return choice;
      }),
    load: (examples) =>
      enqueue(async () => {
        loaded = examples;
      }),
    train: (request, hooks = {}) =>
      enqueue(async () =>
        trainLocally({ tf, model: ready(), examples: chosen(loaded), ...request, ...hooks }),
      ),
    evaluate: ({ weights, examples }) =>
      enqueue(async () =>
        evaluate({ tf, model: ready(), weights, examples: chosen(examples ?? loaded) }),
      ),
    close: () =>
      enqueue(async () => {
        closed = true;
        model = undefined;
        loaded = undefined;
      }),
  };
};
