/** The worker thread that trains; `createNodeTrainer` starts it. */
import { parentPort } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { createTrainer } from '../direct-trainer.ts';
import { exposeTrainer } from '../expose-trainer.ts';
import { nodeBackends } from './node-backends.ts';

if (!parentPort) throw new Error('This file runs as a worker thread: use createNodeTrainer().');
const port = parentPort;

exposeTrainer(createTrainer(tf, nodeBackends()), {
  send: (message, transfer = []) => port.postMessage(message, [...transfer]),
  onMessage: (receive) => port.on('message', receive),
});
