import { describe, expect, it } from 'vitest';
import { catalogue, modelsFor } from './catalogue.ts';

const names = (options: ReturnType<typeof modelsFor>) => options.map(({ value }) => value);

describe('modelsFor', () => {
  it('offers for pictures the models of pictures, and none of text or tables', () => {
    expect(names(catalogue.models)).toContain('char-lstm');
    expect(names(modelsFor('mnist'))).toEqual(
      expect.arrayContaining(['mlp-2nn', 'cnn', 'resnet-20', 'mobilenet-small']),
    );
    for (const unfit of ['char-lstm', 'text-cnn', 'tabular-mlp']) {
      expect(names(modelsFor('mnist'))).not.toContain(unfit);
    }
  });

  it('offers every model for a data set that only a newer coordinator knows', () => {
    expect(modelsFor('of-tomorrow')).toEqual(catalogue.models);
  });
});

describe('the partitioners on offer', () => {
  it('divide examples, not columns', () => {
    expect(names(catalogue.partitioners)).toContain('PathologicalPartitioner');
    expect(names(catalogue.partitioners)).not.toContain('VerticalEvenPartitioner');
  });
});
