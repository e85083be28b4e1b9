import { describe, expect, it } from 'vitest';
import { describeFailure, MAX_WAITING_MS, resultOf } from './run-result.ts';
import { digest, record, runningState } from './testing.ts';

describe('The result of a run', () => {
  it('sums the bytes and takes the quality of the last round', () => {
    const state = runningState({ status: 'completed', history: [record(1), record(2)] });
    expect(resultOf(state, 'mnist')).toEqual({
      rounds: 2,
      accuracy: 0.92,
      loss: 0.3,
      bytesUp: 2_000_000,
      bytesDown: 6_000_000,
      wallMs: 12_400,
      checkpoint: digest('2'),
      data: 'mnist',
    });
  });

  it('does not exist before the first round is committed', () => {
    expect(() => resultOf(runningState({}), 'mnist')).toThrow('before its first round');
  });
});

describe('A run that will not complete', () => {
  it.each(['failed', 'stopped', 'paused'] as const)('says why it %s', (status) => {
    const state = runningState({ status, statusReason: 'Check the clients.', round: 4 });
    expect(describeFailure(state, 0)).toContain('Check the clients.');
  });

  it('is given up when clients stay away', () => {
    const state = runningState({ phase: { name: 'waiting', since: 1_000 } });
    expect(describeFailure(state, 1_000 + MAX_WAITING_MS)).toBeNull();
    expect(describeFailure(state, 1_001 + MAX_WAITING_MS)).toContain('--clients');
  });

  it('is not one that runs or is complete', () => {
    expect(describeFailure(runningState({}), 0)).toBeNull();
    expect(describeFailure(runningState({ status: 'completed' }), 0)).toBeNull();
  });
});
