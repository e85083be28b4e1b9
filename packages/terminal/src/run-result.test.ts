import { describe, expect, it } from 'vitest';
import { MAX_WAITING_MS, obstacleOf, resultOf } from './run-result.ts';
import { digest, record, runningState } from './testing/run-states.ts';

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

describe('What keeps a run from completing', () => {
  const during = (changes: Parameters<typeof runningState>[0]) =>
    obstacleOf(runningState({ round: 4, ...changes }), 0);

  it('is its end, with the reason of a failure', () => {
    expect(during({ status: 'failed', statusReason: 'The disk is full.' })).toEqual({
      kind: 'ended',
      sentence: 'The run failed. The disk is full.',
    });
    expect(during({ status: 'stopped' })).toEqual({
      kind: 'ended',
      sentence: 'An admin stopped the run in round 4.',
    });
  });

  it('is a stall when it paused by itself', () => {
    const obstacle = during({ status: 'paused', statusReason: 'Check the clients.' });
    expect(obstacle?.kind).toBe('stalled');
    expect(obstacle?.sentence).toContain('Check the clients.');
  });

  it('is only a pause when somebody asked for it', () => {
    const obstacle = during({ status: 'paused' });
    expect(obstacle?.kind).toBe('paused');
    expect(obstacle?.sentence).toContain('when it is resumed');
  });

  it('is a stall when clients stay away for long', () => {
    const state = runningState({
      phase: { name: 'waiting', since: 1_000 },
    });
    expect(obstacleOf(state, 1_000 + MAX_WAITING_MS)).toBeNull();
    const obstacle = obstacleOf(state, 1_001 + MAX_WAITING_MS);
    expect(obstacle?.kind).toBe('stalled');
    expect(obstacle?.sentence).toContain('fewer clients');
  });

  it.each(['running', 'pausing', 'completed'] as const)('is nothing while it is %s', (status) => {
    expect(during({ status })).toBeNull();
  });
});
