import type { ClientProgress } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { describeCommitted, describeOpen, fractionDone } from './progress-view.ts';
import { departed, record, reported, runningState } from './testing/run-states.ts';

const progressOf = (clientId: string, changes: Partial<ClientProgress>): ClientProgress => ({
  clientId,
  runId: 'run1',
  round: 3,
  stage: 'training',
  step: 50,
  steps: 100,
  loss: 0.4,
  ...changes,
});

const training = { status: 'training' } as const;
const reporting = (cohort: Record<string, typeof training | typeof reported | typeof departed>) =>
  runningState({
    round: 3,
    phase: {
      name: 'reporting',
      openedAt: 1_000,
      deadlineAt: 9_000,
      ...{ holdUntil: 0, returnUntil: 0 },
      wanted: 4,
      cohort,
    },
  });
const view = { rounds: 10, minClients: 3, now: 3_500 };

describe('A committed round', () => {
  it('is one line with its clients, quality, bytes and seconds', () => {
    expect(describeCommitted(record(2), 10)).toBe(
      'Round  2/10 ████████████████████  2/3 clients  accuracy 92.00 %  loss 0.300  ↑ 1.0 MB ↓ 3.0 MB  2.4 s',
    );
  });
});

describe('The open round', () => {
  it('tells how many clients it waits for', () => {
    const state = runningState({
      phase: { name: 'waiting', since: 0 },
    });
    expect(describeOpen(state, new Map(), view)).toContain('waiting for 3 more clients');
  });

  it('counts reports and names losses', () => {
    const state = reporting({ one: reported, two: training, three: departed });
    const line = describeOpen(state, new Map(), view);
    expect(line).toContain('Round  3/10');
    expect(line).toContain('1/3 clients, 1 lost');
    expect(line).toContain('2.5 s');
  });

  it('advances with the steps of those who train', () => {
    const state = reporting({ one: reported, two: training });
    const at = (changes: Partial<ClientProgress>) =>
      fractionDone(state, new Map([['two', progressOf('two', changes)]]));
    expect(fractionDone(state, new Map())).toBe(0.5);
    expect(at({})).toBeCloseTo(0.5 + 0.45 / 2);
    expect(at({ stage: 'uploading' })).toBeGreaterThan(at({ step: 100 }));
    expect(at({ round: 2 })).toBe(0.5);
  });

  it('shows how full the buffer of an asynchronous run is', () => {
    const plan = { round: 2, attempt: 1, checkpoint: 'sha256:0', sentAt: 1_000 };
    const state = runningState({
      round: 3,
      phase: { name: 'buffering', openedAt: 1_000, deadlineAt: 9_000 },
      flight: {
        ...{ bufferSize: 4, rebased: false, holdUntil: 0 },
        members: { one: { plan, member: reported }, two: { plan, member: training } },
      },
    });
    expect(describeOpen(state, new Map(), view)).toContain('1/4 updates');
    expect(fractionDone(state, new Map())).toBe(0.25);
  });

  it('says when the clients are done and the server is at work', () => {
    const { cohort, openedAt, closedAt } = record(3);
    const state = runningState({
      phase: {
        name: 'aggregating',
        numClients: 3,
        wanted: 3,
        plans: null,
        cohort,
        openedAt,
        closedAt,
      },
    });
    expect(describeOpen(state, new Map(), view)).toContain('averaging');
    expect(fractionDone(state, new Map())).toBe(1);
  });
});
