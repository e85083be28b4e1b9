import { datasets } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { catalogue, modelsFor, predictedNumber } from './catalogue.ts';

const names = (options: ReturnType<typeof modelsFor>) => options.map(({ value }) => value);

describe('modelsFor', () => {
  it('offers for pictures the models of pictures, and none of text or tables', () => {
    expect(names(catalogue.models)).toContain('char-lstm');
    expect(names(modelsFor({ dataset: 'mnist' }))).toEqual(
      expect.arrayContaining(['mlp-2nn', 'cnn', 'resnet-20', 'mobilenet-small']),
    );
    for (const unfit of ['char-lstm', 'text-cnn', 'tabular-mlp']) {
      expect(names(modelsFor({ dataset: 'mnist' }))).not.toContain(unfit);
    }
  });

  it('looks at the data as the steps before training leave it', () => {
    expect(modelsFor({ dataset: 'rt-polarity' })).toEqual([]);
    const preprocessing = [{ name: 'tokenise', params: { by: 'words' } }];
    expect(names(modelsFor({ dataset: 'rt-polarity', preprocessing })).sort()).toEqual([
      'text-cnn',
      'text-embedding',
    ]);
  });

  it('leaves out what is solved for statistics and predicts nothing', () => {
    expect(names(catalogue.models)).toContain('column-statistics');
    for (const dataset of datasets.names) {
      expect(names(modelsFor({ dataset }))).not.toContain('column-statistics');
    }
  });

  it('offers every model for a data set that only a newer coordinator knows', () => {
    expect(modelsFor({ dataset: 'of-tomorrow' })).toEqual(catalogue.models);
  });
});

describe('predictedNumber', () => {
  it('says what it is, and nothing of classes and data that this page does not know', () => {
    expect(predictedNumber('california-housing')).toBe('median house value in 100,000 dollars');
    expect(['mnist', 'of-tomorrow'].map(predictedNumber)).toEqual([null, null]);
  });
});

describe('the partitioners on offer', () => {
  it('divide examples, not columns', () => {
    expect(names(catalogue.partitioners)).toContain('PathologicalPartitioner');
    expect(names(catalogue.partitioners)).not.toContain('VerticalEvenPartitioner');
  });
});
