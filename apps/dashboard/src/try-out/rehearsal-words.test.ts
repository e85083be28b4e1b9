import { tasks } from '@tributary/model-zoo';
import type { Rehearsal, RehearsedRound } from '@tributary/simulator/browser';
import { describe, expect, it } from 'vitest';
import { draftFromTask } from '../form/run-draft.ts';
import { notStarted, reduceRehearsal, started } from './rehearsal-state.ts';
import { rehearsalVerdict, stepOfFailure } from './rehearsal-words.ts';

const config = draftFromTask(tasks.get('digits'));
const row = (round: number, clientMs: number): RehearsedRound => ({
  ...{ round, accuracy: 0.5, loss: 1, bestAccuracy: 0.5, attempts: 1, cohort: 4, reported: 4 },
  ...{ bytesUp: 4, bytesDown: 4, virtualS: 1, wallMs: 5 * clientMs, clientMs },
});
const rehearsal: Rehearsal = {
  ...{ status: 'completed', statusReason: null, refusals: [] },
  ...{
    rounds: [row(1, 4000), row(2, 300), row(3, 200)],
    modelBytes: 1_000_000,
    updateBytes: 500_000,
  },
};

describe('the verdict on a dry run', () => {
  it('says how long a device works and what it moves', () => {
    expect(rehearsalVerdict(rehearsal, config)).toEqual({
      ...{ title: 'Everything fits', isGood: true },
      sentences: [
        'A device’s part of a round takes about 300\u00a0ms here. It receives 1\u00a0MB and sends 500\u00a0kB; over 10 rounds that is 15\u00a0MB.',
      ],
    });
  });

  it('warns of a deadline that slower devices would miss, and tells what went wrong', () => {
    const reporting = { ...config.reporting, deadlineMs: 1000 };
    const { sentences, isGood } = rehearsalVerdict(
      { ...rehearsal, refusals: ['training diverged'] },
      { ...config, reporting },
    );
    expect(isGood).toBe(false);
    expect(sentences[0]).toContain('training diverged');
    expect(sentences.at(-1)).toContain('comes near the deadline of 1.0\u00a0s');
  });
});

it('leads to the step of the setting that a failure names', () => {
  const at = (message: string, stage: 'data' | 'work') =>
    stepOfFailure({ message, while: stage }, config);
  expect(at('cohort.minClients: Against so many', 'work')).toBe('training');
  expect(at('privacy: too much', 'work')).toBe('privacy');
  expect(at('heart.csv, line 7: found "x"', 'data')).toBe('data');
  expect(at('The model "cnn" does not fit this data: why.', 'work')).toBe('model');
});

it('gathers the news of a dry run until it ends', () => {
  const news = [
    { type: 'faults', sentence: 'One row.' },
    { type: 'ready', backend: { backend: 'wasm', reason: 'WebAssembly.' }, clients: 4 },
    { type: 'work', round: 1, finished: 2, ordered: 4 },
    { type: 'round', row: row(1, 5) },
  ] as const;
  const running = news.reduce(reduceRehearsal, started);
  expect(running).toMatchObject({
    backend: 'WebAssembly.',
    rounds: [row(1, 5)],
    work: news[2],
    faults: 'One row.',
  });
  const done = reduceRehearsal(running, { type: 'done', rehearsal });
  expect(done.status).toBe('done');
  expect(reduceRehearsal(done, { type: 'failed', while: 'work', message: 'late' })).toBe(done);
  expect(reduceRehearsal(notStarted, news[2])).toBe(notStarted);
});
