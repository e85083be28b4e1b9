import { type TrainingTools, trainOnPlan } from '@tributary/client';
import {
  attacks,
  countPasses,
  deriveSeed,
  seededNoiseSource,
  updateManifest,
} from '@tributary/fedavg';
import { type Examples, selectExamples, taskModel } from '@tributary/model-zoo';
import { type Digest, describeRejection } from '@tributary/protocol';
import { screenDelta } from '@tributary/rounds';
import { type BackendChoice, type Trainer, TrainerError } from '@tributary/trainer';
import type { ExampleSet, Score, WorkOrder, WorkOutcome } from '../crew.ts';
import type { CrewData } from '../crew-data.ts';
import { decodeWeights } from '../decode-weights.ts';

/** One pair of a crew's hands: a device's training without its sockets, for one virtual client after another. */
export interface Hand {
  publish(digest: Digest, frame: Uint8Array): void;
  /** @param options.letNext called once the trainer knows its work: packing need not hold up the next client */
  train(order: WorkOrder, options?: HandOptions): Promise<WorkOutcome>;
  /** @param model a published checkpoint, or a model's frame */
  evaluate(model: Digest | Uint8Array, set: ExampleSet): Promise<Score>;
}

export interface HandOptions {
  readonly letNext?: () => void;
  readonly signal?: AbortSignal | undefined;
}

/** What a hand works with. */
export interface HandTools extends Pick<TrainingTools, 'digest' | 'allocate'> {
  readonly trainer: Trainer;
  /** What became of `trainer.prepare` for the task. */
  readonly choice: Promise<BackendChoice>;
}

/** How `Trainer.prepare` is to be asked for a crew's task. */
export const preparationOf = ({ task, input, base }: CrewData) => ({
  ...{ model: task.model, input },
  ...(task.adapter && base && { adapter: { ...task.adapter, base } }),
});

/** Those of the latest rounds: late work names an older one, and each round may have an average beside. */
const KEPT_CHECKPOINTS = 4;
const never = new AbortController().signal;

/** Orders one after another: whoever asks waits for an answer, or for `letNext`, before asking again. */
export const createHand = (data: CrewData, tools: HandTools): Hand => {
  const { task, train, heldOut, test } = data;
  const { trainer, choice } = tools;
  const { manifest } = taskModel(task);
  /** Decoded once, however many clients start from it; the one before stays for those still at work. */
  const checkpoints = new Map<Digest, ReturnType<typeof decode>>();
  const weightsOf = (digest: Digest) => {
    const weights = checkpoints.get(digest);
    if (!weights) throw new Error(`The checkpoint ${digest} was not published.`);
    return weights;
  };
  return {
    publish: (digest, frame) => {
      const weights = checkpoints.get(digest) ?? decode(frame);
      // What comes again is the newest again.
      checkpoints.delete(digest);
      checkpoints.set(digest, weights);
      const [oldest] = checkpoints.keys();
      if (checkpoints.size > KEPT_CHECKPOINTS && oldest !== undefined) checkpoints.delete(oldest);
    },
    train: async ({ client, plan, memory }, { letNext, signal = never } = {}) => {
      const weights = weightsOf(plan.checkpoint);
      await trainer.load(examplesOf(client, data));
      let passesLeft = countPasses(plan.work.method);
      try {
        const update = await trainOnPlan(
          plan,
          {
            ...tools,
            trainer: {
              train: (request, hooks) => {
                // Scores cost a third as much as a pass over the data, and nobody looks at thousands of them.
                const result = trainer.train({ ...request, scores: data.scores }, hooks);
                if (--passesLeft === 0) letNext?.();
                return result;
              },
            },
            prepare: () => choice,
            fetchCheckpoint: async () => ({ ok: true, weights }),
            memories: { load: async () => memory ?? null, save: async () => undefined },
            noise: seededNoiseSource(deriveSeed(plan.seed, 'noise')),
            onProgress: () => undefined,
            onBytes: () => undefined,
          },
          signal,
        );
        if ('code' in update) return { ok: false, reason: describeRejection(update) };
        const verdict = screenDelta(update.frame, {
          manifest: updateManifest(manifest, plan.work.method),
          ...{ stages: plan.upload.stages, method: plan.work.method, maxNorm: null },
        });
        return verdict.ok ? { ...update, ...verdict } : verdict;
      } catch (error) {
        signal.throwIfAborted();
        // What a device would say: it cannot do this round. Everything else is a fault of the program.
        if (error instanceof TrainerError) return { ok: false, reason: error.message };
        throw error;
      }
    },
    evaluate: async (model, set) => {
      await choice;
      const { values } = typeof model === 'string' ? weightsOf(model) : decode(model);
      const examples =
        set.name === 'test'
          ? test
          : selectExamples(train, heldOut[set.client] ?? new Int32Array(0));
      return trainer.evaluate({ weights: values, examples });
    },
  };
};

const decode = (frame: Uint8Array) => decodeWeights(frame, 'weights');

/** What a client trains on; of one that means harm, as its attack leaves them. */
const examplesOf = (client: number, { train, shards, poisoned, input }: CrewData): Examples => {
  const own = selectExamples(train, shards[client] ?? new Int32Array(0));
  const attack = poisoned && attacks.get(poisoned.attack);
  if (!attack?.poisonLabels || !poisoned?.clients.includes(client)) return own;
  return { ...own, labels: attack.poisonLabels(own.labels, input.numClasses) };
};
