import { describe, expect, it } from 'vitest';
import type { DataSchema } from './data-schema.ts';
import { describeTask } from './describe-task.ts';

describe('describeTask', () => {
  it('says in plain words what is learnt, and from what', () => {
    expect(describeTask({ dataset: 'mnist', model: 'mlp-2nn' })).toMatchObject({
      goal: 'Learns to read the digits 0 to 9 in the handwriting of several hundred people.',
      dataTitle: 'MNIST handwritten digits',
      modelTitle: '2NN (multilayer perceptron)',
    });
  });

  it('takes the goal of the data set when another model learns it', () => {
    const { goal } = describeTask({ dataset: 'mnist', model: 'logistic-regression' });
    expect(goal).toMatch(/digits 0 to 9/);
  });

  it('shows names that it does not know as they are', () => {
    expect(describeTask({ dataset: 'x-rays', model: 'resnet-9' })).toEqual({
      goal: 'Learns from the data set “x-rays”.',
      dataTitle: 'x-rays',
      dataDescription: '',
      modelTitle: 'resnet-9',
    });
  });

  it('takes the title of data that devices bring', () => {
    const dataset: DataSchema = {
      ...{ kind: 'images', title: 'Leaves', classes: ['oak', 'elm'] },
      ...{ height: 8, width: 8, channels: 1 },
    };
    expect(describeTask({ dataset, model: 'mlp-2nn' })).toMatchObject({
      goal: 'Learns from the data set “Leaves”.',
      dataDescription: 'Data that every device brings.',
    });
  });
});
