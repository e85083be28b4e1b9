import { describe, expect, it } from 'vitest';
import { catalogue, modelsFor } from './catalogue.ts';

const names = (options: ReturnType<typeof modelsFor>) => options.map(({ value }) => value);

describe('modelsFor', () => {
  it('offers for pictures every model but the one of text', () => {
    expect(names(catalogue.models)).toContain('char-lstm');
    expect(names(modelsFor('mnist'))).toEqual(
      names(catalogue.models).filter((name) => name !== 'char-lstm'),
    );
  });

  it('offers every model for a data set that only a newer coordinator knows', () => {
    expect(modelsFor('of-tomorrow')).toEqual(catalogue.models);
  });
});
