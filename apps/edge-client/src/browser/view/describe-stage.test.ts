import type { ClientState, ClientWorkState, Contribution } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { describeStage } from './describe-stage.ts';
import { clientState } from './testing/client-state.ts';
import { runOffer } from './testing/run-offer.ts';

const work: ClientWorkState = {
  runId: 'run-mnist',
  round: 4,
  attempt: 1,
  stage: 'training',
  step: 30,
  steps: 120,
  loss: 0.4117,
  epochs: 1,
  batchSize: 20,
  deadlineAt: 0,
};

const accepted: Contribution = {
  runId: 'run-mnist',
  round: 3,
  outcome: 'accepted',
  numExamples: 100,
  payloadBytes: 797_248,
  metrics: { steps: 4, trainMs: 10, backend: 'wasm' },
};

describe('describeStage', () => {
  it('shows the steps and the loss of training, with a measure', () => {
    expect(describeStage(clientState({ work }))).toEqual({
      title: 'Round 4: training',
      detail: 'Step 30 of 120, loss 0.412',
      progress: 25,
    });
  });

  it('counts the epochs where there are several', () => {
    const { detail } = describeStage(clientState({ work: { ...work, epoch: 2, epochs: 5 } }));
    expect(detail).toBe('Epoch 2 of 5, step 30 of 120, loss 0.412');
  });

  it('says that a device without a network is offline, and not that the coordinator is away', () => {
    const away = clientState({ connection: 'reconnecting', enrolled: false });
    expect(describeStage(away).title).toMatch(/Connection lost/);
    expect(describeStage(away, false)).toMatchObject({
      title: 'This device is offline',
      detail: expect.stringMatching(/goes on by itself/),
    });
    expect(describeStage(clientState({ work }), false).title).toBe('Round 4: training');
  });

  it('says why a device rests, and what ends it', () => {
    const rest = (pause: ClientState['pause']) =>
      describeStage(clientState({ connection: 'paused', pause }));
    expect(rest('asked').detail).toMatch(/Nothing is computed, sent or received. Press Resume/);
    expect(rest('byte-limit').detail).toMatch(/Raise it below/);
    expect(rest('on-battery').detail).toMatch(/plugged in/);
    expect(rest('metered').detail).toMatch(/not metered/);
  });

  it('keeps the title the same while the steps go on', () => {
    const titles = [1, 2, 119].map(
      (step) => describeStage(clientState({ work: { ...work, step } })).title,
    );
    expect(new Set(titles).size).toBe(1);
  });

  it('measures transfers in bytes', () => {
    const uploading: ClientWorkState = {
      ...work,
      stage: 'uploading',
      step: 262_144,
      steps: 797_248,
    };
    expect(describeStage(clientState({ work: uploading }))).toMatchObject({
      title: 'Round 4: sending changes',
      detail: '262 kB of 797 kB',
    });
  });

  it('has no measure before the steps are known', () => {
    const starting = { ...work, steps: 0, step: 0, loss: null };
    expect(describeStage(clientState({ work: starting })).progress).toBe('unknown');
  });

  it('says that it gets ready until the coordinator may call the device', () => {
    expect(describeStage(clientState({ enrolled: false })).title).toBe('Getting your device ready');
  });

  it('says when the device could not get ready', () => {
    const stage = describeStage(
      clientState({ problem: { message: 'WebGPU is not offered here.', willRetry: false } }),
    );
    expect(stage.title).toBe('This device cannot train yet');
  });

  it('waits calmly between rounds, and says why while a run is paused or not started', () => {
    const titleOf = (status: 'running' | 'paused' | 'created') =>
      describeStage(clientState({ runs: [runOffer({ status })] })).title;
    expect(titleOf('running')).toBe('Waiting for the next round');
    expect(titleOf('paused')).toBe('The run is paused');
    expect(titleOf('created')).toBe('The run has not started yet');
  });

  it('promises the next run when there is none', () => {
    expect(describeStage(clientState({ runs: [] }))).toEqual({
      title: 'Nothing is being trained right now',
      detail: 'Keep this page open: your device starts with the next run.',
      progress: null,
    });
  });

  it('thanks for a finished run only whoever took part in it', () => {
    const runs = [runOffer({ status: 'completed', accuracy: 0.973 })];
    expect(describeStage(clientState({ runs, contributions: [accepted] })).detail).toMatch(
      /right 97\.3\u00a0% of the time/,
    );
    const numbers = [runOffer({ status: 'completed', accuracy: null, loss: 9_216 })];
    expect(describeStage(clientState({ runs: numbers, contributions: [accepted] })).detail).toMatch(
      /typical error is 96\.0\./,
    );
    expect(describeStage(clientState({ runs })).title).toBe('Nothing is being trained right now');
  });

  it('puts a lost connection before everything else', () => {
    expect(describeStage(clientState({ connection: 'reconnecting', work })).title).toBe(
      'Connection lost, trying again',
    );
  });
});
