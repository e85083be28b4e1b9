import { expect, it } from 'vitest';
import { aboutRun } from './about-run.ts';
import { invitedRun, runOffer } from './testing/run-offer.ts';

it('says what the coordinator says', () => {
  const run = invitedRun();
  expect(aboutRun(run)).toEqual(run.about);
  expect(aboutRun(run).dataTitle).toBe('MNIST handwritten digits');
});

it('shows names as they are where the coordinator has no words', () => {
  expect(aboutRun(runOffer())).toEqual({
    goal: 'Learns from the data set “mnist”.',
    dataTitle: 'mnist',
    dataDescription: '',
    modelTitle: 'mlp-2nn',
  });
});
