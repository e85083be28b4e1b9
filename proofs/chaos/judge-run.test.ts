import { type LoggedEvent, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from './journal.ts';
import { judgeRun } from './judge-run.ts';

const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;
const config = runConfigSchema.parse({
  name: 'Two clients',
  task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  reporting: { quorum: 0.5 },
});
const device = { kind: 'node', name: 'edge', backend: 'cpu', backendReason: '' } as const;
const metrics = { steps: 1, trainMs: 1, backend: 'cpu' };

const logOf = (reported: readonly string[]): LoggedEvent[] =>
  [
    { type: 'runStarted' as const, checkpoint: digestOf('0') },
    {
      type: 'presenceChanged' as const,
      joined: { 'client-a': device, 'client-b': device },
      left: {},
    },
    ...reported.map((clientId) => ({
      ...{ type: 'updateReceived' as const, clientId, round: 1, attempt: 1, metrics },
      ...{ digest: digestOf(clientId.at(-1) ?? ''), numExamples: 1, payloadBytes: 1 },
    })),
    { type: 'tick' as const },
    {
      ...{ type: 'aggregated' as const, round: 1, attempt: 1 },
      ...{ checkpoint: digestOf('1'), optimizerState: null },
    },
    { type: 'evaluated' as const, round: 1, accuracy: null, loss: null, bytesDown: 0 },
  ].map((event, index) => ({ seq: index + 1, at: event.type === 'tick' ? 1e12 : index, event }));

const journalOf = (clientId: string, more: readonly JournalEntry[] = []): JournalEntry[] => [
  { type: 'known', clientId },
  { type: 'training', seed: 7 },
  { type: 'finished', runId: 'run', round: 1, seed: 7, digest: digestOf(clientId.at(-1) ?? '') },
  { type: 'accepted', runId: 'run', round: 1 },
  ...more,
];

const judge = (reported: readonly string[], journals: readonly JournalEntry[][]) =>
  judgeRun({ runId: 'run', config, events: logOf(reported) }, journals);

/** An asynchronous run that was stopped when its first round had been folded and was being tested. */
const judgeTested = (reported: readonly string[], journals: readonly JournalEntry[][]) => {
  const strategy = { name: 'FedBuff', hyperparams: { bufferSize: reported.length } };
  const asynchronous = runConfigSchema.parse({ ...config, strategy });
  const events = logOf(reported).slice(0, -1);
  return judgeRun({ runId: 'run', config: asynchronous, events }, journals);
};

describe('the judge', () => {
  it('finds nothing where everything is in order', () => {
    const journals = [journalOf('client-a'), journalOf('client-b')];
    expect(judge(['client-a', 'client-b'], journals)).toEqual({
      ...{ rounds: 1, lost: 0, double: 0, retrained: 0 },
    });
  });

  it('misses what was acknowledged and is nowhere', () => {
    const journals = [journalOf('client-a'), journalOf('client-b')];
    expect(judge(['client-a'], journals)).toMatchObject({ rounds: 1, lost: 1 });
  });

  it('takes a round that is being tested for what it is: folded, though not committed', () => {
    const journals = [journalOf('client-a'), journalOf('client-b')];
    expect(judgeTested(['client-a', 'client-b'], journals)).toMatchObject({ rounds: 0, lost: 0 });
    expect(judgeTested(['client-a'], journals)).toMatchObject({ rounds: 0, lost: 1 });
  });

  it('sees who trained again what was finished', () => {
    const again = journalOf('client-a', [{ type: 'training', seed: 7 }]);
    expect(judge(['client-a', 'client-b'], [again])).toMatchObject({ retrained: 1 });
  });
});
