/** The measured thread of `pnpm bench aggregate`: measures what it is told to and posts the figures. */
import { parentPort } from 'node:worker_threads';
import { measureFold } from './measure-fold.ts';
import { measureRobust } from './measure-robust.ts';

/** McMahan's CNN. */
const SIZE = 1_663_370;

const [what = 'fold'] = process.argv.slice(2);
parentPort?.postMessage(
  what === 'fold' ? measureFold(SIZE) : measureRobust(JSON.parse(what), SIZE),
);
