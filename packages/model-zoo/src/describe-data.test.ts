import { describe, expect, it } from 'vitest';
import type { DataSchema } from './data-schema.ts';
import { dataSchemaOf } from './data-schema-of.ts';
import { datasets } from './datasets/registry.generated.ts';
import { describeData, publicDataset } from './describe-data.ts';
import { modelInputOf } from './model-input.ts';

describe('data that clients bring', () => {
  const bicycles: DataSchema = {
    kind: 'table',
    title: 'Bicycles',
    columns: [
      { kind: 'number', name: 'temperature', range: [-20, 40], mayBeMissing: true },
      { kind: 'category', name: 'weather', categories: ['dry', 'wet'] },
    ],
    target: { kind: 'number', column: 'rented', unit: 100 },
    missing: [''],
  };

  it('is described as a data set would be', () => {
    expect(describeData(bicycles)).toMatchObject({
      title: 'Bicycles',
      featureShape: [2],
      categories: [0, 2],
      missing: true,
      target: 'number',
      numClasses: 1,
      classNames: ['rented in 100'],
    });
  });

  it('is nobody else’s', () => {
    expect(() => publicDataset(bicycles)).toThrow('"Bicycles" is data that every client brings');
  });
});

/** Measurements over time and summed-up pictures: nobody has them in such a form. */
const BROUGHT_BY_NOBODY = ['activity'];

describe.each(datasets.entries)('own data for a run on $name', ({ name }) => {
  it('makes the same examples as the data set has', () => {
    const schema = dataSchemaOf(name);
    if (BROUGHT_BY_NOBODY.includes(name)) return expect(schema).toBeUndefined();
    const described = describeData(schema as DataSchema);
    expect(modelInputOf(described)).toEqual(modelInputOf(datasets.get(name)));
  });
});
