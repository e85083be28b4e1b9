/** A thread of the crew: a device's training without its sockets, for one virtual client after another. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { trainOnPlan } from '@tributary/client';
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
import { createTrainer, TrainerError } from '@tributary/trainer';
import { nodeBackends } from '@tributary/trainer/node';
import type { ExampleSet, Score, WorkOrder, WorkOutcome } from '../crew.ts';
import { decodeWeights } from '../decode-weights.ts';
import type { CrewAnswer, CrewData, CrewMessage } from './crew-messages.ts';

if (!parentPort) throw new Error('This file runs as a worker thread: use createCrew().');
const port = parentPort;
const { task, input, base, train, shards, heldOut, test, poisoned, scores } =
  workerData as CrewData;
const trainer = createTrainer(tf, nodeBackends());
const adapter = task.adapter && base && { ...task.adapter, base };
const choice = trainer.prepare({
  model: task.model,
  input,
  ...(adapter && { adapter }),
  backend: 'wasm',
});
const { manifest } = taskModel(task);
const attack = poisoned && attacks.get(poisoned.attack);
const examplesOf = (client: number): Examples => {
  const own = selectExamples(train, shards[client] ?? new Int32Array(0));
  const { labels } = own;
  if (!attack?.poisonLabels || !poisoned?.clients.includes(client)) return own;
  return { ...own, labels: attack.poisonLabels(labels, input.numClasses) };
};
const never = new AbortController().signal;

/** Decoded once, however many clients start from it; the one before stays for those still at work. */
const checkpoints = new Map<Digest, ReturnType<typeof decode>>();
const decode = (frame: Uint8Array) => decodeWeights(frame, 'weights');
const weightsOf = (digest: Digest) => {
  const weights = checkpoints.get(digest);
  if (!weights) throw new Error(`The checkpoint ${digest} was not published.`);
  return weights;
};
/** Those of the latest rounds: late work names an older one, and each round may have an average beside. */
const KEPT_CHECKPOINTS = 4;

const publish = (digest: Digest, frame: Uint8Array): void => {
  const weights = checkpoints.get(digest) ?? decode(frame);
  // What comes again is the newest again.
  checkpoints.delete(digest);
  checkpoints.set(digest, weights);
  const [oldest] = checkpoints.keys();
  if (checkpoints.size > KEPT_CHECKPOINTS && oldest !== undefined) checkpoints.delete(oldest);
};

/** What the frames of former rounds lay in: new memory for each would keep the garbage collectors busy. */
const spare: ArrayBuffer[] = [];
const allocate = (bytes: number): Uint8Array => {
  const memory = spare.pop();
  return memory?.byteLength === bytes ? new Uint8Array(memory) : new Uint8Array(bytes);
};

/** @param letNext called once the trainer knows its work: packing need not hold up the next client */
const carryOut = async (
  { client, plan, memory }: WorkOrder,
  letNext: () => void,
): Promise<WorkOutcome> => {
  const weights = weightsOf(plan.checkpoint);
  await trainer.load(examplesOf(client));
  let passesLeft = countPasses(plan.work.method);
  try {
    const update = await trainOnPlan(
      plan,
      {
        trainer: {
          train: (request, hooks) => {
            // Scores cost a third as much as a pass over the data, and nobody looks at thousands of them.
            const result = trainer.train({ ...request, scores }, hooks);
            if (--passesLeft === 0) letNext();
            return result;
          },
        },
        prepare: () => choice,
        fetchCheckpoint: async () => ({ ok: true, weights }),
        memories: { load: async () => memory ?? null, save: async () => undefined },
        noise: seededNoiseSource(deriveSeed(plan.seed, 'noise')),
        onProgress: () => undefined,
        onBytes: () => undefined,
        digest: (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
        allocate,
      },
      never,
    );
    if ('code' in update) return { ok: false, reason: describeRejection(update) };
    const verdict = screenDelta(update.frame, {
      manifest: updateManifest(manifest, plan.work.method),
      ...{ stages: plan.upload.stages, method: plan.work.method, maxNorm: null },
    });
    return verdict.ok ? { ...update, ...verdict } : verdict;
  } catch (error) {
    // What a device would say: it cannot do this round. Everything else is a fault of the program.
    if (error instanceof TrainerError) return { ok: false, reason: error.message };
    throw error;
  }
};

const evaluate = async (model: Digest | Uint8Array, set: ExampleSet): Promise<Score> => {
  await choice;
  const examples =
    set.name === 'test' ? test : selectExamples(train, heldOut[set.client] ?? new Int32Array(0));
  const { values } = typeof model === 'string' ? weightsOf(model) : decode(model);
  return trainer.evaluate({ weights: values, examples });
};

const answer = async (
  message: Extract<CrewMessage, { id: number }>,
  letNext: () => void,
): Promise<void> => {
  const { id } = message;
  try {
    const result =
      message.type === 'train'
        ? await carryOut(message.order, letNext)
        : await evaluate(message.model, message.set);
    const frame = 'frame' in result ? [result.frame.buffer as ArrayBuffer] : [];
    post({ id, result }, frame);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    post({ id, error: text });
  } finally {
    letNext();
  }
};

/** Answers that go out together: waking another thread costs as much as a step of a small model. */
const TOGETHER = 4;
/** Where answers come this slowly, in ms, none waits for the next. */
const SLOW_MS = 20;
let answers: CrewAnswer[] = [];
let frames: ArrayBuffer[] = [];
let postedMs = 0;
/** Questions that have not been answered. */
let open = 0;

const post = (answered: CrewAnswer, given: readonly ArrayBuffer[] = []): void => {
  answers.push(answered);
  frames.push(...given);
  open--;
  const isSlow = performance.now() - postedMs >= SLOW_MS;
  if (open > 0 && answers.length < TOGETHER && !isSlow) return;
  port.postMessage(answers, frames);
  [answers, frames, postedMs] = [[], [], performance.now()];
};

let last: Promise<void> = Promise.resolve();
const receive = (message: CrewMessage): void => {
  if (message.type === 'publish') publish(message.digest, message.frame);
  else if (message.type === 'recycle') spare.push(...message.memory);
  else {
    open++;
    last = last.then(() => new Promise((letNext) => answer(message, letNext)));
  }
};
port.on('message', (messages: readonly CrewMessage[]) => messages.forEach(receive));
