/** A thread of the crew: a device's training without its sockets, for one virtual client after another. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { createTrainer } from '@tributary/trainer';
import { nodeBackends } from '@tributary/trainer/node';
import type { CrewData } from '../crew-data.ts';
import { createHand, preparationOf } from '../training/hand.ts';
import type { CrewAnswer, CrewMessage } from './crew-messages.ts';

if (!parentPort) throw new Error('This file runs as a worker thread: use createCrew().');
const port = parentPort;
const data = workerData as CrewData;
const trainer = createTrainer(tf, nodeBackends());

/** What the frames of former rounds lay in: new memory for each would keep the garbage collectors busy. */
const spare: ArrayBuffer[] = [];
const allocate = (bytes: number): Uint8Array => {
  const memory = spare.pop();
  return memory?.byteLength === bytes ? new Uint8Array(memory) : new Uint8Array(bytes);
};

const hand = createHand(data, {
  trainer,
  choice: trainer.prepare({ ...preparationOf(data), backend: 'wasm' }),
  digest: (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  allocate,
});

const answer = async (
  message: Extract<CrewMessage, { id: number }>,
  letNext: () => void,
): Promise<void> => {
  const { id } = message;
  try {
    const result =
      message.type === 'train'
        ? await hand.train(message.order, { letNext })
        : await hand.evaluate(message.model, message.set);
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
  if (message.type === 'publish') hand.publish(message.digest, message.frame);
  else if (message.type === 'recycle') spare.push(...message.memory);
  else {
    open++;
    last = last.then(() => new Promise((letNext) => answer(message, letNext)));
  }
};
port.on('message', (messages: readonly CrewMessage[]) => messages.forEach(receive));
