import { initialClientState } from '@tributary/client';
import { reject } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { progressLines } from './progress-lines.ts';

const backend = {
  backend: 'wasm',
  stepMs: 1,
  reason: 'It is the fastest here.',
  tried: [],
} as const;
const joined = { ...initialClientState, enrolled: true, clientId: 'client-1' };

describe('progressLines', () => {
  it('tells of a round once', () => {
    const metrics = {
      accuracyBefore: 0.5,
      accuracyAfter: 0.912,
      steps: 38,
      trainMs: 1_234,
      backend: 'wasm',
    };
    const after = {
      ...joined,
      contributions: [
        {
          runId: 'run-one',
          round: 3,
          outcome: 'accepted',
          numExamples: 12_000,
          payloadBytes: 797_040,
          metrics,
        } as const,
      ],
    };
    expect(progressLines(joined, after)).toEqual([
      'round 3 accepted, 12,000 examples, accuracy 50.0 % -> 91.2 %, 797 kB up, 1.2 s on wasm',
    ]);
    expect(progressLines(after, { ...after, bytesUp: 1 })).toEqual([]);
  });

  it('tells the loss where there is no accuracy', () => {
    const contribution = {
      runId: 'run-one',
      round: 1,
      outcome: 'accepted',
      numExamples: 5,
      payloadBytes: 12_000,
      metrics: { lossBefore: 16_912, lossAfter: 9_216, steps: 1, trainMs: 100, backend: 'wasm' },
    } as const;
    expect(progressLines(joined, { ...joined, contributions: [contribution] })).toEqual([
      'round 1 accepted, 5 examples, loss 16,900 -> 9,220, 12 kB up, 0.1 s on wasm',
    ]);
  });

  it('tells why a round failed', () => {
    const failed = {
      runId: 'run-one',
      round: 1,
      outcome: 'failed',
      message: 'Training diverged.',
      numExamples: 0,
      payloadBytes: 0,
      metrics: null,
    } as const;
    expect(progressLines(joined, { ...joined, contributions: [failed] })).toEqual([
      'round 1 failed: Training diverged.',
    ]);
  });

  it('tells of joining, and again when the backend is known', () => {
    expect(progressLines(initialClientState, joined)).toEqual([
      'joined as client-1, waiting for a run',
    ]);
    expect(progressLines(joined, { ...joined, backend })).toEqual([
      'joined as client-1, training on wasm: It is the fastest here.',
    ]);
  });

  it('tells of trouble', () => {
    expect(progressLines(joined, { ...joined, connection: 'reconnecting' })).toEqual([
      'lost the connection, trying to come back',
    ]);
    const early = { ...initialClientState, connection: 'connected' } as const;
    const away = { ...early, connection: 'reconnecting' } as const;
    expect(progressLines(early, away)).toEqual(['is still getting ready, and then connects again']);
    expect(progressLines(initialClientState, away)).toEqual(['is not connected yet, trying again']);
    const refusal = reject('bad-token');
    expect(
      progressLines(initialClientState, { ...initialClientState, connection: 'refused', refusal }),
    ).toEqual([`was refused: ${refusal.message}`]);
  });

  it('tells once of a problem, and whether it will be tried again', () => {
    const lasting = { ...joined, problem: { message: 'No data.', willRetry: false } };
    const passing = { ...joined, problem: { message: 'No data.', willRetry: true } };
    expect(progressLines(joined, lasting)).toEqual(['cannot get ready to train: No data.']);
    expect(progressLines(joined, passing)).toEqual([
      'cannot get ready to train, trying again: No data.',
    ]);
    expect(progressLines(passing, { ...passing, problem: { ...passing.problem } })).toEqual([]);
  });
});
