import type { RunEvent } from '@tributary/protocol';
import { replayRun } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import {
  digestOf,
  exampleConfig,
  exampleEvents,
  joined,
  logged,
  reported,
} from '../testing/example-run.ts';
import { phaseSentence } from './phase-sentence.ts';

const after = (events: readonly RunEvent[]) =>
  phaseSentence(replayRun(logged(events), exampleConfig), exampleConfig);
const start: RunEvent = { type: 'runStarted', checkpoint: digestOf('a') };

describe('phaseSentence', () => {
  it('says how many clients are missing', () => {
    expect(after([]).headline).toBe('Not started yet');
    expect(after([start, joined('edge-1')]).headline).toBe('Waiting for 2 more clients');
    expect(after([start, joined('edge-1'), joined('edge-2')])).toEqual({
      headline: 'Waiting for 1 more client',
      detail: 'Round 1 of 10 begins when 3 clients are connected.',
    });
  });

  it('follows a round from its first report to the next round', () => {
    expect(after(exampleEvents.slice(0, 5))).toEqual({
      headline: 'Round 1 of 10: 1 of 3 reported',
      detail: 'The round counts when 2 of 3 report.',
    });
    expect(after(exampleEvents.slice(0, 7)).headline).toBe('Round 1 of 10: averaging 3 updates');
    expect(after(exampleEvents.slice(0, 8)).headline).toBe('Round 1 of 10: testing the new model');
    expect(after(exampleEvents).headline).toBe('Round 2 of 10: 0 of 3 reported');
  });

  it('says how many were asked beyond those that are wanted', () => {
    const config = {
      ...exampleConfig,
      cohort: { fractionTrain: 0.6, minClients: 3, overSelection: 1.3 },
    };
    const events = [joined('edge-1', 'edge-2', 'edge-3', 'edge-4'), start, reported('edge-9', 1)];
    expect(phaseSentence(replayRun(logged(events), config), config)).toEqual({
      headline: 'Round 1 of 10: 0 of 3 reported',
      detail:
        'The round counts when 2 of 3 report. 4 were asked, and the slowest are not waited for.',
    });
  });

  it('says of an asynchronous run how full the buffer is and who is at work', () => {
    const config = {
      ...exampleConfig,
      strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } },
    };
    const events = exampleEvents.slice(0, 5);
    expect(phaseSentence(replayRun(logged(events), config), config)).toEqual({
      headline: 'Round 1 of 10: 1 of 2 updates',
      detail:
        '2 clients are at work, each on the newest model that there was. Nobody is waited for.',
    });
  });

  it('tells a run that ended early from one that did all its rounds', () => {
    const state = replayRun(logged(exampleEvents), exampleConfig);
    const ended = { ...state, status: 'completed', phase: { name: 'idle' } } as const;
    expect(phaseSentence(ended, exampleConfig).headline).toBe('Ended after 1 of 10 rounds');
    expect(phaseSentence(ended, { ...exampleConfig, rounds: 1 }).headline).toBe(
      'The round is done',
    );
  });

  it('tells pausing from paused, and a stop', () => {
    const pausing = after([...exampleEvents, { type: 'runPaused' }, reported('edge-1', 2)]);
    expect(pausing).toEqual({
      headline: 'Round 2 of 10: 1 of 3 reported',
      detail: 'The run pauses when this round is over.',
    });
    expect(after([start, { type: 'runPaused' }]).headline).toBe('Paused after 0 of 10 rounds');
    expect(after([...exampleEvents, { type: 'runStopped' }]).headline).toBe(
      'Stopped after 1 of 10 rounds',
    );
  });
});
