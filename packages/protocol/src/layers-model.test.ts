import { describe, expect, it } from 'vitest';
import { layersModelSchema } from './layers-model.ts';
import { taskSpecSchema } from './run-config.ts';

const input = { name: 'input', kind: 'InputLayer', inputs: [], params: { shape: [4] } };
const dense = { name: 'dense', kind: 'Dense', inputs: ['input'], params: { units: 2 } };
const model = { title: 'Mine', layers: [input, dense] };

describe('a model that somebody brings', () => {
  it('stands in a task in place of a name', () => {
    const task = { dataset: 'mnist', model };
    expect(taskSpecSchema.parse(task).model).toEqual(model);
    expect(taskSpecSchema.parse({ ...task, model: 'cnn' }).model).toBe('cnn');
  });

  it.each([
    ['without a title', { ...model, title: ' ' }],
    ['of one layer', { ...model, layers: [input] }],
    ['of too many layers', { ...model, layers: new Array(301).fill(dense) }],
    ['with weights that are no digest', { ...model, weights: 'weights.bin' }],
    [
      'that is long',
      { ...model, layers: [input, { ...dense, params: { text: 'x'.repeat(1e5) } }] },
    ],
  ])('is refused %s', (_, bad) => {
    expect(layersModelSchema.safeParse(bad).success).toBe(false);
    expect(taskSpecSchema.safeParse({ dataset: 'mnist', model: bad }).success).toBe(false);
  });
});
