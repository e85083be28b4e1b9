import { describe, expect, it } from 'vitest';
import type { DataSchema } from './data-schema.ts';
import { dataSchemaOf } from './data-schema-of.ts';
import { datasets } from './datasets/registry.generated.ts';
import { describeData } from './describe-data.ts';
import { preprocess } from './preprocess.ts';
import { randomExamples } from './random-examples.ts';
import { suggestTask } from './suggest-task.ts';
import { wholeModel } from './task-model.ts';
import { tasks } from './tasks/registry.generated.ts';

const schemas = datasets.names.flatMap((name) => dataSchemaOf(name) ?? []);

describe.each(schemas)('for data like $title', (schema) => {
  it('suggests steps and a model that fit', () => {
    expect(() => wholeModel({ dataset: schema, ...suggestTask(schema) })).not.toThrow();
  });

  it('draws examples that take the steps', () => {
    const input = describeData(schema);
    const examples = randomExamples(schema, { numExamples: 20, seed: 3 });
    const after = preprocess(examples, input, suggestTask(schema).preprocessing);
    expect(after.numExamples).toBe(20);
    expect([...after.features].every(Number.isFinite)).toBe(true);
    expect(examples).toEqual(randomExamples(schema, { numExamples: 20, seed: 3 }));
    expect(examples).not.toEqual(randomExamples(schema, { numExamples: 20, seed: 4 }));
    const { labels } = examples;
    const isClass = (label: number) => label >= 0 && label < input.numClasses;
    if (labels instanceof Int32Array) expect([...labels].every(isClass)).toBe(true);
  });
});

describe('what is suggested for a table', () => {
  const heart = dataSchemaOf('heart-disease') as DataSchema;

  it('is what the zoo does with such a one', () => {
    expect(suggestTask(heart).preprocessing).toEqual(tasks.get('heart-disease').preprocessing);
    const income = dataSchemaOf('adult') as DataSchema;
    expect(suggestTask(income).preprocessing).toEqual(tasks.get('income').preprocessing);
  });

  it('fills nothing in where nothing may be missing, and scales only where there are numbers', () => {
    const colours: DataSchema = {
      kind: 'table',
      title: 'Colours',
      columns: [
        { kind: 'category', name: 'colour', categories: ['red', 'blue'], mayBeMissing: true },
      ],
      target: { kind: 'class', column: 'liked', classes: ['no', 'yes'] },
      missing: [''],
    };
    expect(suggestTask(colours).preprocessing).toEqual([]);
  });
});

it('suggests a network with strides for large pictures', () => {
  const photographs = { kind: 'images', title: 'x', classes: ['a', 'b'], channels: 3 } as const;
  expect(suggestTask({ ...photographs, height: 224, width: 160 }).model).toBe('mobilenet-small');
  expect(suggestTask({ ...photographs, height: 32, width: 32 }).model).toBe('cifar-cnn');
});
