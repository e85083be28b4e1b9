import type { RunConfig, RunEvent } from '@tributary/protocol';
import { aggregatedAs, driveRun, evaluated, joined, started } from './drive-run.ts';
import { fakeDigest, testConfig, updateOf } from './random-run.ts';

/** The settings of an asynchronous run that closes a round with two updates. */
export const buffered = (changes: Partial<RunConfig> = {}): RunConfig =>
  testConfig({
    strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } },
    rounds: 9,
    ...changes,
  });
export const bufferedConfig = buffered();

export const update = (clientId: string, digest: number, round = 1): RunEvent =>
  updateOf({ clientId, round, attempt: 1, digest: fakeDigest(digest) });
export const tick: RunEvent = { type: 'tick' };
/** A round's aggregate, with a checkpoint of a hundred times its number, and its evaluation. */
export const committed = (round: number): RunEvent[] => [
  aggregatedAs(100 * round, round),
  { ...evaluated, round },
];

/** Four clients at work on the first model. */
export const openRun = (settings = bufferedConfig) =>
  driveRun(settings).send(joined('aaaa', 'bbbb', 'cccc', 'dddd'), started);
