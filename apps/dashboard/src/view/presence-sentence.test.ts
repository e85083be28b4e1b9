import { expect, it } from 'vitest';
import { presenceSentence } from './presence-sentence.ts';

it('says who is there, and whom a run waits for', () => {
  const run = { wanted: 4, inRun: 0, connected: 0 };
  const say = (changes: Partial<Parameters<typeof presenceSentence>[0]>) =>
    presenceSentence({ ...run, status: 'running', ...changes });
  expect(say({ status: 'created' })).toBe(
    'No device is connected yet. Once it is started, it begins as soon as 4 devices are in it.',
  );
  expect(say({ status: 'created', connected: 1 })).toContain('1 device is connected now; those');
  expect(say({})).toBe('No device is in this run yet: a round waits for 4 more.');
  expect(say({ inRun: 3 })).toBe('3 devices are in this run now: a round waits for 1 more.');
  expect(say({ inRun: 5 })).toBe('5 devices are in this run now: enough to train.');
  expect(say({ status: 'stopped' })).toContain('has ended');
});
