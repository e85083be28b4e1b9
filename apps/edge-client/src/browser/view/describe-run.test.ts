import type { RunOffer } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { describeRun, describeStanding, isOpen } from './describe-run.ts';
import { runOffer } from './testing/run-offer.ts';

describe('describeRun', () => {
  it('says in plain words what is learnt and from what', () => {
    expect(describeRun(runOffer())).toMatchObject({
      name: 'MNIST demo',
      goal: 'Learns to read the digits 0 to 9 in the handwriting of several hundred people.',
      dataTitle: 'MNIST handwritten digits',
      modelTitle: '2NN (multilayer perceptron)',
      score: '91.2\u00a0% right so far',
    });
  });

  it('speaks of an error where numbers are predicted, and of nothing before the first round', () => {
    expect(describeRun(runOffer({ accuracy: null, loss: 9_216 })).score).toBe(
      'Typical error 96.0 so far',
    );
    expect(describeRun(runOffer({ accuracy: null, loss: null })).score).toBeNull();
  });

  it('says the size of an update', () => {});

  it('takes the task of the data set when another model learns it', () => {
    const story = describeRun(
      runOffer({ task: { dataset: 'mnist', model: 'logistic-regression', preprocessing: [] } }),
    );
    expect(story.goal).toMatch(/digits 0 to 9/);
  });

  it('shows names that this page does not know as they are', () => {
    const story = describeRun(
      runOffer({ task: { dataset: 'x-rays', model: 'resnet-9', preprocessing: [] } }),
    );
    expect(story.goal).toBe('Learns from the data set “x-rays”.');
    expect(story.modelTitle).toBe('resnet-9');
  });

  it('says where the run stands for every status', () => {
    const statuses: RunOffer['status'][] = ['created', 'running', 'pausing', 'paused', 'completed'];
    expect(statuses.map((status) => describeStanding(runOffer({ status })))).toEqual([
      'Not started yet, 10 rounds planned',
      '3 of 10 rounds done',
      'Pausing, 3 of 10 rounds done',
      'Paused, 3 of 10 rounds done',
      'Finished early, 3 of 10 rounds done',
    ]);
    expect(describeStanding(runOffer({ status: 'completed', round: 10 }))).toBe(
      'Finished, all 10 rounds done',
    );
  });

  it('tells the runs that may still ask for something', () => {
    expect(isOpen(runOffer({ status: 'paused' }))).toBe(true);
    expect(isOpen(runOffer({ status: 'failed' }))).toBe(false);
  });
});
