import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { digestOf, exampleConfig, joined, logged, reported } from '../testing/example-run.ts';
import { refusedIn } from './refusals.ts';
import { appendToLog, emptyRunLog } from './run-log.ts';

const asynchronousConfig = runConfigSchema.parse({
  ...exampleConfig,
  strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } },
});

/** Two updates fill the buffer while the third client's is refused. */
const { state, refused } = appendToLog(
  emptyRunLog,
  logged([
    joined('edge-1'),
    joined('edge-2'),
    joined('edge-10'),
    { type: 'runStarted', checkpoint: digestOf('a') },
    { type: 'updateRejected', clientId: 'edge-2', round: 1, code: 'not-finite' },
    { ...reported('edge-1', 1), digest: digestOf('b') },
    { ...reported('edge-10', 1), digest: digestOf('c') },
    {
      type: 'aggregated',
      ...{ round: 1, attempt: 1, checkpoint: digestOf('1'), optimizerState: null },
      excluded: [{ digest: digestOf('c'), code: 'outlier' }],
    },
    { type: 'evaluated', round: 1, accuracy: 0.5, loss: 1, bytesDown: 1 },
  ]),
  asynchronousConfig,
);

describe('refusedIn', () => {
  it('has those that an asynchronous run went on without, who are in no cohort', () => {
    const [record] = state.history;
    expect(Object.keys(record?.cohort ?? {}).sort()).toEqual(['edge-1', 'edge-10']);
    expect(record?.cohort['edge-10']?.status).toBe('rejected');
    expect(refusedIn(1, refused)).toEqual([
      { clientId: 'edge-2', round: 1, code: 'not-finite' },
      { clientId: 'edge-10', round: 1, code: 'outlier' },
    ]);
    expect(refusedIn(2, refused)).toEqual([]);
  });
});
